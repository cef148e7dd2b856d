using Board.Domain.Calendar;
using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Reports;

/// <summary>
/// Accepts one figure, or returns it with a reason; the unit's figure before it counts then, if there is one. With a new day, the report that it came in
/// is open to its unit again until then, and its other figures stay as they are. A figure that went back with its whole report waits until that is in again.
/// </summary>
public sealed class ReviewReading(BoardTransactions transactions, PlanShelf plans, LiveBoard live)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Verdict">Accepted or Returned; a decision can be taken back by the other one.</param>
    /// <param name="Reason">Needed to return.</param>
    /// <param name="Seen">What had been decided of it when it was looked at; null: whatever has been.</param>
    /// <param name="DueBefore">The day before which a returned figure is owed again, with its report; null: the unit owes nothing for it.</param>
    public sealed record Request(string PlanId, long ReadingId, ReadingState Verdict, string? Reason, ReadingState? Seen = null, DateOnly? DueBefore = null);

    /// <summary>Decides in one transaction, and tells the board after the commit.</summary>
    public async Task<ReviewResult> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (request.Verdict == ReadingState.Provisional) throw new ArgumentOutOfRangeException(nameof(request), "A review decides.");
        var result = await transactions.RunAsync(transaction => DecideAsync(transaction, actor, request, cancel), cancel);
        if (result is ReviewResult.Done) live.Announce();
        return result;
    }

    /// <summary>What is wrong with the reason of a return.</summary>
    internal static IReadOnlyList<Rejection> ReasonFaults(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? [new("reason", "missing")] : ReportRules.TextFaults("reason", reason, ReportRules.LongestReason);

    private async Task<ReviewResult> DecideAsync(BoardTransaction transaction, Actor actor, Request request, CancellationToken cancel)
    {
        var db = transaction.Db;
        if (await actor.LoadAsync(db, cancel) is not { } permit || !ReportGate.Reviews(permit)) return new ReviewResult.NotYours(ReportRefusal.NotAllowed);
        if (await plans.FindAsync(db, request.PlanId, cancel) is not { } calendar) return new ReviewResult.NotYours(ReportRefusal.NotFound);
        var reading = await db.Readings.AsNoTracking().FirstOrDefaultAsync(row => row.PlanId == request.PlanId && row.Id == request.ReadingId, cancel);
        if (reading is null) return new ReviewResult.NotYours(ReportRefusal.NotFound);
        var report = request.DueBefore is null ? null : await ReportOfAsync(db, reading, cancel);
        if (FaultsOf(request, report, calendar.Clock.DateOf(transaction.Now)) is { Count: > 0 } faults) return new ReviewResult.Refused(faults);
        if (reading.State == ReadingState.Returned && await IsOpenAgainAsync(db, reading, cancel)) return new ReviewResult.NotSubmitted();
        if (reading.State == request.Verdict) return new ReviewResult.Done();
        if (request.Seen is { } seen && (reading.State != seen || await IsOvertakenAsync(db, reading, cancel))) return new ReviewResult.Overtaken();

        var version = transaction.RaiseVersion();
        await new ReadingLedger(transaction, calendar, actor, permit).ReviewAsync(reading, request.Verdict, request.Reason, null, version, cancel);
        transaction.Audit(
            actor, permit.Name, request.Verdict == ReadingState.Accepted ? "reading.accept" : "reading.return",
            $"{request.PlanId}/{reading.Indicator}/{reading.Unit}/{reading.AsOf:yyyy-MM-dd}#{reading.Revision}",
            new { from = reading.State, request.Reason, version });
        if (report is { Standing.IsIn: true })
            WholeReview.Reopen(transaction, actor, permit, report, $"{reading.Indicator}: {request.Reason}", request.DueBefore!.Value, figures: 1, version);
        return new ReviewResult.Done();
    }

    private static List<Rejection> FaultsOf(Request request, ReportRow? report, DateOnly today)
    {
        if (request.Verdict != ReadingState.Returned) return [.. ReportRules.TextFaults("reason", request.Reason ?? "", ReportRules.LongestReason)];
        var faults = ReasonFaults(request.Reason).ToList();
        if (request.DueBefore is null) return faults;
        faults.AddRange(report is null ? [new("dueBefore", "figure-without-report")] : ReturnReport.DayFaults(request.DueBefore, today));
        return faults;
    }

    // The report whose last submission brought it.
    private static Task<ReportRow?> ReportOfAsync(BoardDb db, ReadingRow reading, CancellationToken cancel) => (
        from submitted in db.SubmittedReadings
        where submitted.ReadingId == reading.Id
        join submission in db.Submissions on submitted.SubmissionId equals submission.Id
        join report in db.Reports on submission.ReportId equals report.Id
        where submission.Number == report.Submissions
        select report).FirstOrDefaultAsync(cancel);

    // The report that last brought it is being written again.
    private static async Task<bool> IsOpenAgainAsync(BoardDb db, ReadingRow reading, CancellationToken cancel) => await (
        from submitted in db.SubmittedReadings
        where submitted.ReadingId == reading.Id
        join submission in db.Submissions on submitted.SubmissionId equals submission.Id
        join report in db.Reports on submission.ReportId equals report.Id
        orderby submission.Id descending
        select (ReportState?)report.State).FirstOrDefaultAsync(cancel) is ReportState.Returned or ReportState.Draft;

    // A newer revision came in meanwhile.
    private static Task<bool> IsOvertakenAsync(BoardDb db, ReadingRow reading, CancellationToken cancel) => db.Readings.AnyAsync(
        row => row.PlanId == reading.PlanId && row.Indicator == reading.Indicator && row.Unit == reading.Unit && row.AsOf == reading.AsOf && row.Revision > reading.Revision, cancel);
}
