using Board.Domain.Reminders;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Reminders;

/// <summary>Reminds a unit of one duty at once, outside the ladder, by the same ledger and the same way out.</summary>
public sealed class RemindNow(
    BoardTransactions transactions, IDbContextFactory<BoardDb> databases, PlanShelf plans, ScanReminders scan, LiveInbox inbox, ReminderCall call, IOptions<BoardSettings> settings, TimeProvider clock)
{
    /// <summary>How long nobody is reminded by hand of the same duty again.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    /// <summary>What is asked for.</summary>
    /// <param name="Duty">Its key, or the id of its deadline.</param>
    public sealed record Request(string PlanId, string Duty);

    /// <summary>What came of it. Only <see cref="Done"/> changed anything.</summary>
    public abstract record Result
    {
        /// <summary>It could be sent, to these.</summary>
        public sealed record Ready(ReminderDuty Duty, IReadOnlyList<Account> Accounts) : Result;

        /// <summary>It goes out, to so many.</summary>
        public sealed record Done(ReminderDuty Duty, int Count) : Result;

        /// <summary>Nobody answers for the unit who could be written to.</summary>
        public sealed record Unreachable(ReminderDuty Duty) : Result;

        /// <summary>Somebody did so at that instant, which is not an hour ago.</summary>
        public sealed record TooSoon(ReminderDuty Duty, DateTimeOffset At) : Result;

        /// <summary>Its time to be reminded of has not come.</summary>
        public sealed record NotDue(ReminderDuty Duty) : Result;

        /// <summary>Nothing is owed any more.</summary>
        public sealed record Met(ReminderDuty Duty) : Result;

        /// <summary>Nothing is sent at all now.</summary>
        public sealed record Paused : Result;

        /// <summary>The role does not keep plans.</summary>
        public sealed record NotAllowed : Result;

        /// <summary>No such plan or duty.</summary>
        public sealed record NotFound : Result;
    }

    /// <summary>Says what would come of it; <see cref="Result.Ready"/> where it could be sent.</summary>
    public async Task<Result> LookAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { KeepsPlans: true }) return new Result.NotAllowed();
        return await plans.FindAsync(db, request.PlanId, cancel) is { } calendar
            ? await JudgeAsync(db, await ReminderBook.ReadAsync(db, calendar, settings.Value.Reminders, cancel), request, clock.GetUtcNow(), cancel)
            : new Result.NotFound();
    }

    /// <summary>Writes it into the ledger in one transaction, and has it sent after the commit.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var result = await transactions.RunAsync(transaction => WriteAsync(transaction, actor, request, cancel), cancel);
        if (result is not Result.Done) return result;
        call.LookNow();
        inbox.Announce();
        return result;
    }

    private async Task<Result> WriteAsync(BoardTransaction transaction, Actor actor, Request request, CancellationToken cancel)
    {
        var db = transaction.Db;
        if (await actor.LoadAsync(db, cancel) is not { KeepsPlans: true } permit) return new Result.NotAllowed();
        if (await plans.FindAsync(transaction, request.PlanId, cancel) is not { } calendar) return new Result.NotFound();
        var book = await ReminderBook.ReadAsync(db, calendar, settings.Value.Reminders, cancel);
        var judged = await JudgeAsync(db, book, request, transaction.Now, cancel);
        if (judged is not Result.Ready { Duty: var duty }) return judged;

        var before = await ByHandAsync(db, request.PlanId, duty, cancel);
        var stage = ReminderStage.ByHand(before.Select(row => ReminderStage.NumberByHand(row.Stage)!.Value).DefaultIfEmpty(0).Max() + 1);
        var notice = new ReminderNotice(duty, stage, 0, transaction.Now, ReminderAudience.Unit, ReminderReason.Owed);
        var recipients = ReminderPolicy.Audience(duty, ReminderAudience.Unit, book.Recipients).ToList();
        foreach (var recipient in recipients) scan.Send(transaction, calendar, new(notice, recipient));
        transaction.Audit(actor, permit.Name, "reminder.by-hand", $"{request.PlanId}/{duty.Unit.Code}", new { duty = duty.Key, stage = stage.Code, recipients = recipients.Select(one => one.Id) });
        return new Result.Done(duty, recipients.Count);
    }

    private static async Task<Result> JudgeAsync(BoardDb db, ReminderBook book, Request request, DateTimeOffset now, CancellationToken cancel)
    {
        if ((book.Find(request.Duty) ?? book.Duties.FirstOrDefault(one => one.Report?.Id == request.Duty)) is not { } duty) return new Result.NotFound();
        if (duty.IsMet) return new Result.Met(duty);
        if (!book.Policy.IsOwedNow(duty, now)) return new Result.NotDue(duty);
        if (await db.ReminderPauseAsync(now.UtcDateTime, cancel) is not null) return new Result.Paused();
        var accounts = ReminderPolicy.Audience(duty, ReminderAudience.Unit, book.Recipients).Select(one => book.Accounts[one.Id]).ToList();
        if (accounts.Count == 0) return new Result.Unreachable(duty);
        // Of a clock that was set back nobody need wait longer than the hour.
        var last = (await ByHandAsync(db, book.Calendar.Plan.Id, duty, cancel)).Where(row => row.CreatedAt <= now.UtcDateTime).Select(row => row.CreatedAt).DefaultIfEmpty().Max();
        return now.UtcDateTime - last < Rest ? new Result.TooSoon(duty, last) : new Result.Ready(duty, accounts);
    }

    private static Task<List<ReminderRow>> ByHandAsync(BoardDb db, string plan, ReminderDuty duty, CancellationToken cancel) =>
        db.Reminders.AsNoTracking().Where(row => row.PlanId == plan && row.Duty == duty.Key && row.Stage.StartsWith(ReminderStage.ByHandPrefix)).ToListAsync(cancel);
}
