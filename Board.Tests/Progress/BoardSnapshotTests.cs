using Board.Domain.Calendar;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Tests.Support;
using static Board.Tests.Support.IndicatorBuilder;

namespace Board.Tests.Progress;

public sealed class BoardSnapshotTests
{
    private static readonly DateOnly Today = new(2023, 11, 24);
    private static readonly PlanCalendar Calendar = new(PlanBuilder.Sample(indicators:
    [
        Indicator(sources: ["dak-ru", "dak-sin"], baseline: new(YearStart, 7)),
        Indicator() with { Code = "1b" },
        Indicator(sources: ["vhtt"]) with { Code = "1c" },
    ]));

    [Fact]
    public void Tallies_CountEveryIndicatorOnce_AndNameEveryStatus()
    {
        var board = Board(Today, 5, Reading(new(2023, 9, 30), 90), Reading(new(2023, 9, 30), 90, 100, "dak-sin"));
        Assert.Equal(Enum.GetValues<ProgressStatus>().Order(), board.Tallies.Keys.Order());
        Assert.Equal(3, board.Tallies.Values.Sum());
        Assert.Equal((1, 2), (board.Tallies[ProgressStatus.Achieved], board.Tallies[ProgressStatus.NoData]));
    }

    [Theory]
    [InlineData("2023-05-30", "unit-quarterly.2023-Q2 3 0/22, office-quarterly.2023-Q2 10 0/1, unit-plan.once:unit-plan 15 0/22")]
    [InlineData("2023-11-24", "unit-quarterly.2023-Q4 8 0/22, office-quarterly.2023-Q4 15 0/1, unit-annual.2023 15 0/22")]
    [InlineData("2023-12-02", "unit-quarterly.2023-Q4 0 0/22, office-quarterly.2023-Q4 7 0/1, unit-annual.2023 7 0/22")]
    [InlineData("2023-12-03", "office-quarterly.2023-Q4 6 0/1, unit-annual.2023 6 0/22")]
    [InlineData("2023-12-10", "")]
    public void Ahead_IsWhatHasNotPassed_TheNearestFirst_OnceForAllWhoOweIt(string today, string ahead) => Assert.Equal(
        ahead, string.Join(", ", Board(DateOnly.ParseExact(today, "yyyy-MM-dd"), 1).Ahead.Take(3)
            .Select(next => $"{next.Deadline.Rule.Code}.{next.Deadline.Period} {next.DaysLeft} {next.Reported}/{next.Expected}")));

    [Theory]
    [InlineData("2023-Q4", "dak-ru", ReportState.Submitted, 1)]
    [InlineData("2023-Q4", "dak-ru", ReportState.Accepted, 1)]
    [InlineData("2023-Q4", "dak-ru", ReportState.Draft, 0)]
    [InlineData("2023-Q4", "dak-ru", ReportState.Returned, 0)]
    [InlineData("2023-Q3", "dak-ru", ReportState.Accepted, 0)]
    [InlineData("2023-Q4", "vhtt", ReportState.Accepted, 0)]
    public void Ahead_CountsTheReportsOfItsPeriod_ThatAreIn(string period, string unit, ReportState state, int reported)
    {
        Assert.True(Period.TryParse(period, out var about));
        var next = Board(Today, 1, new Dictionary<(Period, string), ReportStanding> { [(about, unit)] = new(state, null, 0, null, 0) }).Ahead[0];
        Assert.Equal((reported, 22), (next.Reported, next.Expected));
        Assert.Equal("2023-Q4", next.Deadline.Period.ToString());
    }

