using Board.Domain.Plans;
using Board.Domain.Progress;
using CsCheck;
using static Board.Tests.Support.IndicatorBuilder;

namespace Board.Tests.Progress;

public sealed class TrajectoryTests
{
    private static readonly DateOnly Start = new(2023, 1, 1);

    /// <summary>From 0 at the year's start to 60 in 300 days: a fifth of a point a day.</summary>
    private static readonly Trajectory Rising = new(new(Start, 0), new(60, null, Better.Higher), Start.AddDays(300));

    [Theory]
    [InlineData(100, 20, ProgressStatus.OnTrack)]
    [InlineData(100, 19, ProgressStatus.OnTrack)]
    [InlineData(100, 18.9999999, ProgressStatus.Slow)]
    [InlineData(100, 12, ProgressStatus.Slow)]
    [InlineData(100, 11.9999999, ProgressStatus.Lagging)]
    [InlineData(100, 0, ProgressStatus.Lagging)]
    [InlineData(100, -1, ProgressStatus.Lagging)]
    [InlineData(1, 0.19, ProgressStatus.OnTrack)]
    [InlineData(300, 57, ProgressStatus.OnTrack)]
    [InlineData(300, 56.9, ProgressStatus.Slow)]
    [InlineData(301, 57, ProgressStatus.OnTrack)]
    [InlineData(900, 36, ProgressStatus.Slow)]
    [InlineData(900, 35.9, ProgressStatus.Lagging)]
    [InlineData(0, 30, null)]
    [InlineData(-1, 30, null)]
    public void Judge_CutsAtItsTwoPoints_Exactly(int day, double value, ProgressStatus? status) =>
        Assert.Equal(status, Rising.Judge(new(Start.AddDays(day), (decimal)value)));

    [Fact]
    public void Judge_IsExact_WhereADivisionWouldFallShort()
    {
        // A third of the way: 100/3 is expected, and 95 % of it is 31,666…; 60 % of it is 20 exactly.
        var path = new Trajectory(new(Start, 0), new(100, null, Better.Higher), Start.AddDays(300));
        Assert.Equal(ProgressStatus.Slow, path.Judge(new(Start.AddDays(100), 20)));
        Assert.Equal(ProgressStatus.Lagging, path.Judge(new(Start.AddDays(100), 19.9999999999999999999999m)));
        // 3/7 of 70 is 30, whose division by 7 never ends; 95 % of 30 is 28,5.
        var sevenths = new Trajectory(new(Start, 0), new(70, null, Better.Higher), Start.AddDays(7));
        for (var day = 1; day <= 7; day++)
        {
            Assert.Equal(ProgressStatus.OnTrack, sevenths.Judge(new(Start.AddDays(day), 9.5m * day)));
            Assert.Equal(ProgressStatus.Slow, sevenths.Judge(new(Start.AddDays(day), 6m * day)));
        }
    }

    [Fact]
    public void Judge_IsLagging_WhereATargetMetAtTheStartIsLost()
    {
        var path = new Trajectory(new(Start, 60), new(60, null, Better.Higher), Start.AddDays(300));
        Assert.True(path.MetAtStart);
        Assert.Equal(ProgressStatus.OnTrack, path.Judge(new(Start.AddDays(10), 60)));
        Assert.Equal(ProgressStatus.Lagging, path.Judge(new(Start.AddDays(10), 59.99m)));
        Assert.Null(path.Pace(new(Start.AddDays(10), 59)));
        Assert.Equal(60, path.Expected(Start.AddDays(10)));
    }

    [Fact]
    public void Judge_AsksOnlyForTheTarget_WhereTheStartWasOverIt()
    {
        var path = new Trajectory(new(Start, 70), new(60, null, Better.Higher), Start.AddDays(300));
        Assert.Equal(60, path.Expected(Start.AddDays(30)));
        Assert.Equal(ProgressStatus.OnTrack, path.Judge(new(Start.AddDays(30), 60)));
        Assert.Equal(ProgressStatus.Lagging, path.Judge(new(Start.AddDays(299), 59.9m)));
    }

