using Board.Domain.Calendar;
using Board.Domain.Meetings;
using Board.Domain.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>A meeting. The database itself refuses to delete one, and to change one that is closed.</summary>
public sealed class MeetingRow
{
    public long Id { get; init; }
    public required string PlanId { get; init; }
    public required MeetingKind Kind { get; init; }
    public required string Title { get; init; }
    public required DateOnly HeldOn { get; init; }
    public required string OpenedBy { get; init; }
    public required DateTime OpenedAt { get; init; }
    public string? ClosedBy { get; set; }
    public DateTime? ClosedAt { get; set; }

    /// <summary>A <see cref="MeetingRecord"/> as it was frozen; its hash is in the audit.</summary>
    public string? Record { get; set; }

    public Meeting ToMeeting() => new(Id, Kind, Title, HeldOn, OpenedBy, new(OpenedAt), ClosedBy, ClosedAt is { } at ? new(at) : null);

    public MeetingRecord? Frozen => Record is null ? null : ReportJsonText.Read<MeetingRecord>(Record);
}

/// <summary>A directive as it was given. The database itself refuses to change one.</summary>
public sealed class DirectiveRow
{
    public long Id { get; init; }
    public required string PlanId { get; init; }
    public required int Number { get; init; }
    public required string Text { get; init; }
    public required string? Indicator { get; init; }
    public required string Unit { get; init; }
    public required DateOnly Due { get; init; }
    public required long? MeetingId { get; init; }
    public required string By { get; init; }
    public required DateTime At { get; init; }
}

/// <summary>A step of a directive. The database itself refuses to change one.</summary>
public sealed class DirectiveEntryRow
{
    public long Id { get; init; }
    public required long DirectiveId { get; init; }
    public required DirectiveState State { get; init; }
    public required string? Note { get; init; }
    public required string? Unit { get; init; }
    public required string By { get; init; }
    public required DateTime At { get; init; }

    public DirectiveEntry ToEntry() => new(State, Note, Unit, By, new(At));
}

/// <summary>The tables of meetings and directives, and what others ask of them.</summary>
public static class MeetingTables
{
    /// <summary>Describes them.</summary>
    public static void Describe(ModelBuilder model)
    {
        model.Entity<MeetingRow>(meeting =>
        {
            meeting.ToTable("Meetings");
            meeting.HasOne<PlanRow>().WithMany().HasForeignKey(row => row.PlanId).OnDelete(DeleteBehavior.Restrict);
            meeting.HasIndex(row => new { row.PlanId, row.Id });
            meeting.HasIndex(row => row.PlanId, "IX_Meetings_Open").IsUnique().HasFilter("\"ClosedAt\" IS NULL");
        });
        model.Entity<DirectiveRow>(directive =>
        {
            directive.ToTable("Directives");
            directive.HasOne<PlanRow>().WithMany().HasForeignKey(row => row.PlanId).OnDelete(DeleteBehavior.Restrict);
            directive.HasOne<MeetingRow>().WithMany().HasForeignKey(row => row.MeetingId).OnDelete(DeleteBehavior.Restrict);
            directive.HasIndex(row => new { row.PlanId, row.Number }).IsUnique();
        });
        model.Entity<DirectiveEntryRow>(entry =>
        {
            entry.ToTable("DirectiveEntries");
            entry.HasOne<DirectiveRow>().WithMany().HasForeignKey(row => row.DirectiveId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    /// <summary>A plan's directives with all that became of them, by number.</summary>
    public static async Task<IReadOnlyList<Directive>> ReadDirectivesAsync(this BoardDb db, string planId, CancellationToken cancel)
    {
        var rows = await db.Directives.AsNoTracking().Where(row => row.PlanId == planId).OrderBy(row => row.Number).ToListAsync(cancel);
        if (rows.Count == 0) return [];
        var entries = (await db.DirectiveEntries.AsNoTracking().Where(entry => db.Directives.Any(row => row.Id == entry.DirectiveId && row.PlanId == planId)).OrderBy(entry => entry.Id).ToListAsync(cancel))
            .ToLookup(entry => entry.DirectiveId, entry => entry.ToEntry());
        return [.. rows.Select(row => new Directive(row.Number, row.Text, row.Indicator, row.Unit, row.Due, row.MeetingId, row.By, new(row.At), [.. entries[row.Id]]))];
    }

    /// <summary>What units owe by a plan's directives.</summary>
    public static async Task<IReadOnlyList<ReminderDuty>> ReadDirectiveDutiesAsync(this BoardDb db, PlanCalendar calendar, CancellationToken cancel) =>
        [.. (await db.ReadDirectivesAsync(calendar.Plan.Id, cancel)).Select(directive => directive.ToDuty(calendar)).OfType<ReminderDuty>()];
}
