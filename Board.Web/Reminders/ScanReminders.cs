using System.Security.Cryptography;
using System.Text;
using Board.Domain.Calendar;
using Board.Domain.Reminders;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Reminders;

/// <summary>Writes down in the ledger what has come due. What is there already is never written again.</summary>
public sealed class ScanReminders(
    BoardTransactions transactions, IDbContextFactory<BoardDb> databases, PlanShelf plans, IOptions<BoardSettings> settings, TimeProvider clock)
{
    /// <summary>Looks at every plan; answers how many reminders have come due.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel = default)
    {
        var due = 0;
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var plan in await db.Plans.AsNoTracking().Select(row => row.Id).ToListAsync(cancel))
        {
            if (await plans.FindAsync(db, plan, cancel) is not { } calendar) continue;
            // Mostly there is nothing to do, and nobody who writes need wait for that to be found out.
            var book = await ReminderBook.ReadAsync(db, calendar, settings.Value.Reminders, cancel);
            if ((await book.DueAsync(db, clock.GetUtcNow(), cancel)).IsEmpty) continue;
            due += await transactions.RunAsync(transaction => WriteAsync(transaction, plan, cancel), cancel);
        }
        return due;
    }

    private async Task<int> WriteAsync(BoardTransaction transaction, string plan, CancellationToken cancel)
    {
        if (await plans.FindAsync(transaction, plan, cancel) is not { } calendar) return 0;
        var book = await ReminderBook.ReadAsync(transaction.Db, calendar, settings.Value.Reminders, cancel);
        var decisions = await book.DueAsync(transaction.Db, transaction.Now, cancel);
        foreach (var reminder in decisions.Send) transaction.Insert(RowOf(calendar, reminder, ReminderState.Due, transaction.Now));
        foreach (var reminder in decisions.Superseded) transaction.Insert(RowOf(calendar, reminder, ReminderState.Superseded, transaction.Now));
        foreach (var reminder in decisions.Overtaken)
        {
            var (duty, stage, recipient) = reminder.Key;
            var row = await transaction.Db.Reminders.SingleAsync(
                row => row.PlanId == plan && row.Duty == duty && row.Stage == stage && row.Recipient == recipient && row.Channel == ReminderChannel.Email, cancel);
            (row.State, row.EndedAt, row.NextTryAt) = (ReminderState.Superseded, transaction.Now.UtcDateTime, null);
        }
        return decisions.Send.Count;
    }

    /// <summary>The ledger's row of a reminder.</summary>
    internal ReminderRow RowOf(PlanCalendar calendar, Reminder reminder, ReminderState state, DateTimeOffset now) => new()
    {
        PlanId = calendar.Plan.Id, Duty = reminder.Key.Duty, Unit = reminder.Notice.Duty.Unit.Code, Stage = reminder.Key.Stage, Escalates = reminder.Notice.Stage.Escalates,
        Recipient = reminder.Key.Recipient, Channel = ReminderChannel.Email, Reason = reminder.Notice.Reason, DueAt = reminder.Notice.DueAt.UtcDateTime,
        CreatedAt = now.UtcDateTime, MessageId = MessageId(calendar.Plan.Id, reminder), State = state,
        NextTryAt = state == ReminderState.Due ? now.UtcDateTime : null, EndedAt = state == ReminderState.Due ? null : now.UtcDateTime,
    };

    private string MessageId(string plan, Reminder reminder)
    {
        var key = $"{plan}\n{reminder.Key.Duty}\n{reminder.Key.Stage}\n{reminder.Key.Recipient}\n{ReminderChannel.Email}";
        return $"reminder.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}@{settings.Value.Mail.Sender.Domain}";
    }
}
