using Board.Web.Access;
using Board.Web.Data;

namespace Board.Web.Reminders;

/// <summary>Ends a pause before its time: what is still owed goes out.</summary>
public sealed class ResumeReminders(BoardTransactions transactions, ReminderCall call)
{
    /// <summary>What came of it.</summary>
    public abstract record Result
    {
        /// <summary>Letters go out again.</summary>
        public sealed record Done : Result;

        /// <summary>There is no pause.</summary>
        public sealed record NotPaused : Result;

        /// <summary>The role does not keep plans.</summary>
        public sealed record NotAllowed : Result;
    }

    /// <summary>Ends it in one transaction, and has somebody look after the commit.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, CancellationToken cancel = default)
    {
        var result = await transactions.RunAsync<Result>(async transaction =>
        {
            var now = transaction.Now.UtcDateTime;
            if (await actor.LoadAsync(transaction.Db, cancel) is not { KeepsPlans: true } permit) return new Result.NotAllowed();
            if (await transaction.Db.ReminderPauseAsync(now, cancel) is not { } pause) return new Result.NotPaused();
            pause.EndedAt = now;
            transaction.Audit(actor, permit.Name, "reminder.resume", "reminders", new { pause.By, pause.At, pause.Until });
            return new Result.Done();
        }, cancel);
        if (result is Result.Done) call.LookNow();
        return result;
    }
}
