using Board.Domain.Calendar;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Reports;

/// <summary>What came of a review. Only <see cref="Done"/> stands for a stored decision.</summary>
public abstract record ReviewResult
{
    /// <summary>It is decided so, now or by an earlier try.</summary>
    public sealed record Done : ReviewResult;

    /// <summary>There is nothing handed in that could be decided.</summary>
    public sealed record NotSubmitted : ReviewResult;

    /// <summary>It is not any more what was looked at: somebody else was faster.</summary>
    public sealed record Overtaken : ReviewResult;

    /// <summary>Refused by a rule.</summary>
    public sealed record Refused(IReadOnlyList<Rejection> Rejections) : ReviewResult;

    /// <summary>Not for this actor.</summary>
    public sealed record NotYours(ReportRefusal Refusal) : ReviewResult;
}

/// <summary>Takes a whole report; its provisional figures become accepted ones.</summary>
public sealed class AcceptReport(BoardTransactions transactions, PlanShelf plans, LiveBoard live)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Seen">The receipt of the submission that was looked at; null: whichever is the last.</param>
    public sealed record Request(string PlanId, string Period, string Unit, string? Seen = null);

    /// <summary>Decides in one transaction, and tells the board after the commit.</summary>
    public async Task<ReviewResult> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var result = await transactions.RunAsync<ReviewResult>(async transaction =>
        {
            var (gate, refusal) = await ReportGate.OpenAsync(transaction.Db, plans, actor, request.PlanId, request.Period, request.Unit, cancel);
            if (gate is null) return new ReviewResult.NotYours(refusal!.Value);
            if (!gate.MayReview) return new ReviewResult.NotYours(ReportRefusal.NotAllowed);
            var row = await gate.RowAsync(transaction.Db, cancel);
            if (request.Seen is { } seen && row?.Receipt != seen) return new ReviewResult.Overtaken();
            if (row?.State == ReportState.Accepted) return new ReviewResult.Done();
            if (row?.State != ReportState.Submitted) return new ReviewResult.NotSubmitted();

            var (version, figures) = await WholeReview.DecideAsync(transaction, actor, gate, row, ReadingState.Accepted, null, cancel);
            WholeReview.Note(transaction, gate.Permit, row, ReadingState.Accepted, null, null);
            (row.State, row.BoardVersion) = (ReportState.Accepted, version);
            transaction.Audit(actor, gate.Permit.Name, "report.accept", row.Receipt!, new { figures, version });
            return new ReviewResult.Done();
        }, cancel);
        if (result is ReviewResult.Done) live.Announce();
        return result;
    }
}

/// <summary>Sends a whole report back with a reason and a new day; its provisional figures count no more until it is handed in again.</summary>
public sealed class ReturnReport(BoardTransactions transactions, PlanShelf plans, LiveBoard live)
{
    /// <summary>How far ahead the new day may lie.</summary>
    public const int MostDays = 366;

    /// <summary>What is asked for.</summary>
    /// <param name="DueBefore">The day before which it is owed again, strict as the plan's own.</param>
    /// <param name="Seen">The receipt of the submission that was looked at; null: whichever is the last.</param>
    /// <param name="State">The state in which it was looked at; null: whichever it is in.</param>
    public sealed record Request(string PlanId, string Period, string Unit, string? Reason, DateOnly? DueBefore, string? Seen = null, ReportState? State = null);

