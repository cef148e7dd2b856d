using Board.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>The tables of reports, reviews, progress and attachments, and what others ask of them.</summary>
public static class ReportTables
{
    /// <summary>Describes them.</summary>
    public static void Describe(ModelBuilder model)
    {
        model.Entity<ReportRow>(report =>
        {
            report.ToTable("Reports");
            report.HasOne<PlanRow>().WithMany().HasForeignKey(row => row.PlanId).OnDelete(DeleteBehavior.Restrict);
            report.HasIndex(row => new { row.PlanId, row.Period, row.Unit }).IsUnique();
            report.HasIndex(row => new { row.PlanId, row.BoardVersion });
        });
        model.Entity<SubmissionRow>(submission =>
        {
            submission.ToTable("Submissions");
            submission.HasOne<ReportRow>().WithMany().HasForeignKey(row => row.ReportId).OnDelete(DeleteBehavior.Restrict);
            submission.HasIndex(row => new { row.ReportId, row.Number }).IsUnique();
            submission.HasIndex(row => row.Receipt).IsUnique();
        });
        model.Entity<SubmittedReadingRow>(reading =>
        {
            reading.ToTable("SubmittedReadings");
            reading.HasOne<SubmissionRow>().WithMany().HasForeignKey(row => row.SubmissionId).OnDelete(DeleteBehavior.Restrict);
            reading.HasOne<ReadingRow>().WithMany().HasForeignKey(row => row.ReadingId).OnDelete(DeleteBehavior.Restrict);
            reading.HasIndex(row => new { row.SubmissionId, row.ReadingId }).IsUnique();
        });
        model.Entity<ReviewRow>(review =>
        {
            review.ToTable("Reviews");
            review.HasOne<PlanRow>().WithMany().HasForeignKey(row => row.PlanId).OnDelete(DeleteBehavior.Restrict);
            review.HasOne<ReportRow>().WithMany().HasForeignKey(row => row.ReportId).OnDelete(DeleteBehavior.Restrict);
            review.HasOne<ReadingRow>().WithMany().HasForeignKey(row => row.ReadingId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<AssignmentProgressRow>(progress =>
        {
            progress.ToTable("AssignmentProgress");
            progress.HasOne<PlanRow>().WithMany().HasForeignKey(row => row.PlanId).OnDelete(DeleteBehavior.Restrict);
            progress.HasIndex(row => new { row.PlanId, row.Assignment, row.Id });
        });
        model.Entity<AttachmentRow>(attachment =>
        {
            attachment.ToTable("Attachments");
            attachment.HasOne<ReportRow>().WithMany().HasForeignKey(row => row.ReportId).OnDelete(DeleteBehavior.Restrict);
            attachment.HasIndex(row => row.File).IsUnique();
        });
    }

    /// <summary>What was said last of an assignment in the name in which this is said; null where nothing was.</summary>
    public static Task<AssignmentProgressRow?> LastProgressAsync(this BoardDb db, AssignmentProgressRow said, CancellationToken cancel) =>
        db.AssignmentProgress.AsNoTracking().Where(row => row.PlanId == said.PlanId && row.Assignment == said.Assignment && row.Unit == said.Unit)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancel);

    /// <summary>What has become of a plan's reports, by period and unit; those that nobody has begun are not there.</summary>
    public static async Task<IReadOnlyDictionary<(Period Period, string Unit), ReportStanding>> StandingsAsync(
        this BoardDb db, string planId, CancellationToken cancel)
    {
        var rows = await db.Reports.AsNoTracking().Where(row => row.PlanId == planId)
            .Select(row => new { row.Period, row.Unit, row.State, row.SubmittedAt, row.DaysLate, row.DueAgainBefore, row.TimesReturned })
            .ToListAsync(cancel);
        var standings = new Dictionary<(Period, string), ReportStanding>(rows.Count);
        foreach (var row in rows)
            if (Period.TryParse(row.Period, out var period))
                standings[(period, row.Unit)] = new(
                    row.State, row.SubmittedAt is { } at ? new(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null, row.DaysLate, row.DueAgainBefore, row.TimesReturned);
        return standings;
    }
}
