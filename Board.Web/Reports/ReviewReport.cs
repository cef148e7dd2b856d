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

            var (version, figures) = await WholeReview.DecideAsync(transaction, actor, gate, row, ReadingState.Accepted, null, null, cancel);
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

            var (version, figures) = await WholeReview.DecideAsync(transaction, actor, gate, row, ReadingState.Returned, request.Reason, request.DueBefore, cancel);
            (row.State, row.BoardVersion, row.TimesReturned) = (ReportState.Returned, version, row.TimesReturned + 1);
            (row.ReturnReason, row.DueAgainBefore) = (request.Reason, request.DueBefore);
            transaction.Audit(actor, gate.Permit.Name, "report.return", row.Receipt!, new { request.Reason, request.DueBefore, figures, version });
            return new ReviewResult.Done();
        }, cancel);
        if (result is ReviewResult.Done) live.Announce();
        return result;
    }

    private static List<Rejection> Faults(Request request, DateOnly today)
    {
        var faults = new List<Rejection>();
        faults.AddRange(ReviewReading.ReasonFaults(request.Reason));
        if (request.DueBefore is not { } day) faults.Add(new("dueBefore", "missing"));
        else if (day <= today) faults.Add(new("dueBefore", "due-before-passed", day, today));
        else if (day > today.AddDays(MostDays)) faults.Add(new("dueBefore", "due-before-too-far", day, today.AddDays(MostDays)));
        return faults;
    }
}

/// <summary>What accepting and returning a whole report share.</summary>
internal static class WholeReview
{
    /// <summary>Decides alike of every figure of the last submission that is still provisional; answers the board version and how many those were.</summary>
    public static async Task<(long Version, int Figures)> DecideAsync(
        BoardTransaction transaction, Actor actor, ReportGate gate, ReportRow row, ReadingState verdict, string? reason, DateOnly? dueBefore, CancellationToken cancel)
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
        transaction.Insert(new ReviewRow
        {
            PlanId = gate.Plan, ReportId = row.Id, ReadingId = null, Verdict = verdict, Reason = reason, DueBefore = dueBefore,
            By = gate.Permit.Name, At = transaction.Now.UtcDateTime,
        });
        return (version, figures.Count);
    }
}
