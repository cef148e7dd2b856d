using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Tests.Support;

namespace Board.Tests.Progress;

/// <summary>Two years side by side, by the indicators' codes.</summary>
public sealed class YearComparisonTests
{
    [Fact]
    public void TheSamePeriod_IsTheNewestFigureUpToTheSameDay()
    {
        var years = Compare(
            [Of("2023-03-31", 50), Of("2023-06-29", 55), Of("2023-06-30", 60), Of("2023-12-31", 80)],
            [Of("2024-03-31", 62), Of("2024-06-30", 67)]);
        var one = Assert.Single(years.Indicators);
        Assert.Equal(new SeriesValue(new(2023, 6, 30), 60), one.SamePeriod);
        Assert.Equal(7, one.Change);
        Assert.Equal((80m, 67m), (one.Earlier!.Value, one.Later!.Value));
        Assert.False(one.TargetMoved);
    }

    [Fact]
    public void TheLeapDay_IsComparedWithTheDayBeforeMarch() =>
        Assert.Equal(new SeriesValue(new(2023, 2, 28), 40), Assert.Single(Compare([Of("2023-02-28", 40), Of("2023-03-01", 41)], [Of("2024-02-29", 50)]).Indicators).SamePeriod);

    [Fact]
    public void WithoutAFigureUpToThatDay_ThereIsNoChange()
    {
        var one = Assert.Single(Compare([Of("2023-06-30", 60)], [Of("2024-03-31", 62)]).Indicators);
        Assert.Null(one.SamePeriod);
        Assert.Null(one.Change);
        Assert.Null(Assert.Single(Compare([Of("2023-06-30", 60)], []).Indicators).SamePeriod);
    }

    [Fact]
    public void WhatOneYearHasAlone_IsShownToo()
    {
        var (kept, dropped, added) = (Code("k"), Code("d"), Code("a"));
        var years = Compare([], [], [dropped, kept], [added, kept with { Target = kept.Target with { Floor = 90 } }]);
        Assert.Equal(["a", "k", "d"], years.Indicators.Select(one => one.Indicator.Code));
        Assert.Equal([false, true, false], years.Indicators.Select(one => one.TargetMoved));
        Assert.Null(years.Indicators[0].Earlier);
        Assert.Null(years.Indicators[2].Later);
        Assert.Equal(90, years.Indicators[1].Indicator.Target.Floor);
    }

    [Fact]
    public void WhatIsMeasuredOtherwise_IsNotCompared()
    {
        var percent = IndicatorBuilder.Indicator();
        var count = IndicatorBuilder.Indicator(measure: Measure.Count);
        var one = Assert.Single(Compare([Of("2023-06-30", 60)], [new("1a", "dak-ru", new(2024, 6, 30), 1, new(600, null), ReadingState.Accepted)], [percent], [count]).Indicators);
        Assert.NotNull(one.Later!.Value);
        Assert.Null(one.SamePeriod);
    }

    private static Indicator Code(string code) => IndicatorBuilder.Indicator() with { Code = code };

    private static Reading Of(string day, int percent) =>
        new("1a", "dak-ru", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), 1, new(percent, 100), ReadingState.Accepted);

    private static YearComparison Compare(IReadOnlyList<Reading> earlier, IReadOnlyList<Reading> later, IReadOnlyList<Indicator>? before = null, IReadOnlyList<Indicator>? now = null) =>
        YearComparison.Of(Board(2023, before ?? [IndicatorBuilder.Indicator()], earlier), Board(2024, now ?? [IndicatorBuilder.Indicator(due: new(2024, 12, 31))], later));

    private static BoardSnapshot Board(int year, IReadOnlyList<Indicator> indicators, IReadOnlyList<Reading> readings)
    {
        var calendar = new PlanCalendar(PlanBuilder.Sample(year, indicators: indicators, holidays: [], reporting: [PlanBuilder.Reporting[0]]));
        var today = new DateOnly(2025, 1, 1);
        return new(
            calendar, 1, default, today, [.. indicators.Select(one => IndicatorDetail.Of(calendar, one, readings.Where(reading => reading.Indicator == one.Code), today, 1))], [],
            new Dictionary<(Period, string), ReportStanding>());
    }
}