    [Fact]
    public void Expected_IsTheLine_AndStaysAtTheTarget()
    {
        Assert.Null(Rising.Expected(Start.AddDays(-1)));
        Assert.Equal(0, Rising.Expected(Start));
        Assert.Equal(20, Rising.Expected(Start.AddDays(100)));
        Assert.Equal(60, Rising.Expected(Start.AddDays(300)));
        Assert.Equal(60, Rising.Expected(Start.AddDays(400)));
    }

    [Fact]
    public void Pace_IsGroundCovered_OverGroundExpected()
    {
        Assert.Equal(0.5m, Rising.Pace(new(Start.AddDays(100), 10)));
        Assert.Equal(-0.5m, Rising.Pace(new(Start.AddDays(100), -10)));
        Assert.Null(Rising.Pace(new(Start, 10)));
        var falling = new Trajectory(new(Start, 60), new(0, null, Better.Lower), Start.AddDays(300));
        Assert.Equal(0.5m, falling.Pace(new(Start.AddDays(100), 50)));
    }

    [Fact]
    public void Deteriorates_OnlyAfterTheStart_AndOnlyUnderIt()
    {
        var path = Rising with { Start = new(Start, 30) };
        Assert.True(path.Deteriorates(new(Start.AddDays(1), 29.99m)));
        Assert.False(path.Deteriorates(new(Start.AddDays(1), 30)));
        Assert.False(path.Deteriorates(new(Start, 29)));
        Assert.False(path.Deteriorates(new(Start.AddDays(-1), 29)));
        Assert.True((path with { Target = new(10, null, Better.Lower) }).Deteriorates(new(Start.AddDays(1), 31)));
    }

    [Fact]
    public void RequiredPace_IsPointsAMonth_ToTheDueDay()
    {
        // 146 days are left, and 24 points.
        var pace = Rising.RequiredPace(new(Start.AddDays(154), 36));
        Assert.Equal(24 / (146 * 12 / 365.2425m), pace!.Value, 20);
        Assert.Null(Rising.RequiredPace(new(Start.AddDays(300), 36)));
        Assert.Null(Rising.RequiredPace(new(Start.AddDays(301), 36)));
    }

    [Fact]
    public void Of_StartsAtTheBaseline_ElseAtTheFirstFigure()
    {
        var plan = PlanOf(Indicator());
        var series = DistrictSeries.Of(plan, plan.Indicators[0], [Reading(new(2023, 6, 30), 60), Reading(new(2023, 3, 31), 40)]);
        Assert.Equal(new(new(2023, 3, 31), 40), Trajectory.Of(Indicator(), series)!.Start);
        Assert.Equal(new(YearStart, 10), Trajectory.Of(Indicator(baseline: new(YearStart, 10)), series)!.Start);
        Assert.Equal(new DateOnly(2023, 11, 30), Trajectory.Of(Indicator(due: new(2023, 11, 30)), series)!.Due);
        Assert.Null(Trajectory.Of(Indicator(), DistrictSeries.Of(plan, plan.Indicators[0], [])));
    }

    [Fact]
    public void LowerIsBetter_MirrorsHigherIsBetter() =>
        Gen.Select(Gen.Int[-50, 150], Gen.Int[0, 100], Gen.Int[-100, 400], Gen.Int[-50, 150], Gen.Int[1, 365]).Sample((start, floor, day, value, due) =>
        {
            var up = new Trajectory(new(Start, start), new(floor, null, Better.Higher), Start.AddDays(due));
            var down = new Trajectory(new(Start, -start), new(-floor, null, Better.Lower), Start.AddDays(due));
            SeriesValue now = new(Start.AddDays(day), value), mirrored = new(Start.AddDays(day), -value);
            Assert.Equal(up.Judge(now), down.Judge(mirrored));
            Assert.Equal(up.Pace(now), down.Pace(mirrored));
            Assert.Equal(up.Expected(now.AsOf), -down.Expected(now.AsOf));
            Assert.Equal(up.RequiredPace(now), -down.RequiredPace(mirrored));
            Assert.Equal((up.MetAtStart, up.Deteriorates(now)), (down.MetAtStart, down.Deteriorates(mirrored)));
        }, iter: 5000);
}