    [Fact]
    public void ChangedSince_NamesWhatIsNewer_AndNothingElse()
    {
        var old = Board(Today, 5, Reading(new(2023, 9, 30), 50));
        var first = Calendar.Plan.Indicators[0];
        var moved = IndicatorDetail.Of(Calendar, first, [Reading(new(2023, 9, 30), 51, revision: 2)], Today, 6, old.Details[0]);
        var board = old with { Version = 6, Details = [moved, .. old.Details.Skip(1)] };
        Assert.Equal([first], board.ChangedSince(5).Select(progress => progress.Indicator));
        Assert.Empty(board.ChangedSince(6));
        Assert.Equal(3, board.ChangedSince(4).Count());
        Assert.Same(moved, board.Find("1a"));
        Assert.Null(board.Find("9z"));
    }

    [Fact]
    public void Detail_KeepsRecordAndVersion_WhenNothingVisibleChanged()
    {
        var indicator = Calendar.Plan.Indicators[1];
        var before = IndicatorDetail.Of(Calendar, indicator, [Reading(new(2023, 9, 30), 50)], Today, 5);
        var same = IndicatorDetail.Of(Calendar, indicator, [Reading(new(2023, 9, 30), 50, revision: 2)], Today, 9, before);
        Assert.Same(before.Progress, same.Progress);
        Assert.Equal((5, 9), (same.Progress.Version, same.Version));
        Assert.Equal(2, Assert.Single(same.Units).Reading!.Revision);
    }

    [Fact]
    public void Detail_TakesTheNewVersion_WhenSomethingVisibleChanged()
    {
        var indicator = Calendar.Plan.Indicators[0];
        var before = IndicatorDetail.Of(Calendar, indicator, [Reading(new(2023, 9, 30), 50)], Today, 5);
        // The same share, of whom only the numbers, the coverage, the state or the day differ.
        Assert.Equal(9, Next(Reading(new(2023, 9, 30), 100, 200)).Version);
        Assert.Equal(9, Next(Reading(new(2023, 9, 30), 50, 100, "dak-sin")).Version);
        Assert.Equal(9, Next(Reading(new(2023, 9, 30), 50, state: ReadingState.Provisional)).Version);
        Assert.Equal(9, Next(Reading(new(2023, 10, 1), 50)).Version);
        Assert.Equal(9, IndicatorDetail.Of(Calendar, indicator, [Reading(new(2023, 9, 30), 50)], Today.AddDays(1), 9, before).Progress.Version);
        IndicatorProgress Next(Reading reading) => IndicatorDetail.Of(Calendar, indicator, [reading], Today, 9, before).Progress;
    }

    [Fact]
    public void ReadingsVersion_MovesWithTheReadings_AndNotWithTheDay()
    {
        var indicator = Calendar.Plan.Indicators[0];
        var before = IndicatorDetail.Of(Calendar, indicator, [Reading(new(2023, 9, 30), 50)], Today, 5);
        var later = IndicatorDetail.Of(Calendar, indicator, [Reading(new(2023, 9, 30), 50)], Today.AddDays(1), 9, before);
        Assert.Equal((9, 5), (later.Version, later.ReadingsVersion));
        Assert.Equal(12, Next(Reading(new(2023, 9, 30), 50, revision: 2)));
        Assert.Equal(12, Next(Reading(new(2023, 9, 30), 50, state: ReadingState.Provisional)));
        Assert.Equal(12, Next(Reading(new(2023, 9, 30), 50), Reading(new(2023, 6, 30), 40)));
        Assert.Equal(12, Next());
        long Next(params Reading[] readings) => IndicatorDetail.Of(Calendar, indicator, readings, Today.AddDays(1), 12, later).ReadingsVersion;
    }

    private static BoardSnapshot Board(DateOnly today, long version, params Reading[] ofFirst) =>
        Board(today, version, new Dictionary<(Period, string), ReportStanding>(), ofFirst);

    private static BoardSnapshot Board(
        DateOnly today, long version, IReadOnlyDictionary<(Period, string), ReportStanding> reports, params Reading[] ofFirst) => new(
        Calendar, version, default, today,
        [.. Calendar.Plan.Indicators.Select((indicator, index) => IndicatorDetail.Of(Calendar, indicator, index == 0 ? ofFirst : [], today, version))], [], reports);
}
