using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Reports;

/// <summary>Takes a file away from a report that is not handed in.</summary>
public sealed class RemoveAttachment(BoardTransactions transactions, PlanShelf plans, AttachmentFiles files)
{
    /// <summary>What is asked for.</summary>
    public sealed record Request(string PlanId, string Period, string Unit, string Id);

    /// <summary>What came of it.</summary>
    public enum Outcome
    {
        Removed,

        /// <summary>The report is handed in; the file stays.</summary>
        Closed,
        NotAllowed,
        NotFound,
    }

    /// <summary>Stores in one transaction that it is gone, and then deletes it. What was handed in once stays with that submission.</summary>
    public async Task<Outcome> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var handedIn = false;
        var outcome = await transactions.RunAsync(async transaction =>
        {
            var db = transaction.Db;
            var (gate, refusal) = await ReportGate.OpenAsync(db, plans, actor, request.PlanId, request.Period, request.Unit, cancel);
            if (gate is null) return refusal == ReportRefusal.NotFound ? Outcome.NotFound : Outcome.NotAllowed;
            if (!gate.MayEdit) return Outcome.NotAllowed;
            if (await gate.RowAsync(db, cancel) is not { } report) return Outcome.NotFound;
            var row = await db.Attachments.FirstOrDefaultAsync(row => row.ReportId == report.Id && row.File == request.Id && row.RemovedAt == null, cancel);
            if (row is null) return Outcome.NotFound;
            if (report.Standing.IsIn) return Outcome.Closed;
            handedIn = await db.Submissions.AnyAsync(one => one.ReportId == report.Id && one.Attachments.Contains(row.File), cancel);
            row.RemovedAt = transaction.Now.UtcDateTime;
            transaction.Audit(actor, gate.Permit.Name, "attachment.remove", $"{gate.Subject}/{row.File}", new { row.Name });
            return Outcome.Removed;
        }, cancel);
        if (outcome == Outcome.Removed && !handedIn) files.Remove(request.Id);
        return outcome;
    }
}
