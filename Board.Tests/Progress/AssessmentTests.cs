using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;
using CsCheck;
using static Board.Tests.Support.IndicatorBuilder;

namespace Board.Tests.Progress;

public sealed class AssessmentTests
{
    private static readonly DateOnly Today = new(2023, 11, 24);
    private static readonly DateOnly September = new(2023, 9, 30);

    /// <summary>From 7 at the end of 2022 to 80 in 365 days: a fifth of a point a day, 61,6 on the 273rd, 30 September.</summary>
    private static readonly Indicator FifthADay = Indicator(baseline: new(YearStart, 7));

    [Theory]
    [InlineData(8000, ProgressStatus.Achieved, ProgressResult.Met)]
    [InlineData(7999, ProgressStatus.OnTrack, ProgressResult.NotMet)]
    [InlineData(5887, ProgressStatus.OnTrack, ProgressResult.NotMet)]
    [InlineData(5886, ProgressStatus.Slow, ProgressResult.NotMet)]
    [InlineData(3976, ProgressStatus.Slow, ProgressResult.NotMet)]
    [InlineData(3975, ProgressStatus.Lagging, ProgressResult.NotMet)]
    [InlineData(700, ProgressStatus.Lagging, ProgressResult.NotMet)]
    public void Status_IsJudgedByPace(int n, ProgressStatus status, ProgressResult result)
    {
        // 54,6 points are expected: 0,95 of them are 51,87 and 0,60 are 32,76 over the 7.
        var progress = Assess(FifthADay, Today, Reading(September, n, 10_000));
        Assert.Equal((status, result, false), (progress.Status, progress.Result, progress.Deteriorating));
        Assert.Equal(61.6m, progress.Expected);
        Assert.Equal((n / 100m - 7) / 54.6m, progress.Pace);
        Assert.Equal(7 + 0.2m * 328, progress.ExpectedToday);
    }

    [Fact]
    public void Status_IsLaggingAndDeteriorating_UnderTheBaseline()
    {
        var progress = Assess(FifthADay, Today, Reading(September, 699, 10_000));
        Assert.Equal((ProgressStatus.Lagging, true), (progress.Status, progress.Deteriorating));
    }

    [Fact]
    public void Status_IsNoData_WithoutAReading()
    {
        var progress = Assess(FifthADay, Today);
        Assert.Equal((ProgressStatus.NoData, ProgressResult.Unknown, Evidence.None), (progress.Status, progress.Result, progress.Evidence));
        Assert.Equal(["dak-ru"], progress.Coverage.Missing);
        Assert.Null(progress.Value);
        Assert.Equal(7 + 0.2m * 328, progress.ExpectedToday);
        Assert.Equal(ProgressStatus.NoData, Assess(FifthADay, Today, Reading(Today.AddDays(1), 90)).Status);
        Assert.Equal(ProgressStatus.NoData, Assess(FifthADay, Today, Reading(September, 90, state: ReadingState.Returned)).Status);
    }

    [Fact]
    public void Result_ReachesTheAim_AtTheFarEndOfTheRange()
    {
        ProgressResult At(int n, Better better, int aim) => Assess(Indicator(50, aim, better), Today, Reading(September, n)).Result;
        Assert.Equal([ProgressResult.NotMet, ProgressResult.Met, ProgressResult.Met, ProgressResult.MetAim], new[] { 49, 50, 59, 60 }.Select(n => At(n, Better.Higher, 60)));
        Assert.Equal([ProgressResult.NotMet, ProgressResult.Met, ProgressResult.Met, ProgressResult.MetAim], new[] { 51, 50, 41, 40 }.Select(n => At(n, Better.Lower, 40)));
    }

