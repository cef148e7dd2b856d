using System.Globalization;
using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Tests.Support;
using CsCheck;

namespace Board.Tests.Calendar;

public class PlanCalendarTests
{
    private static readonly PlanCalendar Plan2023 = new(PlanBuilder.Sample());

    [Fact]
    public void Deadlines_AreThoseOfThePlan()
    {
        Assert.Equal(113, Plan2023.Deadlines.Count);
        Assert.Equal(
            [("office-quarterly", 3), ("unit-annual", 22), ("unit-plan", 22), ("unit-quarterly", 66)],
            Plan2023.Deadlines.GroupBy(deadline => deadline.Rule.Code).Select(group => (group.Key, group.Count())).OrderBy(rule => rule.Key, StringComparer.Ordinal));
        Assert.Equal(113, Plan2023.Deadlines.DistinctBy(deadline => deadline.Id).Count());
        Assert.All(Plan2023.Deadlines, deadline => Assert.Equal(deadline.Rule.Who == ReportingParty.Standing, deadline.Unit.Code == "vhtt"));
    }

    [Theory]
    [InlineData("unit-quarterly.2023-Q2.dak-ru", "2023-06-03", "2023-06-02", "2023-06-02")]
    [InlineData("unit-quarterly.2023-Q3.dak-ru", "2023-09-03", "2023-09-02", "2023-08-31")]
    [InlineData("unit-quarterly.2023-Q4.dak-ru", "2023-12-03", "2023-12-02", "2023-12-01")]
    [InlineData("office-quarterly.2023-Q3.vhtt", "2023-09-10", "2023-09-09", "2023-09-08")]
    [InlineData("unit-annual.2023.dak-ru", "2023-12-10", "2023-12-09", "2023-12-08")]
    [InlineData("unit-plan.once:unit-plan.dak-ru", "2023-06-15", "2023-06-14", "2023-06-14")]
    public void Deadlines_FallAsWorkedOutByHand(string id, string dueBefore, string lastDay, string lastWorkingDay)
    {
        var deadline = Assert.Single(Plan2023.Deadlines, deadline => deadline.Id == id);
        Assert.Equal((Day(dueBefore), Day(lastDay), Day(lastWorkingDay)), (deadline.DueBefore, deadline.LastDay, deadline.LastWorkingDay));
    }

    [Fact]
    public void Deadlines_LeaveOutWhatFallsOnOrBeforeTheEffectiveDay()
    {
        Assert.DoesNotContain(Plan2023.Deadlines, deadline => deadline.Period.ToString() == "2023-Q1");
        Assert.Contains("2023-Q2", UnitPeriods(effectiveFrom: new(2023, 6, 2)));
        Assert.DoesNotContain("2023-Q2", UnitPeriods(effectiveFrom: new(2023, 6, 3)));

        static IEnumerable<string> UnitPeriods(DateOnly effectiveFrom) =>
            new PlanCalendar(PlanBuilder.Sample(effectiveFrom: effectiveFrom)).Deadlines
                .Where(deadline => deadline.Rule.Code == "unit-quarterly").Select(deadline => deadline.Period.ToString());
    }

    [Fact]
    public void Deadlines_AreOrderedByDay_ThenRule_ThenUnit()
    {
        var plan = PlanBuilder.Sample();
        var rules = plan.Reporting.ToList();
        var units = plan.Units.ToList();
        Assert.Equal(
            Plan2023.Deadlines.OrderBy(deadline => deadline.DueBefore)
                .ThenBy(deadline => rules.IndexOf(deadline.Rule)).ThenBy(deadline => units.IndexOf(deadline.Unit)),
            Plan2023.Deadlines);
        Assert.Equal("office-quarterly.2023-Q4.vhtt", Plan2023.Deadlines[90].Id);
        Assert.Equal("unit-annual.2023.quang-tin", Plan2023.Deadlines[^1].Id);
    }

    [Fact]
    public void Deadlines_SpareWhoOwesNothing()
    {
        var calendar = new PlanCalendar(PlanBuilder.Sample(units:
        [
            PlanBuilder.Unit("office", standing: true), PlanBuilder.Unit("a"), PlanBuilder.Unit("telecom", UnitKind.Partner, reports: false),
        ]));
        Assert.Equal(["a", "office"], calendar.Deadlines.Select(deadline => deadline.Unit.Code).Distinct());
    }

