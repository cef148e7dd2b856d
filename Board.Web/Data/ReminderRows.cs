using Board.Domain.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>By which way a reminder reaches its recipient.</summary>
public enum ReminderChannel
{
    Email,

    /// <summary>On the recipient's own page here. It needs no sending: what is written down has arrived.</summary>
    InApp,
}

/// <summary>How far a reminder has come.</summary>
public enum ReminderState
{
    /// <summary>To be sent, now or at its next try.</summary>
    Due,

    /// <summary>Some process is sending it, until its lease ends.</summary>
    Claimed,

    /// <summary>Handed over; for good.</summary>
    Sent,

    /// <summary>Refused for good, or tried in vain for a day; somebody must look.</summary>
    Failed,

    /// <summary>A higher stage was due as well; that one was sent in its place.</summary>
    Superseded,

    /// <summary>Nothing was owed any more, or the recipient was gone, when it was about to be sent.</summary>
    Lapsed,
}

/// <summary>
/// One reminder of one stage of one duty to one recipient on one channel. The database itself refuses to delete one, to change what it is about, and to
/// change one that was sent, save for when it was read.
/// </summary>
public sealed class ReminderRow
{
    public long Id { get; init; }
    public required string PlanId { get; init; }

    /// <summary>The key of a <see cref="ReminderDuty"/>.</summary>
    public required string Duty { get; init; }
    public required string Unit { get; init; }
    public required string Stage { get; init; }

    /// <summary>True where the stage is one that tells others.</summary>
    public required bool Escalates { get; init; }

    /// <summary>As <c>account:3</c>.</summary>
    public required string Recipient { get; init; }
    public required ReminderChannel Channel { get; init; }
    public required ReminderReason Reason { get; init; }
    public required DateTime DueAt { get; init; }
    public required DateTime CreatedAt { get; init; }

    /// <summary>Follows from what it is about, so that every try carries the same; without angle brackets.</summary>
    public required string MessageId { get; init; }

    public required ReminderState State { get; set; }
    public int Attempts { get; set; }
    public DateTime? FirstTriedAt { get; set; }
    public required DateTime? NextTryAt { get; set; }

    /// <summary>Raised by every claim: whoever holds an older number has lost it.</summary>
    public int Fence { get; set; }
    public string? ClaimedBy { get; set; }
    public DateTime? ClaimedAt { get; set; }
    public DateTime? LeaseUntil { get; set; }

    /// <summary>When it was sent, given up or made needless.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>When its recipient saw it here; null for a letter, which nobody asks about.</summary>
    public DateTime? ReadAt { get; set; }

    /// <summary>The address that it was sent to.</summary>
    public string? SentTo { get; set; }

    /// <summary>What the last try that went wrong was told.</summary>
    public string? LastFault { get; set; }

    public KnownReminder Known => new(Duty, Stage, Recipient, State == ReminderState.Due);
}

/// <summary>The ledger of reminders.</summary>
public static class ReminderTables
{
    /// <summary>Describes it.</summary>
    public static void Describe(ModelBuilder model) => model.Entity<ReminderRow>(reminder =>
    {
        reminder.ToTable("Reminders");
        reminder.HasOne<PlanRow>().WithMany().HasForeignKey(row => row.PlanId).OnDelete(DeleteBehavior.Restrict);
        reminder.HasIndex(row => new { row.PlanId, row.Duty, row.Stage, row.Recipient, row.Channel }).IsUnique();
        reminder.HasIndex(row => row.MessageId).IsUnique();
        reminder.HasIndex(row => new { row.State, row.DueAt });
        reminder.HasIndex(row => new { row.Recipient, row.Channel });
        reminder.HasIndex(row => row.ReadAt).HasFilter("\"ReadAt\" IS NOT NULL");
    });
}
