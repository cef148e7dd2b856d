using System.Globalization;
using Board.Domain.Calendar;
using CsCheck;

namespace Board.Tests.Calendar;

public class PlanClockTests
{
    private static readonly Gen<DateOnly> AnyDay = WorkingDaysTests.AnyDay;

    [Fact]
    public void StartOf_IsMidnightOfThePlan() =>
        Assert.Equal(At("2023-12-02T17:00:00Z"), Clock("Asia/Ho_Chi_Minh").StartOf(new(2023, 12, 3)));

    [Fact]
    public void StartOf_IsTheEndOfTheGap_WhereSummerTimeSkipsMidnight()
    {
        // Brazil moved its clocks from 00:00 to 01:00 on 4 November 2018.
        var start = Clock("America/Sao_Paulo").StartOf(new(2018, 11, 4));
        Assert.Equal(At("2018-11-04T03:00:00Z"), start);
        Assert.Equal(TimeSpan.FromHours(-2), start.Offset);
    }

    [Fact]
    public void StartOf_IsTheFirstMidnight_WhereThereAreTwo() =>
        // Cuba moved its clocks from 01:00 back to 00:00 on 4 November 2018.
        Assert.Equal(At("2018-11-04T04:00:00Z"), Clock("America/Havana").StartOf(new(2018, 11, 4)));

    [Fact]
    public void At_IsTheEndOfTheGap_WhereTheTimeIsSkipped()
    {
        var berlin = Clock("Europe/Berlin");
        Assert.Equal(At("2023-03-26T01:00:00Z"), berlin.At(new(2023, 3, 26), new(2, 30, 30)));
        Assert.Equal(At("2023-03-26T06:00:00Z"), berlin.At(new(2023, 3, 26), new(8, 0)));
        Assert.Equal(At("2023-10-29T00:30:00Z"), berlin.At(new(2023, 10, 29), new(2, 30)));
    }

    [Theory]
    [InlineData("Asia/Ho_Chi_Minh")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("America/Havana")]
    [InlineData("Africa/Cairo")]
    [InlineData("Asia/Kathmandu")]
    public void StartOf_IsTheFirstTickOfItsDay_AndRises(string zone)
    {
        var clock = Clock(zone);
        for (var day = new DateOnly(2000, 1, 2); day <= new DateOnly(2100, 12, 31); day = day.AddDays(1))
        {
            var start = clock.StartOf(day);
            if (clock.DateOf(start) != day || clock.DateOf(start.AddTicks(-1)) != day.AddDays(-1) || start <= clock.StartOf(day.AddDays(-1)))
                Assert.Fail($"{zone} {day:O} starts at {start:O}");
        }
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Sao_Paulo")]
    public void At_IsNeverEarlierThanItsTimeOfDay(string zone)
    {
        var clock = Clock(zone);
        Gen.Select(AnyDay, Gen.Long[0, TimeSpan.TicksPerDay - 1]).Sample((day, ticks) =>
        {
            var local = clock.LocalTime(clock.At(day, new(ticks)));
            Assert.InRange(local.DateTime - day.ToDateTime(new(ticks)), TimeSpan.Zero, TimeSpan.FromHours(1));
        });
    }

    [Fact]
    public void DateOf_DependsOnTheInstantAlone() =>
        Gen.Select(AnyDay, Gen.Long[0, TimeSpan.TicksPerDay - 1], Gen.Int[-14, 14]).Sample((day, ticks, offset) =>
        {
            var clock = Clock("Asia/Ho_Chi_Minh");
            var instant = new DateTimeOffset(day.ToDateTime(new(ticks)), TimeSpan.FromHours(7));
            Assert.Equal(day, clock.DateOf(instant.ToOffset(TimeSpan.FromHours(offset))));
        });

    private static PlanClock Clock(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
