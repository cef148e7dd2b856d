using Board.Domain.Reminders;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Reminders;

/// <summary>
/// Hands out reminders to send, each to one process at a time: a lease that ends by itself, and a number that rises with each claim. Whoever holds an
/// older number may neither send nor record a failure.
/// </summary>
public sealed class ReminderClaims(BoardTransactions transactions, IDbContextFactory<BoardDb> databases, PlanShelf plans, IOptions<BoardSettings> settings, TimeProvider clock)
{
    /// <summary>How long a claim holds; longer than any try may take.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    /// <summary>For how long it is tried again and again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>By how much the clocks of two servers may differ. One that is ahead grants leases that end later than any of ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    private static readonly string Me = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>A reminder that is ours to send, and all that its letter needs.</summary>
    /// <param name="PlanVersion">The board version at which the plan was stored.</param>
    /// <param name="IsFirst">True where nothing of that duty was sent to that account before.</param>
    /// <param name="IsReachable">False where nobody of the unit has an account.</param>
    public sealed record Claim(ReminderRow Row, ReminderBook Book, long PlanVersion, ReminderDuty Duty, Account Account, bool IsFirst, bool IsReachable);

    /// <summary>Claims the reminder that has waited longest, of those that were tried least: what fails again and again keeps nothing back; null where none is to be sent now. What has become needless is recorded as that.</summary>
    public Task<Claim?> TakeAsync(CancellationToken cancel) => transactions.RunAsync(async transaction =>
    {
        var (db, now) = (transaction.Db, transaction.Now.UtcDateTime);
        // A lease or a wait that lies farther ahead than any can was given before the clock was set back.
        var (farLease, farTry) = (now + Lease + Skew, now + LongestWait + Skew);
        var books = new Dictionary<string, ReminderBook?>();
        // What is owed by a plan that this version can't read is not known: its letters wait.
        var unread = new List<string>();
        if (await db.ReminderPauseAsync(now, cancel) is not null) return null;
        var resumedAt = await db.RemindersResumedAtAsync(now, cancel);
        while (true)
        {
            var row = await db.Reminders
                .Where(row => row.Channel == ReminderChannel.Email && !unread.Contains(row.PlanId) && ((row.State == ReminderState.Due && (row.NextTryAt <= now || row.NextTryAt > farTry))
                    || (row.State == ReminderState.Claimed && (row.LeaseUntil <= now || row.LeaseUntil > farLease))))
                .OrderBy(row => row.Attempts).ThenBy(row => row.DueAt).ThenBy(row => row.Id).FirstOrDefaultAsync(cancel);
            if (row is null) return null;
            if (!books.TryGetValue(row.PlanId, out var book))
                books[row.PlanId] = book = await plans.FindAsync(transaction, row.PlanId, cancel) is { } calendar
                    ? await ReminderBook.ReadAsync(db, calendar, settings.Value.Reminders, cancel) : null;
            if (book is null)
            {
                unread.Add(row.PlanId);
                continue;
            }

            var duty = book.Find(row.Duty);
            var account = book.Accounts.GetValueOrDefault(row.Recipient);
            // What was sent by hand stands beside the ladder: neither overtakes the other.
            var overtaken = ReminderStage.NumberByHand(row.Stage) is null && await db.Reminders.AnyAsync(
                other => other.PlanId == row.PlanId && other.Duty == row.Duty && other.Recipient == row.Recipient && other.Channel == row.Channel && other.DueAt > row.DueAt
                    && !other.Stage.StartsWith(ReminderStage.ByHandPrefix), cancel);
            if (duty is not { IsMet: false } || account is null || overtaken || !IsStillTheirs(book, duty, row))
            {
                (row.State, row.EndedAt, row.NextTryAt, row.LeaseUntil) = (overtaken ? ReminderState.Superseded : ReminderState.Lapsed, now, null, null);
                await db.SaveChangesAsync(cancel);
                continue;
            }
            (row.State, row.Fence, row.ClaimedBy, row.ClaimedAt, row.LeaseUntil) = (ReminderState.Claimed, row.Fence + 1, Me, now, now + Lease);
            (row.Attempts, row.FirstTriedAt, row.NextTryAt) = (row.Attempts + 1, FirstTry(row, resumedAt) ?? now, null);
            var isFirst = !await db.Reminders.AnyAsync(
                other => other.PlanId == row.PlanId && other.Duty == row.Duty && other.Recipient == row.Recipient && other.Channel == row.Channel && other.State == ReminderState.Sent, cancel);
            return new Claim(row, book, await db.Plans.Where(plan => plan.Id == row.PlanId).Select(plan => plan.Version).SingleAsync(cancel), duty, account, isFirst, ReminderPolicy.IsReachable(duty, book.Recipients));
        }
    }, cancel);

