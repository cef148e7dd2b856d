using Board.Domain.Calendar;
using Board.Domain.Plans;

namespace Board.Domain.Reports;

/// <summary>What a unit's report for a period must and may say.</summary>
/// <param name="Deadline">By the plan's own day.</param>
/// <param name="Owes">The indicators that it must give a figure or a reason for; none for what is owed once.</param>
/// <param name="MayReport">The indicators that the unit is a source of.</param>
/// <param name="Leads">The assignments that it leads; saying something of them is up to it.</param>
public sealed record ReportDuty(
    PlanCalendar Calendar, Deadline Deadline, IReadOnlyList<Indicator> Owes, IReadOnlyList<Indicator> MayReport, IReadOnlyList<Assignment> Leads)
{
    /// <summary>The duty of a unit for a period; null where it owes none, so that no report of it exists.</summary>
    public static ReportDuty? Find(PlanCalendar calendar, string period, string unit)
    {
        if (!Period.TryParse(period, out var parsed) || calendar.Find(parsed, unit) is not { } deadline) return null;
        return Of(calendar, deadline);
    }

    /// <summary>What a deadline asks for.</summary>
    public static ReportDuty Of(PlanCalendar calendar, Deadline deadline)
    {
        var unit = deadline.Unit.Code;
        List<Indicator> sources = [.. calendar.Plan.Indicators.Where(indicator => indicator.Sources.Contains(unit))];
        return new(
            calendar, deadline, deadline.Period.Kind == PeriodKind.Once ? [] : sources, sources,
            [.. calendar.Plan.Assignments.Where(assignment => assignment.Leads.Contains(unit))]);
    }
}
