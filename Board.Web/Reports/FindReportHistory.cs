using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Reports;

/// <summary>What was handed in of a report, each time, and what was decided of it.</summary>
public sealed class FindReportHistory(IDbContextFactory<BoardDb> databases, PlanShelf plans)
{
    /// <summary>One submission.</summary>
    /// <param name="DueBefore">The day that held for it.</param>
    /// <param name="Changes">What it says otherwise than the one before it; empty for the first.</param>
    /// <param name="Files">What was attached then.</param>
    public sealed record Submission(
        int Number, string Receipt, string By, DateTimeOffset At, DateOnly DueBefore, int DaysLate, ReportContent Content, IReadOnlyList<ReportChange> Changes, IReadOnlyList<HandedInFile> Files);

    /// <summary>A file as it was handed in.</summary>
    /// <param name="File">Its name in addresses.</param>
    public sealed record HandedInFile(string File, string Name, long Size);

    /// <summary>One decision on the whole report.</summary>
    /// <param name="Verdict">Accepted or Returned.</param>
    public sealed record Review(ReadingState Verdict, string? Reason, DateOnly? DueBefore, string By, DateTimeOffset At);

    /// <summary>Both, the oldest first.</summary>
    public sealed record History(IReadOnlyList<Submission> Submissions, IReadOnlyList<Review> Reviews);

    /// <summary>Reads it, or says why not. Empty for a reader who may not see the report's content now.</summary>
    public async Task<(History? History, ReportRefusal? Refusal)> ExecuteAsync(
        Actor actor, string planId, string period, string unit, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var reading = await db.ReadTogetherAsync(cancel);
        var (gate, refusal) = await ReportGate.OpenAsync(db, plans, actor, planId, period, unit, cancel);
        if (gate is null) return (null, refusal);
        if (await gate.RowAsync(db, cancel) is not { } row || !gate.MayEdit && !row.Standing.IsIn) return (new([], []), null);

        var submissions = new List<Submission>();
        foreach (var one in await db.Submissions.AsNoTracking().Where(one => one.ReportId == row.Id).OrderBy(one => one.Number).ToListAsync(cancel))
        {
            var content = ReportJsonText.Read<ReportContent>(one.Content);
            submissions.Add(new(
                one.Number, one.Receipt, one.By, new(one.At), one.DueBefore, one.DaysLate, content,
                submissions.LastOrDefault() is { } before ? ReportChange.Between(before.Content, content) : [],
                ReportJsonText.Read<IReadOnlyList<HandedInFile>>(one.Attachments)));
        }
        var reviews = await db.Reviews.AsNoTracking().Where(one => one.ReportId == row.Id && one.ReadingId == null).OrderBy(one => one.Id).ToListAsync(cancel);
        return (new(submissions, [.. reviews.Select(one => new Review(one.Verdict, one.Reason, one.DueBefore, one.By, new(one.At)))]), null);
    }
}