    [Fact]
    public void NextMonth_OfTheLastPeriod_IsNextJanuary() =>
        Gen.Select(Gen.Int[2000, 2100], Gen.Int[1, 30], Gen.OneOf(PeriodKind.Quarter, PeriodKind.Half, PeriodKind.Year)).Sample((year, day, kind) =>
        {
            var plan = PlanBuilder.Sample(year, effectiveFrom: new(year, 12, 31), reporting: [new("r", ReportingParty.Standing, kind, new DueRule.NextMonth(day))]);
            var lastDay = Assert.Single(new PlanCalendar(plan).Deadlines, deadline => deadline.Period.LastDay == plan.LastDay);
            Assert.Equal(new(year + 1, 1, day), lastDay.DueBefore);
        });

    [Theory]
    [InlineData("2023-06-02", null)]
    [InlineData("2023-06-03", "2023-Q2")]
    [InlineData("2023-06-15", "2023-Q2")]
    [InlineData("2023-09-02", "2023-Q2")]
    [InlineData("2023-09-03", "2023-Q3")]
    [InlineData("2023-12-03", "2023-Q4")]
    [InlineData("2023-12-31", "2023-Q4")]
    public void LastClosedUnitPeriod_MovesOnTheDayTheDeadlineHasPassed(string today, string? period) =>
        Assert.Equal(period, Plan2023.LastClosedUnitPeriod(Day(today))?.ToString());

    [Fact]
    public void LastClosedUnitPeriod_IsNull_WhenOnlyWhatIsOwedOnceHasPassed() =>
        Assert.Null(new PlanCalendar(PlanBuilder.Sample(effectiveFrom: new(2023, 6, 3))).LastClosedUnitPeriod(new(2023, 6, 30)));

    [Fact]
    public void PeriodOf_IsTheUnitsShortestPeriod()
    {
        Assert.Equal("2023-Q4", Plan2023.PeriodOf(new(2023, 11, 24)).ToString());
        Assert.Equal("2023-11", PeriodOf(new(2023, 11, 24), Rule(PeriodKind.Half), Rule(PeriodKind.Month)));
        Assert.Equal("2023-H2", PeriodOf(new(2023, 11, 24), Rule(PeriodKind.Year), Rule(PeriodKind.Half), Rule(PeriodKind.Once)));
        Assert.Equal("2023-Q4", PeriodOf(new(2023, 11, 24), Rule(PeriodKind.Once), Rule(PeriodKind.Month, ReportingParty.Standing)));
    }

    [Fact]
    public void ConsolidationClashes_TellOfTheYearEnd()
    {
        var clash = Assert.Single(Plan2023.ConsolidationClashes);
        Assert.Equal(("unit-annual", "2023", new DateOnly(2023, 12, 10)), (clash.Units.Code, clash.UnitPeriod.ToString(), clash.UnitsDueBefore));
        Assert.Equal("office-quarterly.2023-Q4.vhtt", clash.Consolidation.Id);
        Assert.Equal(0, clash.DaysShort);
    }

    [Theory]
    [InlineData(3, 4, "")]
    [InlineData(3, 3, "2023-10 0, 2023-11 0, 2023-12 0")]
    [InlineData(5, 3, "2023-10 2, 2023-11 2, 2023-12 2")]
    public void ConsolidationClashes_CompareWhatEndsWithinTheConsolidation(int units, int office, string clashes)
    {
        var calendar = new PlanCalendar(PlanBuilder.Sample(effectiveFrom: new(2023, 11, 30), reporting:
        [
            new("monthly", ReportingParty.Units, PeriodKind.Month, new DueRule.MonthOfYear(12, units)),
            new("quarterly", ReportingParty.Standing, PeriodKind.Quarter, new DueRule.LastMonth(office)),
        ]));
        Assert.Equal(clashes, string.Join(", ", calendar.ConsolidationClashes.Select(clash => $"{clash.UnitPeriod} {clash.DaysShort}")));
    }

    private static ReportingRule Rule(PeriodKind period, ReportingParty who = ReportingParty.Units) => new("rule", who, period, new DueRule.LastMonth(10));

    private static string PeriodOf(DateOnly day, params ReportingRule[] reporting) =>
        new PlanCalendar(PlanBuilder.Sample(reporting: reporting)).PeriodOf(day).ToString();

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
