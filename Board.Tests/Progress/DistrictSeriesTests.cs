using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;
using CsCheck;
using static Board.Tests.Support.IndicatorBuilder;

namespace Board.Tests.Progress;

public sealed class DistrictSeriesTests
{
    private static readonly Plan Plan = PlanOf(Indicator(sources: ["dak-ru", "dak-sin"]));
    private static readonly DateOnly March = new(2023, 3, 31);
    private static readonly DateOnly June = new(2023, 6, 30);

    [Fact]
    public void Of_HasAPointAtEachDate_OfTheReadingsEffectiveThen()
    {
        var series = Of(Reading(June, 60), Reading(March, 40), Reading(June, 20, 100, "dak-sin"));
        Assert.Equal([(March, 40m), (June, 40m)], series.Points.Select(point => (point.AsOf, point.Figure.Value)));
        Assert.Equal([1, 2], series.Points.Select(point => point.Figure.Coverage.Reported));
        Assert.Equal(60, series.Effective["dak-ru"].Figure.Numerator);
    }

    [Fact]
    public void Of_CarriesAUnitsLastReadingOn_WhileOthersReport()
    {
        var series = Of(Reading(March, 40), Reading(March, 40, 100, "dak-sin"), Reading(June, 60, 100, "dak-sin"));
        Assert.Equal(50, series.Points[^1].Figure.Value);
        Assert.Equal(March, series.Effective["dak-ru"].AsOf);
    }

    [Fact]
    public void Of_TakesTheGreatestRevision_ThatWasNotReturned()
    {
        Reading[] readings = [Reading(June, 60), Reading(June, 70, revision: 2), Reading(June, 99, revision: 3, state: ReadingState.Returned)];
        Assert.Equal(70, Of(readings).Effective["dak-ru"].Figure.Numerator);
        Assert.Equal(70, Of([.. readings.Reverse()]).Effective["dak-ru"].Figure.Numerator);
    }

    [Fact]
    public void Of_FallsBackToTheDateBefore_WhereEveryRevisionWasReturned()
    {
        var series = Of(Reading(March, 40), Reading(June, 60, state: ReadingState.Returned));
        Assert.Equal([March], series.Points.Select(point => point.AsOf));
        Assert.Empty(Of(Reading(June, 60, state: ReadingState.Returned)).Points);
    }

    [Fact]
    public void Of_LeavesOut_WhoeverIsNoSource() => Assert.Empty(Of(Reading(June, 60, 100, "vhtt")).Points);

    [Fact]
    public void Of_DoesNotDependOnTheOrderOfReadings() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Int[0, 2], Gen.Int[0, 100]).Array[0, 12].Select(Gen.Int, (rows, seed) => (rows, seed)).Sample(given =>
        {
            var readings = given.rows
                .Select((row, index) => Reading(March.AddDays(row.Item1), row.Item4, 100, row.Item2 == 0 ? "dak-ru" : "dak-sin", index + 1, (ReadingState)row.Item3))
                .ToArray();
            var shuffled = readings.ToArray();
            new Random(given.seed).Shuffle(shuffled);
            var (one, other) = (Of(readings), Of(shuffled));
            Assert.Equal(one.Points.Select(point => (point.AsOf, point.Figure.Value)), other.Points.Select(point => (point.AsOf, point.Figure.Value)));
            Assert.Equal(one.Effective.OrderBy(entry => entry.Key), other.Effective.OrderBy(entry => entry.Key));
            Assert.All(one.Effective.Values, reading => Assert.Equal(
                readings.Where(r => r.Unit == reading.Unit && r.State != ReadingState.Returned).OrderBy(r => r.AsOf).ThenBy(r => r.Revision).Last(), reading));
        });

    private static DistrictSeries Of(params Reading[] readings) => DistrictSeries.Of(Plan, Plan.Indicators[0], readings);
}
