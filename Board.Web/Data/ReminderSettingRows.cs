using Board.Domain.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>A stage as it was set. While no stage was, the usual ones hold.</summary>
public sealed class ReminderStageRow
{
    public required string Code { get; init; }
    public required int Place { get; init; }
    public required StageAnchor Anchor { get; set; }
    public required int Days { get; set; }
    public required bool Escalates { get; set; }
    public required bool IsOn { get; set; }
}

/// <summary>A span in which nothing is sent. What comes due meanwhile is written down all the same.</summary>
public sealed class ReminderPauseRow
{
    public long Id { get; init; }
    public required string Reason { get; init; }

    /// <summary>When it ends by itself.</summary>
    public required DateTime Until { get; init; }
    public required string By { get; init; }
    public required DateTime At { get; init; }

    /// <summary>When somebody ended it before its time.</summary>
    public DateTime? EndedAt { get; set; }
}

/// <summary>The settings of reminders that people change while the board runs.</summary>
public static class ReminderSettingTables
{
    /// <summary>Describes them.</summary>
    public static void Describe(ModelBuilder model)
    {
        model.Entity<ReminderStageRow>(stage =>
        {
            stage.ToTable("ReminderStages");
            stage.HasKey(row => row.Code);
        });
        model.Entity<ReminderPauseRow>().ToTable("ReminderPauses");
    }

    /// <summary>The stages that hold now.</summary>
    public static async Task<ReminderLadder> ReminderLadderAsync(this BoardDb db, CancellationToken cancel)
    {
        var rows = await db.ReminderStages.AsNoTracking().OrderBy(row => row.Place).ToListAsync(cancel);
        return rows.Count == 0 ? ReminderLadder.Usual : new([.. rows.Select(row => new ReminderLadder.Rung(new(row.Code, row.Anchor, row.Days, row.Escalates), row.IsOn))]);
    }

    /// <summary>The pause that holds at an instant; null where letters go out.</summary>
    public static Task<ReminderPauseRow?> ReminderPauseAsync(this BoardDb db, DateTime now, CancellationToken cancel) =>
        db.ReminderPauses.OrderByDescending(row => row.Id).FirstOrDefaultAsync(row => row.EndedAt == null && row.Until > now, cancel);

    /// <summary>When the last pause ended; null where there was none.</summary>
    public static async Task<DateTime?> RemindersResumedAtAsync(this BoardDb db, DateTime now, CancellationToken cancel) =>
        (await db.ReminderPauses.AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(row => row.EndedAt != null || row.Until <= now, cancel))
            is { } last ? last.EndedAt ?? last.Until : null;
}
