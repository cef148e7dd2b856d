using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Reports;

namespace Board.Domain.Reminders;

/// <summary>Something that a unit owes by a day, and can be reminded of: a report, a dated assignment that it leads, or what a meeting decided.</summary>
/// <param name="Key">
/// Unique in the plan, and kept in the ledger for good. A report that was sent back is owed anew, under a key of its own:
/// <c>unit-quarterly.2023-Q3.dak-ru~1</c>.
/// </param>
/// <param name="LastDay">The last day on which it can be met.</param>
/// <param name="LastWorkingDay">The last working day on or before it.</param>
/// <param name="IsMet">True once nothing is owed any more.</param>
/// <param name="Report">The deadline as it holds now; null for an assignment.</param>
/// <param name="Assignment">Null unless it is one.</param>
/// <param name="TimesReturned">How often it was sent back.</param>
/// <param name="Title">What is owed, where it is neither a report nor an assignment.</param>
public sealed record ReminderDuty(
    string Key, ReportingUnit Unit, DateOnly LastDay, DateOnly LastWorkingDay, bool IsMet, Deadline? Report, Assignment? Assignment, int TimesReturned, string? Title = null)
{
    /// <summary>What the keys of decisions begin with; their number follows: <c>directive.7</c>.</summary>
    public const string DirectivePrefix = "directive.";

    private const string AssignmentPrefix = "assignment.";

    /// <summary>Everything that a plan's units owe by a day, met or not: reports in the calendar's order, then assignments in the plan's.</summary>
    /// <param name="reports">What has become of the reports; those that nobody has begun may be missing.</param>
    /// <param name="said">What was said of each assignment, by its code, in the order of saying.</param>
    public static IReadOnlyList<ReminderDuty> AllOf(
        PlanCalendar calendar, IReadOnlyDictionary<(Period Period, string Unit), ReportStanding> reports, ILookup<string, ProgressEntry> said) =>
    [
        .. calendar.Deadlines.Select(deadline => Of(calendar, deadline, reports.GetValueOrDefault((deadline.Period, deadline.Unit.Code)))),
        .. from assignment in calendar.Plan.Assignments
           where assignment.Due.LastDay is { } lastDay && lastDay >= calendar.Plan.EffectiveFrom.Date
           from lead in assignment.Leads
           select Of(calendar, assignment, calendar.Plan.FindUnit(lead)!, [.. said[assignment.Code]]),
    ];

    /// <summary>A duty that stands in no plan.</summary>
    /// <param name="title">What is owed.</param>
    public static ReminderDuty Of(PlanCalendar calendar, string key, ReportingUnit unit, DateOnly lastDay, bool isMet, string title, int timesReturned) =>
        new(key, unit, lastDay, calendar.WorkingDays.LastOnOrBefore(lastDay), isMet, null, null, timesReturned, title);

    private static ReminderDuty Of(PlanCalendar calendar, Deadline deadline, ReportStanding? report)
    {
        var now = deadline.Again(report, calendar.WorkingDays);
        var returned = report?.TimesReturned ?? 0;
        return new(
            returned == 0 ? deadline.Id : $"{deadline.Id}~{returned}", deadline.Unit, now.LastDay, now.LastWorkingDay, report is { IsIn: true }, now, null, returned);
    }

    private static ReminderDuty Of(PlanCalendar calendar, Assignment assignment, ReportingUnit lead, IReadOnlyList<ProgressEntry> said)
    {
        var lastDay = assignment.Due.LastDay!.Value;
        // One lead that is done owes nothing, even while the others keep the assignment open.
        var own = said.LastOrDefault(entry => entry.Unit is null || entry.Unit == lead.Code)?.Status;
        var met = own is AssignmentStatus.Done or AssignmentStatus.Dropped || said.LastOrDefault()?.Status == AssignmentStatus.Dropped;
        return new($"{AssignmentPrefix}{assignment.Code}.{lead.Code}", lead, lastDay, calendar.WorkingDays.LastOnOrBefore(lastDay), met, null, assignment, 0);
    }
}
