using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Reminders;

/// <summary>Lets reminders that failed be tried once more, for another day, under the same Message-ID.</summary>
public sealed class SendAgain(BoardTransactions transactions, ReminderCall call)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Reminder">Number of one; null for all of the plan that failed.</param>
    public sealed record Request(string PlanId, long? Reminder);

    /// <summary>What came of it. Only <see cref="Done"/> changed anything.</summary>
    public abstract record Result
    {
        /// <summary>So many are to be sent.</summary>
        public sealed record Done(int Count) : Result;

        /// <summary>None of them is a failed one (any more).</summary>
        public sealed record NotFailed : Result;

        /// <summary>The role does not keep plans.</summary>
        public sealed record NotAllowed : Result;

        /// <summary>No such reminder in that plan.</summary>
        public sealed record NotFound : Result;
    }

    /// <summary>Marks them in one transaction, and has them sent after the commit.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var result = await transactions.RunAsync(transaction => MarkAsync(transaction, actor, request, cancel), cancel);
        if (result is Result.Done) call.LookNow();
        return result;
    }

    private static async Task<Result> MarkAsync(BoardTransaction transaction, Actor actor, Request request, CancellationToken cancel)
    {
        if (await actor.LoadAsync(transaction.Db, cancel) is not { KeepsPlans: true } permit) return new Result.NotAllowed();
        var rows = await transaction.Db.Reminders
            .Where(row => row.PlanId == request.PlanId && (request.Reminder == null ? row.State == ReminderState.Failed : row.Id == request.Reminder)).OrderBy(row => row.Id).ToListAsync(cancel);
        if (request.Reminder is not null && rows.Count == 0) return new Result.NotFound();
        rows.RemoveAll(row => row.State != ReminderState.Failed);
        if (rows.Count == 0) return new Result.NotFailed();

        // The tries so far stay in the audit; in the ledger a new day of trying begins.
        transaction.Audit(actor, permit.Name, "reminder.again", request.PlanId, rows.Select(row => new { row.Id, row.Duty, row.Stage, row.Recipient, row.Attempts, row.LastFault }));
        foreach (var row in rows)
            (row.State, row.Attempts, row.FirstTriedAt, row.NextTryAt, row.EndedAt) = (ReminderState.Due, 0, null, transaction.Now.UtcDateTime, null);
        return new Result.Done(rows.Count);
    }
}
