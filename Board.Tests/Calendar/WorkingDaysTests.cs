using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Tests.Support;
using CsCheck;

namespace Board.Tests.Calendar;

public class WorkingDaysTests
{
    private static readonly WorkingDays Of2023 = new(PlanBuilder.Holidays, []);

    [Theory]
    [InlineData(8, 31, true)]
    [InlineData(9, 1, false)]
    [InlineData(9, 4, false)]
    [InlineData(9, 5, true)]
    [InlineData(9, 9, false)]
    [InlineData(9, 10, false)]
    public void IsWorkingDay_LeavesOutWeekendsAndHolidays(int month, int day, bool worked) =>
        Assert.Equal(worked, Of2023.IsWorkingDay(new(2023, month, day)));

    [Fact]
    public void IsWorkingDay_TakesAListedSaturday_EvenInsideAHoliday()
    {
        var days = new WorkingDays(PlanBuilder.Holidays, [new(2023, 5, 6), new(2023, 9, 2)]);
        Assert.True(days.IsWorkingDay(new(2023, 5, 6)));
        Assert.True(days.IsWorkingDay(new(2023, 9, 2)));
        Assert.False(days.IsWorkingDay(new(2023, 9, 1)));
    }

    [Fact]
    public void Nth_CountsWorkingDays_AcrossNationalDay()
    {
        Assert.Equal(new(2023, 8, 31), Of2023.LastOnOrBefore(new(2023, 9, 2)));
        Assert.Equal(new(2023, 8, 28), Of2023.NthBefore(new(2023, 8, 31), 3));
        Assert.Equal(new(2023, 9, 5), Of2023.NthAfter(new(2023, 9, 2), 1));
        Assert.Equal(new(2023, 9, 7), Of2023.NthAfter(new(2023, 9, 2), 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of2023.NthAfter(new(2023, 9, 2), 0));
    }

    [Fact]
    public void LastOnOrBefore_IsWorked_WithNoWorkedDayBetween() =>
        Gen.Select(AnyCalendar, AnyDay).Sample((days, day) =>
        {
            var last = days.LastOnOrBefore(day);
            Assert.True(days.IsWorkingDay(last));
            Assert.True(last <= day);
            for (var between = last.AddDays(1); between <= day; between = between.AddDays(1))
                Assert.False(days.IsWorkingDay(between));
        });

    [Fact]
    public void Nth_LeavesExactlyNWorkedDaysBehind() =>
        Gen.Select(AnyCalendar, AnyDay, Gen.Int[1, 10]).Sample((days, day, n) =>
        {
            var (before, after) = (days.NthBefore(day, n), days.NthAfter(day, n));
            Assert.True(days.IsWorkingDay(before) && days.IsWorkingDay(after));
            Assert.Equal(n, Span(before, day.AddDays(-1)).Count(days.IsWorkingDay));
            Assert.Equal(n, Span(day.AddDays(1), after).Count(days.IsWorkingDay));
        });

    internal static Gen<DateOnly> AnyDay =>
        Gen.Int[new DateOnly(2000, 1, 1).DayNumber, new DateOnly(2100, 12, 31).DayNumber].Select(DateOnly.FromDayNumber);

    /// <summary>Holidays of up to twelve days, dense enough around the test's own days to matter.</summary>
    internal static Gen<Holiday[]> HolidaysNear(Gen<DateOnly> day) =>
        Gen.Select(day, Gen.Int[-30, 30], Gen.Int[0, 11])
            .Select((near, from, length) => new Holiday(near.AddDays(from), near.AddDays(from + length), "nghỉ"))
            .Array[0, 8];

    private static Gen<WorkingDays> AnyCalendar =>
        Gen.Select(HolidaysNear(AnyDay), AnyDay.Array[0, 20]).Select((holidays, saturdays) =>
            new WorkingDays(holidays, [.. saturdays.Where(day => day.DayOfWeek == DayOfWeek.Saturday)]));

    private static IEnumerable<DateOnly> Span(DateOnly from, DateOnly to) =>
        Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1).Select(DateOnly.FromDayNumber);
}
