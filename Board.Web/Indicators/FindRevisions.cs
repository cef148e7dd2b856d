using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Charts;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Indicators;

/// <summary>Every figure that was ever recorded for an indicator, with who, when, and the report that it came with.</summary>
public sealed class FindRevisions(IDbContextFactory<BoardDb> databases, PlanShelf plans)
{
    /// <summary>How many a page shows at first.</summary>
    public const int Few = 30;

    /// <summary>How many a page shows at all; every one is in the table for spreadsheets.</summary>
    public const int Most = 2_000;

    /// <summary>One recorded figure.</summary>
    /// <param name="Counts">False for one that a later one replaced, or that was sent back.</param>
    /// <param name="By">Who recorded it; null for somebody who is not signed in.</param>
    /// <param name="Report">The report that it came with, for those who may read it.</param>
    /// <param name="Verdict">What the secretariat decided of it, for those who are signed in.</param>
    public sealed record Revision(
        string Unit, DateOnly AsOf, int Number, Figure Figure, Figure? From, ReadingState State, bool Counts,
        string? By, DateTimeOffset At, string? Note, string Source, Evidence? Report, Judgement? Verdict);

    /// <summary>A report, and what is attached to it.</summary>
    public sealed record Evidence(string Period, string Unit, IReadOnlyList<(string File, string Name)> Files);

    /// <summary>What was decided of a figure.</summary>
    public sealed record Judgement(ReadingState State, string By, DateTimeOffset At, string? Reason);

    /// <summary>What was found.</summary>
    /// <param name="Revisions">The newest first.</param>
    /// <param name="Count">How many there are in all.</param>
    /// <param name="Meetings">The meetings that were held, for those who are signed in.</param>
    public sealed record Found(PlanCalendar Calendar, Indicator Indicator, IReadOnlyList<Revision> Revisions, int Count, IReadOnlyList<MeetingMark> Meetings);

    /// <summary>Reads them; null where there is no such indicator.</summary>
    /// <param name="actor">Null for somebody who is not signed in.</param>
    /// <param name="unit">One unit's only; all without it.</param>
    /// <param name="most">How many, the newest.</param>
    public async Task<Found?> ExecuteAsync(Actor? actor, string planId, string code, string? unit, int most, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await plans.FindAsync(db, planId, cancel) is not { } calendar || calendar.Plan.FindIndicator(code) is not { } indicator) return null;
        var permit = actor is { } known ? await known.LoadAsync(db, cancel) : null;

        var all = db.Readings.AsNoTracking().Where(row => row.PlanId == planId && row.Indicator == code && (unit == null || row.Unit == unit));
        var rows = await all.OrderByDescending(row => row.Id).Take(most).ToListAsync(cancel);
        var (reports, verdicts) = (new Dictionary<long, Evidence>(), new Dictionary<long, Judgement>());
        // As many at once as a question to the database may name.
        foreach (var some in permit is null ? [] : rows.Chunk(Most))
        {
            foreach (var (id, report) in await ReportsAsync(db, permit!, some, cancel)) reports[id] = report;
            foreach (var (id, verdict) in await VerdictsAsync(db, some, cancel)) verdicts[id] = verdict;
        }
        return new(
            calendar, indicator,
            [
                .. rows.Select(row => new Revision(
                    row.Unit, row.AsOf, row.Revision, row.Figure, row.From, row.State, row.Current, permit is null ? null : row.By, new(row.At),
                    permit is null ? null : row.Note, row.Source, reports.GetValueOrDefault(row.Id), verdicts.GetValueOrDefault(row.Id))),
            ],
            rows.Count < most ? rows.Count : await all.CountAsync(cancel), permit is null ? [] : await MeetingsAsync(db, planId, cancel));
    }

    private static async Task<IReadOnlyList<MeetingMark>> MeetingsAsync(BoardDb db, string planId, CancellationToken cancel) =>
        await db.Meetings.AsNoTracking().Where(row => row.PlanId == planId && row.ClosedAt != null).OrderBy(row => row.HeldOn).Select(row => new MeetingMark(row.HeldOn, row.Title)).ToListAsync(cancel);

    private static async Task<Dictionary<long, Evidence>> ReportsAsync(BoardDb db, Permit permit, ReadingRow[] rows, CancellationToken cancel)
    {
        var ids = rows.Where(row => permit.SeesReportsOf(row.Unit)).Select(row => row.Id).ToList();
        var handedIn = await (
            from reading in db.SubmittedReadings.AsNoTracking()
            where ids.Contains(reading.ReadingId)
            join submission in db.Submissions on reading.SubmissionId equals submission.Id
            join report in db.Reports on submission.ReportId equals report.Id
            orderby submission.Id
            select new { reading.ReadingId, report.Id, report.Period, report.Unit }).ToListAsync(cancel);
        var reports = handedIn.Select(one => one.Id).Distinct().ToList();
        var files = (await db.Attachments.AsNoTracking().Where(row => reports.Contains(row.ReportId) && row.RemovedAt == null).OrderBy(row => row.Id)
            .Select(row => new { row.ReportId, row.File, row.Name }).ToListAsync(cancel)).ToLookup(row => row.ReportId, row => (row.File, row.Name));
        // A figure may be handed in again, with the report that was sent back: the last of them holds.
        return handedIn.GroupBy(one => one.ReadingId).ToDictionary(group => group.Key, group => new Evidence(group.Last().Period, group.Last().Unit, [.. files[group.Last().Id]]));
    }

    private static async Task<Dictionary<long, Judgement>> VerdictsAsync(BoardDb db, ReadingRow[] rows, CancellationToken cancel)
    {
        var ids = Array.ConvertAll(rows, row => (long?)row.Id);
        var reviews = await db.Reviews.AsNoTracking().Where(row => ids.Contains(row.ReadingId)).OrderBy(row => row.Id).ToListAsync(cancel);
        return reviews.GroupBy(row => row.ReadingId!.Value).ToDictionary(group => group.Key, group => new Judgement(group.Last().Verdict, group.Last().By, new(group.Last().At), group.Last().Reason));
    }
}
