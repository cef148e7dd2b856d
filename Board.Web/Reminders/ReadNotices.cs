using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Reminders;

/// <summary>Marks one's own notices as read: those of one duty, or all. It is nobody else's business, so the audit doesn't hold it.</summary>
public sealed class ReadNotices(BoardTransactions transactions, PlanShelf plans, LiveInbox inbox, IOptions<BoardSettings> settings)
{
    /// <summary>What came of it.</summary>
    public abstract record Result
    {
        private Result() { }

        /// <summary>They are read.</summary>
        /// <param name="Path">The page on which the duty is met; null where all were marked, or nothing is owed any more.</param>
        public sealed record Done(string? Path) : Result;

        /// <summary>There is no such notice, or it is somebody else's.</summary>
        public sealed record NotFound : Result;

        /// <summary>Whoever asks has no account.</summary>
        public sealed record NotAllowed : Result;
    }

    /// <summary>Marks them.</summary>
    /// <param name="notice">A notice of the duty; null for all that the account has.</param>
    public async Task<Result> ExecuteAsync(Actor actor, long? notice, CancellationToken cancel = default)
    {
        if (actor.Kind != ActorKind.Account) return new Result.NotAllowed();
        var result = await transactions.RunAsync<Result>(async transaction =>
        {
            var (db, now, own) = (transaction.Db, transaction.Now.UtcDateTime, actor.ToString());
            if (await actor.LoadAsync(db, cancel) is null) return new Result.NotAllowed();
            var rows = FindInbox.Arrived(db).Where(row => row.Recipient == own);
            string? path = null;
            if (notice is { } id)
            {
                if (await rows.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancel) is not { } row) return new Result.NotFound();
                rows = rows.Where(other => other.PlanId == row.PlanId && other.Duty == row.Duty);
                if (await plans.FindAsync(transaction, row.PlanId, cancel) is { } calendar
                    && (await ReminderBook.ReadAsync(db, calendar, settings.Value.Reminders, cancel)).Find(row.Duty) is { } duty) path = ReminderLetters.Path(row.PlanId, duty);
            }
            await rows.Where(row => row.ReadAt == null).ExecuteUpdateAsync(row => row.SetProperty(one => one.ReadAt, now), cancel);
            return new Result.Done(path);
        }, cancel);
        inbox.Announce();
        return result;
    }
}
