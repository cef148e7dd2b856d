using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Tests.Support;

namespace Board.Tests.Progress;

public sealed class UnitYearTests
{
    private static readonly PlanCalendar Calendar = new(PlanFile.Read(SeedPlan.Bytes()).Plan!);
    private static readonly Indicator Indicator = Calendar.Plan.FindIndicator("1a")!;

    [Fact]
    public void Periods_AreThoseThatHaveBegun() => Assert.Equal(["2023-Q1", "2023-Q2", "2023-Q3"], UnitYear.PeriodsOf(Calendar, new(2023, 7, 1)).Select(period => period.ToString()));

    [Fact]
    public void OfAPeriod_TheNewestDateCounts_ThenTheGreatestRevision() =>
        Assert.Equal(["–", "30", "70", "–"], Row(
            Reading("dak-ru", new(2023, 6, 30), 2, 30), Reading("dak-ru", new(2023, 6, 30), 1, 20), Reading("dak-ru", new(2023, 4, 1), 9, 90),
            Reading("dak-ru", new(2023, 7, 1), 1, 70), Reading("dak-sin", new(2023, 10, 1), 1, 5)));

    [Fact]
    public void Silence_IsNotFilled_AndWhatWasReturnedIsSilence() =>
        Assert.Equal(["40", "–", "–", "–"], Row(Reading("dak-ru", new(2023, 3, 31), 1, 40), Reading("dak-ru", new(2023, 9, 30), 1, 50) with { State = ReadingState.Returned }));

    [Fact]
    public void EverySource_HasARow_InThePlansOrder()
    {
        var periods = UnitYear.PeriodsOf(Calendar, new(2023, 11, 24));
        var year = UnitYear.Of(Calendar.Plan, Indicator, [], periods);
        Assert.Equal(Indicator.Sources, year.Select(row => row.Unit));
        Assert.All(year, row => Assert.Equal(periods.Count, row.Periods.Count));
    }

    private static IEnumerable<string> Row(params Reading[] readings) =>
        UnitYear.Of(Calendar.Plan, Indicator, readings, UnitYear.PeriodsOf(Calendar, new(2023, 11, 24))).Single(row => row.Unit == "dak-ru")
            .Periods.Select(standing => standing is null ? "–" : $"{standing.Reading!.Figure.Numerator}");

    private static Reading Reading(string unit, DateOnly asOf, int revision, decimal numerator) => new("1a", unit, asOf, revision, new(numerator, 100), ReadingState.Provisional);
}
