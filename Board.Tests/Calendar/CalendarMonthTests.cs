using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Tests.Support;

namespace Board.Tests.Calendar;

public sealed class CalendarMonthTests
{
    private static readonly PlanCalendar Year2023 = new(PlanFile.Read(SeedPlan.Bytes()).Plan!);

    // Written from clause V and the holidays of 2023: month, last days, last working days of reports.
    [Theory]
    [InlineData(1, "", "", "1 2 20 21 22 23 24 25 26")]
    [InlineData(4, "", "", "29 30")]
    [InlineData(5, "", "", "1 2 3")]
    [InlineData(6, "2 9 14", "2 9 14", "")]
    [InlineData(8, "", "31", "")]
    [InlineData(9, "2 9", "8", "1 2 3 4")]
    [InlineData(12, "2 9", "1 8", "")]
    public void AMonth_HasItsLastDays_AndItsHolidays(int month, string lastDays, string lastWorkingDays, string holidays)
    {
        var sheet = CalendarMonth.Of(Year2023, "dak-ru").Concat(CalendarMonth.Of(Year2023, "vhtt")).Where(one => one.FirstDay.Month == month && one.FirstDay.Year == 2023).ToList();
        Assert.Equal(lastDays, Numbers(sheet, day => day.IsLastDay && !IsAssignment(day)));
        Assert.Equal(lastWorkingDays, Numbers(sheet, day => day.IsLastWorkingDay));
        Assert.Equal(holidays, Numbers(sheet, day => day.Holiday is not null));
        Assert.All(sheet, one => Assert.Equal(DateTime.DaysInMonth(2023, month), one.Days.Count));
    }

    [Fact]
    public void ADuty_StandsInTheMonthsOfBothItsDays_OnceForAllUnits()
    {
        var months = CalendarMonth.Of(Year2023);
        var third = months.Where(month => month.Duties.Any(duty => duty.Deadline.Period.ToString() == "2023-Q3" && duty.Units.Count > 1)).ToList();
        Assert.Equal([8, 9], third.Select(month => month.FirstDay.Month));
        var duty = third[1].Duties.Single(duty => duty.Deadline.Period.ToString() == "2023-Q3" && duty.Units.Count > 1);
        Assert.Equal(Year2023.Plan.Units.Count(unit => unit is { Reports: true, Standing: false }), duty.Units.Count);
        Assert.Equal((new DateOnly(2023, 9, 2), new DateOnly(2023, 8, 31)), (duty.LastDay, duty.LastWorkingDay));
    }

    [Fact]
    public void EveryDuty_AndEveryDatedAssignment_IsThere_AndNothingElse()
    {
        var months = CalendarMonth.Of(Year2023);
        Assert.Equal(
            Year2023.Deadlines.Select(deadline => deadline.Id).Order(),
            months.SelectMany(month => month.Duties).Distinct().SelectMany(duty => duty.Units.Select(unit => (duty.Deadline with { Unit = unit }).Id)).Order());
        Assert.Equal(
            Year2023.Plan.Assignments.Where(one => one.Due.LastDay is not null).Select(one => one.Code).Order(),
            months.SelectMany(month => month.Assignments).Select(one => one.Code).Order());
        Assert.Equal(months.Count, months.Select(month => month.FirstDay).Distinct().Count());
        Assert.True(months.Count >= 12);
    }

    [Fact]
    public void AUnit_HasItsOwnDuties_AndWhatItLeads()
    {
        var months = CalendarMonth.Of(Year2023, "ttyt");
        Assert.All(months.SelectMany(month => month.Duties), duty => Assert.Equal("ttyt", Assert.Single(duty.Units).Code));
        Assert.All(months.SelectMany(month => month.Assignments), one => Assert.Contains("ttyt", one.Leads));
        Assert.Equal(["4", "9"], months.SelectMany(month => month.Assignments).Select(one => one.Code).Order());
    }

    private static bool IsAssignment(CalendarDay day) => Year2023.Plan.Assignments.Any(one => one.Due.LastDay == day.Date);

    private static string Numbers(IEnumerable<CalendarMonth> sheets, Func<CalendarDay, bool> which) =>
        string.Join(' ', sheets.SelectMany(sheet => sheet.Days).Where(which).Select(day => day.Date.Day).Distinct().Order());
}
