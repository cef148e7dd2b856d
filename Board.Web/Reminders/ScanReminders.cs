using System.Security.Cryptography;
using System.Text;
using Board.Domain.Calendar;
using Board.Domain.Reminders;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Reminders;

/// <summary>
/// Writes down in the ledger what has come due, on each channel. What is there already is never written again. What comes to a page here has arrived with
/// that; letters are then to be sent.
/// </summary>
public sealed class ScanReminders(
    BoardTransactions transactions, IDbContextFactory<BoardDb> databases, PlanShelf plans, ReminderChannels channels, LiveInbox inbox, IOptions<BoardSettings> settings, TimeProvider clock)
{
    /// <summary>Looks at every plan; answers how many reminders have come due, each counted once on whatever channels.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel = default)
    {
        var due = 0;
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var plan in await db.Plans.AsNoTracking().Select(row => row.Id).ToListAsync(cancel))
        {
            if (await plans.FindAsync(db, plan, cancel) is not { } calendar) continue;
            // Mostly there is nothing to do, and nobody who writes need wait for that to be found out.
            var book = await ReminderBook.ReadAsync(db, calendar, settings.Value.Reminders, cancel);
            if (!await IsAnythingDueAsync(db, book, cancel)) continue;
            due += await transactions.RunAsync(transaction => WriteAsync(transaction, plan, cancel), cancel);
            inbox.Announce();
        }
        return due;
    }

    private async Task<bool> IsAnythingDueAsync(BoardDb db, ReminderBook book, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var channel in await OpenAsync(db, now, cancel))
            if (!(await book.DueAsync(db, channel, now, cancel)).IsEmpty) return true;
        return false;
    }

    // Letters wait in the ledger while reminders are paused. What would arrive at once is found when the pause is over, by its highest stage.
    private async Task<IEnumerable<ReminderChannel>> OpenAsync(BoardDb db, DateTimeOffset now, CancellationToken cancel) =>
        await db.ReminderPauseAsync(now.UtcDateTime, cancel) is null ? channels.All : channels.All.Where(channel => channel != ReminderChannel.InApp);

    private async Task<int> WriteAsync(BoardTransaction transaction, string plan, CancellationToken cancel)
    {
        if (await plans.FindAsync(transaction, plan, cancel) is not { } calendar) return 0;
        var book = await ReminderBook.ReadAsync(transaction.Db, calendar, settings.Value.Reminders, cancel);
        var due = new HashSet<(string, string, string)>();
        foreach (var channel in await OpenAsync(transaction.Db, transaction.Now, cancel))
        {
            var decisions = await book.DueAsync(transaction.Db, channel, transaction.Now, cancel);
            foreach (var reminder in decisions.Send) Send(transaction, calendar, reminder, channel);
            foreach (var reminder in decisions.Superseded) transaction.Insert(RowOf(calendar, reminder, channel, ReminderState.Superseded, transaction.Now));
            foreach (var reminder in decisions.Overtaken)
            {
                var (duty, stage, recipient) = reminder.Key;
                var row = await transaction.Db.Reminders.SingleAsync(
                    row => row.PlanId == plan && row.Duty == duty && row.Stage == stage && row.Recipient == recipient && row.Channel == channel, cancel);
                (row.State, row.EndedAt, row.NextTryAt) = (ReminderState.Superseded, transaction.Now.UtcDateTime, null);
            }
            due.UnionWith(decisions.Send.Select(reminder => reminder.Key));
        }
        return due.Count;
    }

    /// <summary>Writes a reminder down on every channel.</summary>
    internal void Send(BoardTransaction transaction, PlanCalendar calendar, Reminder reminder)
    {
        foreach (var channel in channels.All) Send(transaction, calendar, reminder, channel);
    }

    // Whoever may read a page here has what stands on it.
    private void Send(BoardTransaction transaction, PlanCalendar calendar, Reminder reminder, ReminderChannel channel) =>
        transaction.Insert(RowOf(calendar, reminder, channel, channel == ReminderChannel.InApp ? ReminderState.Sent : ReminderState.Due, transaction.Now));

    private ReminderRow RowOf(PlanCalendar calendar, Reminder reminder, ReminderChannel channel, ReminderState state, DateTimeOffset now) => new()
    {
        PlanId = calendar.Plan.Id, Duty = reminder.Key.Duty, Unit = reminder.Notice.Duty.Unit.Code, Stage = reminder.Key.Stage, Escalates = reminder.Notice.Stage.Escalates,
        Recipient = reminder.Key.Recipient, Channel = channel, Reason = reminder.Notice.Reason, DueAt = reminder.Notice.DueAt.UtcDateTime,
        CreatedAt = now.UtcDateTime, MessageId = MessageId(calendar.Plan.Id, reminder, channel), State = state,
        NextTryAt = state == ReminderState.Due ? now.UtcDateTime : null, EndedAt = state == ReminderState.Due ? null : now.UtcDateTime,
    };

    private string MessageId(string plan, Reminder reminder, ReminderChannel channel)
    {
        var key = $"{plan}\n{reminder.Key.Duty}\n{reminder.Key.Stage}\n{reminder.Key.Recipient}\n{channel}";
        return $"reminder.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}@{settings.Value.Mail.Sender.Domain}";
    }
}
