namespace Board.Domain.Reminders;

/// <summary>Whom a notice is for.</summary>
public enum ReminderAudience
{
    /// <summary>Those who report for the unit that owes; the secretariat too where it is the standing office itself.</summary>
    Unit,

    /// <summary>The standing office (cơ quan thường trực).</summary>
    Office,

    /// <summary>The committee.</summary>
    Committee,
}

/// <summary>Why somebody is written to.</summary>
public enum ReminderReason
{
    /// <summary>They owe it themselves.</summary>
    Owed,

    /// <summary>A unit is so late that others must know.</summary>
    Escalated,

    /// <summary>A unit owes it, and nobody there has an account to be reminded by.</summary>
    Unreachable,
}

/// <summary>Somebody who can be written to.</summary>
/// <param name="Id">Kept in the ledger for good: <c>account:3</c>.</param>
/// <param name="Unit">The unit for which they report; null for the others.</param>
public sealed record ReminderRecipient(string Id, ReminderAudience Audience, string? Unit);

/// <summary>A stage of a duty and an audience, whoever belongs to it.</summary>
/// <param name="Rung">The stage's place in the duty's ladder, from 0; a higher one makes lower ones needless.</param>
public sealed record ReminderNotice(ReminderDuty Duty, ReminderStage Stage, int Rung, DateTimeOffset DueAt, ReminderAudience Audience, ReminderReason Reason);

/// <summary>A notice to one recipient.</summary>
public sealed record Reminder(ReminderNotice Notice, ReminderRecipient Recipient)
{
    /// <summary>What there can be only one of, on each channel.</summary>
    public (string Duty, string Stage, string Recipient) Key => (Notice.Duty.Key, Notice.Stage.Code, Recipient.Id);
}

/// <summary>What the ledger knows of a reminder.</summary>
/// <param name="IsOpen">True while it may still be sent.</param>
public sealed record KnownReminder(string Duty, string Stage, string Recipient, bool IsOpen);

/// <summary>What must be done now.</summary>
/// <param name="Send">To be sent: for each duty and recipient the highest stage that is due, and only once.</param>
/// <param name="Superseded">Lower stages that came due unseen; recorded, never sent.</param>
/// <param name="Overtaken">Lower stages that are in the ledger and still open; not to be sent any more.</param>
public sealed record ReminderDecisions(IReadOnlyList<Reminder> Send, IReadOnlyList<Reminder> Superseded, IReadOnlyList<Reminder> Overtaken)
{
    /// <summary>True where nothing is to be done.</summary>
    public bool IsEmpty => Send.Count + Superseded.Count + Overtaken.Count == 0;
}
