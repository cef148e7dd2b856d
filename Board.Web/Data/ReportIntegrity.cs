using Board.Domain.Reports;
using Board.Domain.Calendar;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>Everything that must hold of reports: what was handed in is whole, numbered and in the audit, and its files are there.</summary>
internal static class ReportIntegrity
{
    public static async Task<IReadOnlyList<Integrity.Finding>> FindAsync(
        BoardDb db, List<ReadingRow> readings, List<AuditRow> audit, long version, CancellationToken cancel)
    {
        var reports = await db.Reports.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancel);
        var submissions = await db.Submissions.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancel);
        var handedIn = (await db.SubmittedReadings.AsNoTracking().ToListAsync(cancel)).ToLookup(row => row.SubmissionId, row => row.ReadingId);
        var attachments = await AttachmentFiles.Kept(db).OrderBy(row => row.Id).ToListAsync(cancel);
        var figures = readings.ToDictionary(row => row.Id);
        var of = submissions.ToLookup(row => row.ReportId);
        var files = AttachmentFiles.FolderOf(Path.GetFullPath(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource));
        var said = audit.Where(row => row.Action == "report.submit").GroupBy(row => row.Subject).ToDictionary(entries => entries.Key, entries => entries.Count());
        return
        [
            Integrity.Each("a report is where its last submission left it", reports, report => IsWhole(report, [.. of[report.Id].OrderBy(row => row.Number)]) ? null : Name(report)),
            Integrity.Each("no submitted report without its readings", submissions, row => HasReadings(row, handedIn[row.Id], figures) ? null : row.Receipt),
            Integrity.Each(
                "every receipt is there once", submissions.GroupBy(row => row.Receipt), receipt => receipt.Count() == 1 && said.GetValueOrDefault(receipt.Key) == 1 ? null : receipt.Key),
            Integrity.Each("no report is newer than the board", reports, row => row.BoardVersion > version ? Name(row) : null),
            Integrity.Each("every attached file is there", await AttachmentFiles.FaultsAsync(files, attachments, cancel), fault => fault),
        ];
    }

    private static bool IsWhole(ReportRow report, List<SubmissionRow> submissions)
    {
        if (!submissions.Select(row => row.Number).SequenceEqual(Enumerable.Range(1, report.Submissions))) return false;
        if (submissions.LastOrDefault() is not { } last) return report is { State: ReportState.Draft, Receipt: null, SubmittedAt: null };
        return report.State != ReportState.Draft && report.Receipt == last.Receipt && report.SubmittedAt == last.At && report.DaysLate == last.DaysLate
            && (!report.Standing.IsIn || report.Draft == last.Content);
    }

    // A figure for each that its content gives, by the very numbers.
    private static bool HasReadings(SubmissionRow submission, IEnumerable<long> ids, Dictionary<long, ReadingRow> figures)
    {
        var stored = ids.Select(figures.GetValueOrDefault).OfType<ReadingRow>().ToList();
        var given = ReportJsonText.Read<ReportContent>(submission.Content).Readings.Where(entry => entry.IsGiven).ToList();
        return given.Count == stored.Count && given.All(entry => stored.Any(row =>
            row.Indicator == entry.Indicator && row.AsOf == entry.AsOf && row.Numerator == (entry.Numerator ?? entry.Value)
            && (entry.Denominator is null || row.Denominator == entry.Denominator)));
    }

    private static string Name(ReportRow row) => $"{row.PlanId}/{row.Period}/{row.Unit}";
}