    /// <summary>True while a claim is still ours. Asked of the database, because a process that was stopped does not know for how long.</summary>
    public bool Holds(Claim claim)
    {
        using var db = databases.CreateDbContext();
        var row = db.Reminders.AsNoTracking().Where(row => row.Id == claim.Row.Id).Select(row => new { row.State, row.Fence }).Single();
        return row.State == ReminderState.Claimed && row.Fence == claim.Row.Fence && clock.GetUtcNow().UtcDateTime < claim.Row.LeaseUntil;
    }

    /// <summary>Records that it was handed over. That is so whoever holds the claim by now, who then has lost it.</summary>
    public Task SentAsync(Claim claim) => transactions.RunAsync(async transaction =>
    {
        var row = await transaction.Db.Reminders.SingleAsync(row => row.Id == claim.Row.Id);
        if (row.State == ReminderState.Sent) return false;
        if (row.Fence != claim.Row.Fence) row.Fence++;
        (row.State, row.EndedAt, row.SentTo, row.LeaseUntil, row.NextTryAt) = (ReminderState.Sent, transaction.Now.UtcDateTime, claim.Account.Email, null, null);
        return true;
    }, CancellationToken.None);

    /// <summary>Records that it was not: refused for good, or to be tried again later, for a day at most.</summary>
    public Task FailedAsync(Claim claim, MailFault fault) => transactions.RunAsync(async transaction =>
    {
        var now = transaction.Now.UtcDateTime;
        var resumedAt = await transaction.Db.RemindersResumedAtAsync(now, CancellationToken.None);
        var row = await transaction.Db.Reminders.SingleAsync(row => row.Id == claim.Row.Id);
        if (row.State == ReminderState.Claimed && row.Fence == claim.Row.Fence) Fail(row, fault, now);
        if (fault.Kind != MailFaultKind.Server) return true;
        // What else is to be sent now stands before the same closed door.
        var farTry = now + LongestWait + Skew;
        foreach (var other in await transaction.Db.Reminders.Where(other => other.Id != row.Id && other.State == ReminderState.Due && (other.NextTryAt <= now || other.NextTryAt > farTry)).ToListAsync())
        {
            (other.Attempts, other.FirstTriedAt) = (other.Attempts + 1, FirstTry(other, resumedAt) ?? now);
            Fail(other, fault, now);
        }
        return true;
    }, CancellationToken.None);

    /// <summary>How long to wait after so many tries: twice as long each time, an hour at most.</summary>
    public static TimeSpan WaitAfter(int attempts) => TimeSpan.FromMinutes(Math.Min(LongestWait.TotalMinutes, Math.Pow(2, Math.Min(attempts, 10) - 1)));

    private static void Fail(ReminderRow row, MailFault fault, DateTime now)
    {
        (row.LastFault, row.LeaseUntil) = (fault.Text, null);
        if (fault.Kind == MailFaultKind.Refused || now - row.FirstTriedAt >= Patience) (row.State, row.EndedAt, row.NextTryAt) = (ReminderState.Failed, now, null);
        else (row.State, row.NextTryAt) = (ReminderState.Due, now + WaitAfter(row.Attempts));
    }

    // The time of a pause is no time of trying in vain.
    private static DateTime? FirstTry(ReminderRow row, DateTime? resumedAt) => row.FirstTriedAt < resumedAt ? null : row.FirstTriedAt;

    // Somebody may have moved to another unit or role meanwhile.
    private static bool IsStillTheirs(ReminderBook book, ReminderDuty duty, ReminderRow row) => ReminderStage.NumberByHand(row.Stage) is not null
        ? ReminderPolicy.Audience(duty, ReminderAudience.Unit, book.Recipients).Any(recipient => recipient.Id == row.Recipient)
        : book.Policy.NoticesOf(duty, ReminderPolicy.IsReachable(duty, book.Recipients))
            .Where(notice => notice.Stage.Code == row.Stage)
            .SelectMany(notice => ReminderPolicy.Audience(duty, notice.Audience, book.Recipients))
            .Any(recipient => recipient.Id == row.Recipient);
}
