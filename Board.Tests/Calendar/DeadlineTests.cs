using System.Globalization;
using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Tests.Support;
using CsCheck;

namespace Board.Tests.Calendar;

public class DeadlineTests
{
    private static readonly PlanCalendar Plan2023 = new(PlanBuilder.Sample());

    private static readonly Deadline FourthQuarter = Plan2023.Deadlines.Single(deadline => deadline.Id == "unit-quarterly.2023-Q4.dak-ru");

    [Theory]
    [InlineData("2023-11-01T00:00:00+07:00", 0)]
    [InlineData("2023-12-02T23:59:59.9999999+07:00", 0)]
    [InlineData("2023-12-02T16:59:59.9999999Z", 0)]
    [InlineData("2023-12-03T00:00:00+07:00", 1)]
    [InlineData("2023-12-02T17:00:00Z", 1)]
    [InlineData("2023-12-03T23:59:59.9999999+07:00", 1)]
    [InlineData("2023-12-04T00:00:00+07:00", 2)]
    [InlineData("2024-01-02T12:00:00+07:00", 31)]
    public void DaysLate_IsStrict_ToTheLastTick(string submittedAt, int daysLate)
    {
        Assert.Equal(daysLate, FourthQuarter.DaysLate(At(submittedAt), Plan2023.Clock));
        Assert.Equal(daysLate == 0, FourthQuarter.IsMetAt(At(submittedAt), Plan2023.Clock));
    }

    [Theory]
    [InlineData("2023-11-25T07:59:59.9999999+07:00", DeadlineState.NotDue)]
    [InlineData("2023-11-25T08:00:00+07:00", DeadlineState.Due)]
    [InlineData("2023-11-25T01:00:00Z", DeadlineState.Due)]
    [InlineData("2023-12-02T23:59:59.9999999+07:00", DeadlineState.Due)]
    [InlineData("2023-12-03T00:00:00+07:00", DeadlineState.Overdue)]
    public void StateAt_GoesFromNotDueToOverdue(string now, DeadlineState state) =>
        Assert.Equal(state, FourthQuarter.StateAt(At(now), Plan2023.Clock));

    [Theory]
    [InlineData("2023-11-29T06:29:59+07:00", DeadlineState.NotDue)]
    [InlineData("2023-11-29T06:30:00+07:00", DeadlineState.Due)]
    public void StateAt_FollowsTheNoticeOfTheSettings(string now, DeadlineState state) =>
        Assert.Equal(state, FourthQuarter.StateAt(At(now), Plan2023.Clock, notice: 3, noticeTime: new(6, 30)));

    [Fact]
    public void EveryDeadline_IsStrictAtItsLastTick_InEveryFormYearAndZone() =>
        Gen.Select(AnyPlan, Gen.Long[0, 400 * TimeSpan.TicksPerDay]).Sample((plan, away) =>
        {
            var calendar = new PlanCalendar(plan);
            foreach (var deadline in calendar.Deadlines)
            {
                var due = deadline.DueInstant(calendar.Clock);
                Assert.Equal(calendar.Clock.StartOf(deadline.DueBefore), due);
                Assert.True(deadline.IsMetAt(due.AddTicks(-1), calendar.Clock));
                Assert.Equal(0, deadline.DaysLate(due.AddTicks(-1), calendar.Clock));
                Assert.False(deadline.IsMetAt(due, calendar.Clock));
                Assert.Equal(1, deadline.DaysLate(due, calendar.Clock));
                Assert.Equal(DeadlineState.Due, deadline.StateAt(due.AddTicks(-1), calendar.Clock));
                Assert.Equal(DeadlineState.Overdue, deadline.StateAt(due, calendar.Clock));

                Assert.True(deadline.IsMetAt(due.AddTicks(-1 - away), calendar.Clock));
                Assert.False(deadline.IsMetAt(due.AddTicks(away), calendar.Clock));
            }
        });

    [Fact]
    public void EveryDeadline_HasItsLastWorkingDay_OnOrBeforeItsLastDay() =>
        AnyPlan.Sample(plan =>
        {
            var calendar = new PlanCalendar(plan);
            foreach (var deadline in calendar.Deadlines)
            {
                Assert.Equal(deadline.DueBefore, deadline.LastDay.AddDays(1));
                Assert.True(deadline.LastWorkingDay <= deadline.LastDay);
                Assert.True(calendar.WorkingDays.IsWorkingDay(deadline.LastWorkingDay));
                for (var day = deadline.LastWorkingDay.AddDays(1); day <= deadline.LastDay; day = day.AddDays(1))
                    Assert.False(calendar.WorkingDays.IsWorkingDay(day));
            }
        });

    [Fact]
    public void EveryDeadline_FallsWhereItsFormSays() =>
        AnyPlan.Sample(plan =>
        {
            var deadlines = new PlanCalendar(plan).Deadlines;
            Assert.NotEmpty(deadlines);
            foreach (var (rule, period, due) in deadlines.Select(deadline => (deadline.Rule, deadline.Period, deadline.DueBefore)))
            {
                var (year, month) = (plan.Year, LastMonthOf(period));
                Assert.Equal(
                    rule.Before switch
                    {
                        DueRule.LastMonth last => (year, month, last.Day),
                        DueRule.NextMonth next => month == 12 ? (year + 1, 1, next.Day) : (year, month + 1, next.Day),
                        DueRule.MonthOfYear fixedMonth => (year, fixedMonth.Month, fixedMonth.Day),
                        DueRule.OnDate day => (day.Date.Year, day.Date.Month, day.Date.Day),
                        _ => default,
                    },
                    (due.Year, due.Month, due.Day));
            }
        });

    /// <summary>One rule of any period and any form, in a year and zone of its own, with holidays around what it asks for.</summary>
    private static Gen<Plan> AnyPlan =>
        from year in Gen.Int[2000, 2100]
        from zone in Gen.OneOf("Asia/Ho_Chi_Minh", "Europe/Berlin", "America/Sao_Paulo")
        from kind in Gen.Enum<PeriodKind>()
        from before in AnyForm(year)
        from holidays in WorkingDaysTests.HolidaysNear(Gen.Int[0, 400].Select(new DateOnly(year, 1, 1).AddDays))
        select PlanBuilder.Sample(
            year, zone,
            effectiveFrom: new(year - 1, 12, 31),
            units: [PlanBuilder.Unit("office", standing: true), PlanBuilder.Unit("a")],
            reporting: [new("rule", ReportingParty.Units, kind, before)],
            holidays: holidays);

    private static Gen<DueRule> AnyForm(int year) => Gen.OneOf(
        Gen.Int[1, 28].Select(day => (DueRule)new DueRule.LastMonth(day)),
        Gen.Int[1, 28].Select(day => (DueRule)new DueRule.NextMonth(day)),
        Gen.Int[0, DateTime.IsLeapYear(year) ? 365 : 364].Select(day => (DueRule)MonthOfYear(new DateOnly(year, 1, 1).AddDays(day))),
        Gen.Int[0, 364].Select(day => (DueRule)new DueRule.OnDate(new DateOnly(year, 1, 1).AddDays(day))));

    private static DueRule.MonthOfYear MonthOfYear(DateOnly day) => new(day.Month, day.Day);

    private static int LastMonthOf(Period period) => period.Kind switch
    {
        PeriodKind.Month => period.Number,
        PeriodKind.Quarter => period.Number * 3,
        PeriodKind.Half => period.Number * 6,
        _ => 12,
    };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
