using Board.Domain.Plans;
using Board.Domain.Progress;
using CsCheck;
using static Board.Tests.Support.IndicatorBuilder;

namespace Board.Tests.Progress;

public sealed class ForecastTests
{
    private static readonly DateOnly Start = new(2023, 1, 1);
    private static readonly Indicator Year = Indicator(due: Start.AddDays(100));

    [Fact]
    public void Of_IsNothing_UnderTwoDates()
    {
        Assert.Null(Of(Year));
        Assert.Null(Of(Year, (0, 10)));
    }

    [Fact]
    public void Of_GivesAPace_ButNoForecast_FromTwoDates()
    {
        var forecast = Of(Year, (0, 10), (20, 20))!;
        Assert.Equal(0.5m * 365.2425m / 12, forecast.AchievedPace);
        Assert.Equal((null, null, null), (forecast.Value, forecast.Low, forecast.High));
    }

    [Fact]
    public void Of_FollowsALine_Exactly()
    {
        var forecast = Of(Year, (0, 10), (20, 20), (40, 30))!;
        Assert.Equal((60m, 60m, 60m), (forecast.Value, forecast.Low, forecast.High));
        Assert.Equal(Start.AddDays(100), forecast.Due);
    }

    [Fact]
    public void Of_IsNotBent_ByOneOddFigure()
    {
        var straight = Of(Year, (0, 10), (10, 15), (20, 20), (30, 25), (40, 30), (50, 35), (60, 40))!;
        var odd = Of(Year, (0, 10), (10, 15), (20, 20), (30, 95), (40, 30), (50, 35), (60, 40))!;
        Assert.Equal(straight.AchievedPace, odd.AchievedPace);
        Assert.Equal(60, odd.Value);
    }

    [Fact]
    public void Of_SpansTheSlopes_BetweenThe20thAnd80thPercentile()
    {
        // Slopes 1, 2 and 1,5 a day; sorted 1, 1,5, 2: the 20th percentile is 1,2 and the 80th 1,8. Intercepts 0, -5, 0.
        var forecast = Of(Indicator(due: Start.AddDays(30)), (0, 0), (10, 10), (20, 30))!;
        Assert.Equal(1.5m * 365.2425m / 12, forecast.AchievedPace);
        Assert.Equal((45m, 42m, 48m), (forecast.Value, forecast.Low, forecast.High));
    }

    [Fact]
    public void Of_StaysWithinWhatAShareCanBe()
    {
        Assert.Equal(100, Of(Year, (0, 10), (10, 40), (20, 70))!.High);
        Assert.Equal(0, Of(Year, (0, 70), (10, 40), (20, 10))!.Value);
        var count = Indicator(measure: Measure.Count, due: Start.AddDays(100));
        Assert.Equal(310, Of(count, (0, 10), (10, 40), (20, 70))!.Value);
        Assert.Equal(0, Of(count, (0, 70), (10, 40), (20, 10))!.Value);
    }

    [Fact]
    public void Of_LooksAtTheNewestDate_OnceItIsDue() => Assert.Equal(30, Of(Indicator(due: Start.AddDays(20)), (0, 10), (20, 20), (40, 30))!.Value);

    [Fact]
    public void Of_AgreesWithASlowReference() => AnyPoints.Sample(points =>
    {
        var forecast = Of(Year, points)!;
        var days = points.Select(point => (double)point.Day).ToArray();
        var values = points.Select(point => (double)point.Value).ToArray();
        var slopes = (from i in Enumerable.Range(0, days.Length) from j in Enumerable.Range(0, days.Length) where days[i] < days[j]
                      select (values[j] - values[i]) / (days[j] - days[i])).ToArray();
        var slope = Quantile(slopes, 0.5);
        var line = Quantile([.. days.Select((day, index) => values[index] - slope * day)], 0.5) + slope * days.Max();
        double At(double perDay) => Math.Min(100, Math.Max(0, line + perDay * (100 - days.Max())));
        Assert.Equal(slope * 365.2425 / 12, (double)forecast.AchievedPace, tolerance: 1e-9);
        Assert.Equal(At(slope), (double)forecast.Value!, tolerance: 1e-9);
        Assert.Equal(At(Quantile(slopes, 0.2)), (double)forecast.Low!, tolerance: 1e-9);
        Assert.Equal(At(Quantile(slopes, 0.8)), (double)forecast.High!, tolerance: 1e-9);
        Assert.True(forecast.Low <= forecast.Value && forecast.Value <= forecast.High);
    }, iter: 2000);

    // The weighted mean of the two order statistics around the place, found by counting instead of sorting.
    private static double Quantile(double[] all, double part)
    {
        var place = part * (all.Length - 1);
        return Ranked(all, (int)Math.Floor(place)) * (1 - place % 1) + Ranked(all, (int)Math.Ceiling(place)) * (place % 1);
    }

    private static double Ranked(double[] all, int rank) => all.First(one => all.Count(other => other < one) <= rank && all.Count(other => other <= one) > rank);

    private static Gen<(int Day, int Value)[]> AnyPoints =>
        Gen.Select(Gen.Int[0, 90], Gen.Int[0, 100]).Array[3, 9].Where(points => points.DistinctBy(point => point.Item1).Count() == points.Length);

    private static Forecast? Of(Indicator indicator, params (int Day, int Value)[] points) => Forecast.Of(indicator, DistrictSeries.Of(
        PlanOf(indicator), indicator, points.Select(point => Reading(Start.AddDays(point.Day), point.Value, indicator.Measure == Measure.Percent ? 100 : null))));
}
