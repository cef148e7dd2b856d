using Board.Domain.Calendar;
using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Reports;

/// <summary>Shows a unit's report to whoever may see it, as far as they may.</summary>
public sealed class FindReport(IDbContextFactory<BoardDb> databases, PlanShelf plans, TimeProvider clock, IOptions<BoardSettings> settings)
{
    /// <summary>The report, or why not.</summary>
    public async Task<(ReportView? Report, ReportRefusal? Refusal)> ExecuteAsync(
        Actor actor, string planId, string period, string unit, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        // One read transaction: draft, figures and decisions belong together.
        await using var reading = await db.ReadTogetherAsync(cancel);
        var (gate, refusal) = await ReportGate.OpenAsync(db, plans, actor, planId, period, unit, cancel);
        if (gate is null) return (null, refusal);

        var row = await gate.RowAsync(db, cancel);
        var duty = gate.Duty;
        var (now, time) = (clock.GetUtcNow(), duty.Calendar.Clock);
        var dueNow = duty.Deadline.Again(row?.Standing, duty.Calendar.WorkingDays);
        // The committee sees what was handed in, never what is being written.
        var open = gate.MayEdit || row is { Standing.IsIn: true };
        var content = !open ? null : row?.Content ?? ReportContent.Empty;
        return (new(
            duty, dueNow, dueNow.StateAt(now, time, noticeTime: settings.Value.Reminders.Time, report: row?.Standing),
            row?.State ?? ReportState.Draft, row?.Version ?? 0, content, open && row is not null ? row.FieldStamps : [],
            open ? row?.SavedBy : null, open && row?.SavedAt is { } saved ? new(saved) : null, row?.Receipt,
            row?.SubmittedAt is { } at ? new(at) : null, row?.DaysLate, row?.TimesReturned ?? 0,
            row is { ReturnReason: { } reason, DueAgainBefore: { } again } ? new(reason, again) : null,
            open && row is not null ? await AttachmentsAsync(db, row.Id, cancel) : [],
            await EarlierAsync(db, gate, cancel), open && row is not null ? await FiguresAsync(db, row, cancel) : [],
            time.DateOf(now), gate.MayEdit && row is not { Standing.IsIn: true }, gate.MayReview), null);
    }

    private static async Task<IReadOnlyList<AttachmentView>> AttachmentsAsync(BoardDb db, long report, CancellationToken cancel) =>
    [
        .. (await db.Attachments.AsNoTracking().Where(row => row.ReportId == report && row.RemovedAt == null).OrderBy(row => row.Id).ToListAsync(cancel))
            .Select(row => new AttachmentView(row.File, row.Name, row.Type, row.Size, row.By, new(row.At))),
    ];

    private static async Task<ILookup<string, EarlierFigure>> EarlierAsync(BoardDb db, ReportGate gate, CancellationToken cancel)
    {
        var (plan, unit) = (gate.Plan, gate.Unit);
        var rows = await db.Readings.AsNoTracking().Where(row => row.PlanId == plan && row.Unit == unit && row.Current)
            .OrderByDescending(row => row.AsOf).ToListAsync(cancel);
        return rows.ToLookup(row => row.Indicator, row => new EarlierFigure(row.Id, row.AsOf, row.Figure, row.State, new(row.At)));
    }

    private static async Task<IReadOnlyList<SubmittedFigure>> FiguresAsync(BoardDb db, ReportRow report, CancellationToken cancel)
    {
        var rows = await (
            from submission in db.Submissions
            where submission.ReportId == report.Id && submission.Number == report.Submissions
            join submitted in db.SubmittedReadings on submission.Id equals submitted.SubmissionId
            join reading in db.Readings on submitted.ReadingId equals reading.Id
            orderby submitted.Id
            select new
            {
                Reading = reading,
                Reason = db.Reviews.Where(review => review.ReadingId == reading.Id).OrderByDescending(review => review.Id).Select(review => review.Reason).FirstOrDefault(),
            }).AsNoTracking().ToListAsync(cancel);
        return
        [
            .. rows.Select(row => new SubmittedFigure(
                row.Reading.Id, row.Reading.Indicator, row.Reading.AsOf, row.Reading.Revision, row.Reading.Figure, row.Reading.State,
                row.Reading.State == ReadingState.Returned ? row.Reason : null)),
        ];
    }
}