    [Theory]
    [InlineData("2023-06-30", "2023-09-02", false)]
    [InlineData("2023-06-30", "2023-09-03", true)]
    [InlineData("2023-07-01", "2023-09-03", false)]
    [InlineData("2023-07-01", "2023-12-02", false)]
    [InlineData("2023-09-30", "2023-12-03", true)]
    [InlineData("2023-10-01", "2023-12-31", false)]
    [InlineData("2023-03-31", "2023-06-02", false)]
    [InlineData("2023-03-31", "2023-06-03", true)]
    public void Status_IsStale_OnceALaterPeriodsDeadlineHasPassed(string asOf, string today, bool stale)
    {
        var progress = Assess(FifthADay, DateOnly.ParseExact(today, "yyyy-MM-dd"), Reading(DateOnly.ParseExact(asOf, "yyyy-MM-dd"), 60));
        Assert.Equal(stale, progress.Status == ProgressStatus.Stale);
        Assert.Equal(stale, progress.Evidence == Evidence.Stale);
    }

    [Fact]
    public void Status_IsAchieved_BeforeItIsStale_AndStaleBeforeItIsLagging()
    {
        var achieved = Assess(FifthADay, Today, Reading(new(2023, 3, 31), 80));
        Assert.Equal((ProgressStatus.Achieved, Evidence.Stale), (achieved.Status, achieved.Evidence));
        var lagging = Assess(FifthADay, Today, Reading(new(2023, 3, 31), 1));
        Assert.Equal((ProgressStatus.Stale, true), (lagging.Status, lagging.Deteriorating));
        Assert.Equal(ProgressStatus.Stale, Assess(Indicator(), Today, Reading(new(2023, 3, 31), 1)).Status);
    }

    [Fact]
    public void Status_IsUnrated_WhereNothingCanJudgeAPace()
    {
        Assert.Equal(ProgressStatus.Unrated, Assess(Indicator(), Today, Reading(September, 60)).Status);
        Assert.Equal(ProgressStatus.Lagging, Assess(Indicator(), Today, Reading(September, 60), Reading(new(2023, 10, 31), 60)).Status);
        var later = Assess(Indicator(baseline: new(new(2023, 10, 31), 70)), Today, Reading(September, 60));
        Assert.Equal((ProgressStatus.Unrated, false, null), (later.Status, later.Deteriorating, later.Pace));
    }

    [Fact]
    public void Status_IsLagging_WhereTheTargetWasMetAtTheStart() =>
        Assert.Equal(ProgressStatus.Lagging, Assess(Indicator(baseline: new(YearStart, 80)), Today, Reading(September, 79)).Status);

    [Fact]
    public void FellBack_OnlyWhereTheTargetWasMetBefore_AndIsNotNow()
    {
        var (met, missed, again) = (Reading(new(2023, 6, 30), 85), Reading(September, 75), Reading(new(2023, 10, 31), 81));
        Assert.True(Assess(FifthADay, Today, met, missed).FellBack);
        Assert.False(Assess(FifthADay, Today, met, missed, again).FellBack);
        Assert.False(Assess(FifthADay, Today, missed).FellBack);
        Assert.False(Assess(FifthADay, Today, met).FellBack);
    }

    [Fact]
    public void Status_IsByPace_WhereTheValueMeetsTheTarget_ButTheSilentCouldUndoIt()
    {
        var progress = Assess(FifthADay with { Sources = ["dak-ru", "dak-sin"] }, Today, Reading(September, 90));
        Assert.Equal((ProgressStatus.OnTrack, ProgressResult.NotMet, Evidence.Incomplete), (progress.Status, progress.Result, progress.Evidence));
        Assert.Equal((0m, 0m), (progress.GapPoints, progress.GapCount));
    }

    [Fact]
    public void Due_BeforeTheFigure_ExpectsTheWholeTarget()
    {
        var due = FifthADay with { Due = new(2023, 6, 30) };
        var progress = Assess(due, Today, Reading(September, 75));
        Assert.Equal((80m, ProgressStatus.Slow, null), (progress.Expected, progress.Status, progress.RequiredPace));
        Assert.Equal(ProgressStatus.OnTrack, Assess(due, Today, Reading(September, 7635, 10_000)).Status);
    }

