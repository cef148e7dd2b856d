using Board.Domain.Plans;

namespace Board.Domain.Calendar;

/// <summary>A month of a plan's duties: its days, what can last be handed in in it, and what is to be done by a day of it.</summary>
/// <param name="Days">Every day, from the first on.</param>
/// <param name="Duties">By day; a duty stands in the month of its last day, and also in that of its last working day where this is another.</param>
/// <param name="Assignments">Dated ones, by the last day on which they are in time.</param>
/// <param name="Items">What is due beside them, by its last day.</param>
public sealed record CalendarMonth(IReadOnlyList<CalendarDay> Days, IReadOnlyList<CalendarDuty> Duties, IReadOnlyList<Assignment> Assignments, IReadOnlyList<CalendarItem> Items)
{
    /// <summary>Its first day.</summary>
    public DateOnly FirstDay => Days[0].Date;

    /// <summary>The plan's year, month by month, and on to the last month in which something is due.</summary>
    /// <param name="unit">Code of the unit whose duties, and assignments that it leads, are wanted; null: those of all.</param>
    /// <param name="items">What is due beside what the plan says, in whatever order.</param>
    public static IReadOnlyList<CalendarMonth> Of(PlanCalendar calendar, string? unit = null, IReadOnlyList<CalendarItem>? items = null)
    {
        List<CalendarItem> others = [.. (items ?? []).OrderBy(item => item.LastDay)];
        var plan = calendar.Plan;
        var duties = calendar.Deadlines.Where(deadline => unit is null || deadline.Unit.Code == unit)
            .GroupBy(deadline => (deadline.Rule, deadline.Period))
            .Select(same => new CalendarDuty(same.First(), [.. same.Select(deadline => deadline.Unit)])).ToList();
        var assignments = plan.Assignments.Where(one => one.Due.LastDay is not null && (unit is null || one.Leads.Contains(unit)))
            .OrderBy(one => one.Due.LastDay).ToList();
        var last = duties.Select(duty => duty.LastDay).Concat(assignments.Select(one => one.Due.LastDay!.Value)).Concat(others.Select(item => item.LastDay)).Append(plan.LastDay).Max();
        return
        [
            .. from first in MonthsFrom(new(plan.Year, 1, 1)).TakeWhile(first => first <= last)
               let end = first.AddMonths(1).AddDays(-1)
               select new CalendarMonth(
                   [.. Enumerable.Range(first.DayNumber, end.Day).Select(DateOnly.FromDayNumber).Select(day => DayOf(calendar, duties, assignments, others, day))],
                   [.. duties.Where(duty => IsWithin(duty.LastDay, first, end) || IsWithin(duty.LastWorkingDay, first, end)).OrderBy(duty => duty.LastDay)],
                   [.. assignments.Where(one => IsWithin(one.Due.LastDay!.Value, first, end))],
                   [.. others.Where(item => IsWithin(item.LastDay, first, end))]),
        ];
    }

    private static CalendarDay DayOf(PlanCalendar calendar, List<CalendarDuty> duties, List<Assignment> assignments, List<CalendarItem> items, DateOnly day) => new(
        day,
        calendar.WorkingDays.IsWorkingDay(day),
        calendar.Plan.Holidays.FirstOrDefault(holiday => IsWithin(day, holiday.From, holiday.To)),
        duties.Exists(duty => duty.LastDay == day) || assignments.Exists(one => one.Due.LastDay == day) || items.Exists(item => !item.IsMet && item.LastDay == day),
        duties.Exists(duty => duty.LastWorkingDay == day) || items.Exists(item => !item.IsMet && item.LastWorkingDay == day));

    private static IEnumerable<DateOnly> MonthsFrom(DateOnly first)
    {
        for (var month = first; ; month = month.AddMonths(1)) yield return month;
    }

    private static bool IsWithin(DateOnly day, DateOnly from, DateOnly to) => from <= day && day <= to;
}

/// <summary>A day of a plan's calendar.</summary>
/// <param name="IsWorked">Offices are open.</param>
/// <param name="Holiday">The holiday that it belongs to.</param>
/// <param name="IsLastDay">Something can be handed in, or done in time, up to its end and not later.</param>
/// <param name="IsLastWorkingDay">It is the last day at the office for something that is due then or soon after.</param>
public sealed record CalendarDay(DateOnly Date, bool IsWorked, Holiday? Holiday, bool IsLastDay, bool IsLastWorkingDay);

/// <summary>A duty to report, and everybody who has it.</summary>
/// <param name="Deadline">That of the first of the units; all others have the same days.</param>
public sealed record CalendarDuty(Deadline Deadline, IReadOnlyList<ReportingUnit> Units)
{
    /// <inheritdoc cref="Calendar.Deadline.LastDay"/>
    public DateOnly LastDay => Deadline.LastDay;

    /// <inheritdoc cref="Calendar.Deadline.LastWorkingDay"/>
    public DateOnly LastWorkingDay => Deadline.LastWorkingDay;
}