    /// <summary>Decides in one transaction, and tells the board after the commit.</summary>
    public async Task<ReviewResult> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var result = await transactions.RunAsync<ReviewResult>(async transaction =>
        {
            var (gate, refusal) = await ReportGate.OpenAsync(transaction.Db, plans, actor, request.PlanId, request.Period, request.Unit, cancel);
            if (gate is null) return new ReviewResult.NotYours(refusal!.Value);
            if (!gate.MayReview) return new ReviewResult.NotYours(ReportRefusal.NotAllowed);
            if (Faults(request, gate.Duty.Calendar.Clock.DateOf(transaction.Now)) is { Count: > 0 } faults) return new ReviewResult.Refused(faults);
            var row = await gate.RowAsync(transaction.Db, cancel);
            if ((request.Seen ?? row?.Receipt) != row?.Receipt || (request.State ?? row?.State) != row?.State) return new ReviewResult.Overtaken();
            // An accepted one too: a fault may be found later, and a report that stays shut could not be mended.
            if (row?.State is not (ReportState.Submitted or ReportState.Accepted)) return new ReviewResult.NotSubmitted();

            var (version, figures) = await WholeReview.DecideAsync(transaction, actor, gate, row, ReadingState.Returned, request.Reason, cancel);
            WholeReview.Reopen(transaction, actor, gate.Permit, row, request.Reason!, request.DueBefore!.Value, figures, version);
            return new ReviewResult.Done();
        }, cancel);
        if (result is ReviewResult.Done) live.Announce();
        return result;
    }

    /// <summary>What is wrong with a new day.</summary>
    internal static IReadOnlyList<Rejection> DayFaults(DateOnly? dueBefore, DateOnly today) =>
        dueBefore is not { } day ? [new("dueBefore", "missing")]
        : day <= today ? [new("dueBefore", "due-before-passed", day, today)]
        : day > today.AddDays(MostDays) ? [new("dueBefore", "due-before-too-far", day, today.AddDays(MostDays))]
        : [];

    private static List<Rejection> Faults(Request request, DateOnly today) => [.. ReviewReading.ReasonFaults(request.Reason), .. DayFaults(request.DueBefore, today)];
}

/// <summary>What accepting and returning a whole report share.</summary>
internal static class WholeReview
{
    /// <summary>Decides alike of every figure of the last submission that is still provisional; answers the board version and how many those were.</summary>
    public static async Task<(long Version, int Figures)> DecideAsync(
        BoardTransaction transaction, Actor actor, ReportGate gate, ReportRow row, ReadingState verdict, string? reason, CancellationToken cancel)
    {
        var db = transaction.Db;
        var version = transaction.RaiseVersion();
        var ledger = new ReadingLedger(transaction, gate.Duty.Calendar, actor, gate.Permit);
        var figures = await (
            from submission in db.Submissions
            where submission.ReportId == row.Id && submission.Number == row.Submissions
            join submitted in db.SubmittedReadings on submission.Id equals submitted.SubmissionId
            join reading in db.Readings on submitted.ReadingId equals reading.Id
            where reading.State == ReadingState.Provisional
            select reading).AsNoTracking().ToListAsync(cancel);
        foreach (var figure in figures) await ledger.ReviewAsync(figure, verdict, reason, row.Id, version, cancel);
        return (version, figures.Count);
    }

    /// <summary>Opens a report to its unit again, until the day before that one.</summary>
    public static void Reopen(BoardTransaction transaction, Actor actor, Permit permit, ReportRow row, string reason, DateOnly dueBefore, int figures, long version)
    {
        Note(transaction, permit, row, ReadingState.Returned, reason, dueBefore);
        (row.State, row.BoardVersion, row.TimesReturned) = (ReportState.Returned, version, row.TimesReturned + 1);
        (row.ReturnReason, row.DueAgainBefore) = (reason, dueBefore);
        transaction.Audit(actor, permit.Name, "report.return", row.Receipt!, new { reason, dueBefore, figures, version });
    }

    /// <summary>Keeps what was decided of the report.</summary>
    public static void Note(BoardTransaction transaction, Permit permit, ReportRow row, ReadingState verdict, string? reason, DateOnly? dueBefore) => transaction.Insert(new ReviewRow
    {
        PlanId = row.PlanId, ReportId = row.Id, ReadingId = null, Verdict = verdict, Reason = reason, DueBefore = dueBefore, By = permit.Name, At = transaction.Now.UtcDateTime,
    });
}
