using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Domain.Reports;

namespace Board.Domain.Meetings;

/// <summary>The only place that decides what may be recorded of meetings and directives.</summary>
public static class DirectiveRules
{
    /// <summary>The longest text of a directive, in characters.</summary>
    public const int LongestText = 1000;

    /// <summary>The longest title of a meeting, in characters.</summary>
    public const int LongestTitle = 200;

    /// <summary>How long after the plan's year a directive may still be due, in days.</summary>
    public const int DaysAfterYear = 366;

    /// <summary>Everything that is wrong with a directive.</summary>
    public static IReadOnlyList<Rejection> Faults(Plan plan, string? text, string? indicator, string? unit, DateOnly? due, DateOnly today)
    {
        var faults = new List<Rejection>();
        if (string.IsNullOrWhiteSpace(text)) faults.Add(new("text", "missing"));
        else faults.AddRange(ReportRules.TextFaults("text", text, LongestText));
        if (indicator is not null && plan.FindIndicator(indicator) is null) faults.Add(new("indicator", "unknown-indicator", indicator));
        if (string.IsNullOrEmpty(unit)) faults.Add(new("unit", "missing"));
        else if (plan.FindUnit(unit) is not { } known) faults.Add(new("unit", "unknown-unit", unit));
        else if (!MayLead(known)) faults.Add(new("unit", "unit-owes-nothing", known.Name));
        if (due is not { } day) faults.Add(new("due", "missing"));
        else if (day < today) faults.Add(new("due", "due-in-past", day, today));
        else if (day > plan.LastDay.AddDays(DaysAfterYear)) faults.Add(new("due", "due-too-far", day, plan.LastDay.AddDays(DaysAfterYear)));
        return faults;
    }

    /// <summary>Everything that is wrong with a meeting.</summary>
    public static IReadOnlyList<Rejection> Faults(MeetingKind? kind, string? title)
    {
        var faults = new List<Rejection>();
        if (kind is null) faults.Add(new("kind", "missing"));
        if (string.IsNullOrWhiteSpace(title)) faults.Add(new("title", "missing"));
        else faults.AddRange(ReportRules.TextFaults("title", title, LongestTitle));
        return faults;
    }

    /// <summary>Everything that is wrong with a step of a directive.</summary>
    /// <param name="to">Where it is to go. Back to open it is sent with a reason, and none is cancelled without one.</param>
    public static IReadOnlyList<Rejection> Faults(Directive directive, DirectiveState? to, string? note)
    {
        var faults = new List<Rejection>();
        if (to is null) faults.Add(new("state", "missing"));
        else if (!Follows(directive.State, to.Value)) faults.Add(new("state", "not-possible-now"));
        if (string.IsNullOrWhiteSpace(note))
        {
            if (to is DirectiveState.Reported or DirectiveState.Cancelled or DirectiveState.Open) faults.Add(new("note", "missing"));
        }
        else faults.AddRange(ReportRules.TextFaults("note", note, ReadingRules.LongestNote));
        return faults;
    }

    /// <summary>True where a unit can be given a directive: one of the district's own.</summary>
    public static bool MayLead(ReportingUnit unit) => unit.Reports || unit.Standing;

    private static bool Follows(DirectiveState from, DirectiveState to) => (from, to) switch
    {
        (DirectiveState.Open, DirectiveState.Reported or DirectiveState.Done or DirectiveState.Cancelled) => true,
        (DirectiveState.Reported, DirectiveState.Open or DirectiveState.Done or DirectiveState.Cancelled) => true,
        _ => false,
    };
}
