using Board.Domain.Calendar;
using Board.Domain.Reminders;

namespace Board.Domain.Meetings;

/// <summary>How far a directive has come.</summary>
public enum DirectiveState
{
    /// <summary>Its unit has still to do it.</summary>
    Open,

    /// <summary>Its unit says that it is done; the secretariat has still to confirm it.</summary>
    Reported,

    /// <summary>Confirmed.</summary>
    Done,

    /// <summary>Given up; nobody owes it any more.</summary>
    Cancelled,
}

/// <summary>One step in a directive's life; append-only.</summary>
/// <param name="State">Where it left the directive.</param>
/// <param name="Unit">The unit that said it; null where the committee's side did.</param>
public sealed record DirectiveEntry(DirectiveState State, string? Note, string? Unit, string By, DateTimeOffset At);

/// <summary>A decision (ý kiến chỉ đạo): what, who leads, due when. What was decided never changes; what has become of it is in its entries.</summary>
/// <param name="Number">1 for the plan's first, rising by one.</param>
/// <param name="Indicator">Code of the indicator that it is about; null where it is about none.</param>
/// <param name="Unit">Code of the unit that leads.</param>
/// <param name="Due">The last day on which it can be met.</param>
/// <param name="Meeting">Number of the meeting in which it was given; null outside of one.</param>
/// <param name="Entries">In the order in which they were made.</param>
public sealed record Directive(
    int Number, string Text, string? Indicator, string Unit, DateOnly Due, long? Meeting, string By, DateTimeOffset At, IReadOnlyList<DirectiveEntry> Entries)
{
    /// <summary>Where it stands.</summary>
    public DirectiveState State => Entries.LastOrDefault()?.State ?? DirectiveState.Open;

    /// <summary>True while somebody has something to do about it.</summary>
    public bool IsPending => State is DirectiveState.Open or DirectiveState.Reported;

    /// <summary>True where its last day has passed and its unit has not even reported it.</summary>
    public bool IsOverdue(DateOnly today) => State == DirectiveState.Open && today > Due;

    /// <summary>It as it stood at an instant; null before it was given.</summary>
    public Directive? AsOf(DateTimeOffset instant) => At > instant ? null : this with { Entries = [.. Entries.Where(entry => entry.At <= instant)] };

    /// <summary>The duty that its unit has by it. One that was sent back is owed anew, under a key of its own.</summary>
    public ReminderDuty? ToDuty(PlanCalendar calendar)
    {
        if (calendar.Plan.FindUnit(Unit) is not { } unit) return null;
        var again = Entries.Count(entry => entry.State == DirectiveState.Open);
        return ReminderDuty.Of(calendar, KeyOf(Number, again), unit, Due, State != DirectiveState.Open, Text, again);
    }

    /// <summary>Its duty's key in the ledger of reminders: <c>directive.7</c>.</summary>
    public static string KeyOf(int number, int timesSentBack = 0) => $"{ReminderDuty.DirectivePrefix}{number}{(timesSentBack == 0 ? "" : $"~{timesSentBack}")}";
}