    [Fact]
    public void AsOf_IsTheNewestDate_OfAnyUnit()
    {
        var progress = Assess(FifthADay with { Sources = ["dak-ru", "dak-sin"] }, Today, Reading(September, 60), Reading(new(2023, 6, 30), 60, 100, "dak-sin"));
        Assert.Equal((September, 61.6m, ProgressStatus.OnTrack), (progress.AsOf, progress.Expected, progress.Status));
    }

    [Fact]
    public void Provisional_WhereOneEffectiveReadingIs()
    {
        var first = Reading(new(2023, 6, 30), 50, state: ReadingState.Provisional);
        Assert.True(Assess(FifthADay, Today, first).Provisional);
        Assert.True(Assess(FifthADay with { Sources = ["dak-ru", "dak-sin"] }, Today, first, Reading(September, 60, 100, "dak-sin")).Provisional);
        Assert.False(Assess(FifthADay, Today, first, Reading(September, 60)).Provisional);
    }

    [Fact]
    public void Previous_IsTheLastFigure_OfThePeriodBefore()
    {
        var progress = Assess(FifthADay, Today, Reading(new(2023, 5, 31), 30), Reading(new(2023, 6, 30), 40), Reading(new(2023, 7, 31), 50), Reading(September, 60));
        Assert.Equal(new(new(2023, 6, 30), 40), progress.Previous);
        Assert.Null(Assess(FifthADay, Today, Reading(new(2023, 7, 1), 50), Reading(September, 60)).Previous);
        Assert.Null(Assess(FifthADay, Today, Reading(new(2023, 7, 31), 50), Reading(September, 60)).Previous);
    }

    [Fact]
    public void LowerIsBetter_MirrorsHigherIsBetter_FromReadingsToStatus() => AnyStory.Sample(story =>
    {
        var up = Indicator(story.Floor, sources: ["dak-ru", "dak-sin"], baseline: story.Baseline is { } from ? new(YearStart, from) : null);
        var down = up with { Target = new(100 - story.Floor, null, Better.Lower), Baseline = story.Baseline is { } at ? new(YearStart, 100 - at) : null };
        (string, decimal)[] register = story.Known ? [("dak-sin", 150)] : [];
        var one = Assess(PlanOf(up, register), Today, story.Readings);
        var other = Assess(PlanOf(down, register), Today, [.. story.Readings.Select(reading =>
            reading with { Figure = new(reading.Figure.Denominator!.Value - reading.Figure.Numerator, reading.Figure.Denominator) })]);
        Assert.Equal((one.Status, one.Result, one.Evidence), (other.Status, other.Result, other.Evidence));
        Assert.Equal((one.Deteriorating, one.FellBack, one.GapCount), (other.Deteriorating, other.FellBack, other.GapCount));
        Assert.Equal(one.Pace ?? -1, other.Pace ?? -1, 15);
    }, iter: 3000);

    private static Gen<(int Floor, int? Baseline, bool Known, Reading[] Readings)> AnyStory =>
        from floor in Gen.Int[1, 99]
        from baseline in Gen.Int[-20, 100]
        from known in Gen.Bool
        from rows in Gen.Select(Gen.Int[0, 150], Gen.Int[0, 10], Gen.Bool).Array[0, 5]
        select (floor, baseline < 0 ? (int?)null : baseline, known, rows
            .Select((row, index) => row.Item3
                ? Reading(new DateOnly(2023, 1, 31).AddDays(30 * row.Item2), Math.Min(100, row.Item1), 100, "dak-ru", index + 1)
                : Reading(new DateOnly(2023, 1, 31).AddDays(30 * row.Item2), row.Item1, 150, "dak-sin", index + 1))
            .ToArray());
}
