using Board.Domain.Reminders;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Reminders;

/// <summary>What would be sent by mail in a span of days, to whom and when, if nothing changes until then. The same notices come to the recipients' own pages.</summary>
public sealed class PreviewReminders(IDbContextFactory<BoardDb> databases, PlanShelf plans, IOptions<BoardSettings> settings)
{
    /// <summary>One reminder ahead.</summary>
    /// <param name="Account">Who gets it; null where nobody has such an account.</param>
    public sealed record Ahead(string Plan, ReminderNotice Notice, Account? Account);

    /// <summary>The reminders whose day lies in the span, both ends included, by time; null where the actor may not know. What was sent before is left out.</summary>
    public async Task<IReadOnlyList<Ahead>?> ExecuteAsync(Actor actor, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { KeepsPlans: true }) return null;
        var ahead = new List<Ahead>();
        foreach (var plan in await db.Plans.AsNoTracking().OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancel))
        {
            if (await plans.FindAsync(db, plan, cancel) is not { } calendar) continue;
            var book = await ReminderBook.ReadAsync(db, calendar, settings.Value.Reminders, cancel);
            var known = (await db.Reminders.AsNoTracking().Where(row => row.PlanId == plan && row.Channel == ReminderChannel.Email && row.State != ReminderState.Due).ToListAsync(cancel))
                .Select(row => (row.Duty, row.Stage, row.Recipient)).ToHashSet();
            var (first, last) = (calendar.Clock.StartOf(from), calendar.Clock.StartOf(to.AddDays(1)));
            foreach (var duty in book.Duties.Where(duty => !duty.IsMet))
                // Of stages that come at the same instant the highest is sent.
                foreach (var notice in book.Policy.NoticesOf(duty, ReminderPolicy.IsReachable(duty, book.Recipients)).Where(notice => notice.DueAt >= first && notice.DueAt < last)
                    .GroupBy(notice => (notice.DueAt, notice.Audience)).Select(same => same.Last()))
                {
                    var recipients = ReminderPolicy.Audience(duty, notice.Audience, book.Recipients).ToList();
                    if (recipients.Count == 0) ahead.Add(new(plan, notice, null));
                    ahead.AddRange(recipients.Where(one => !known.Contains((duty.Key, notice.Stage.Code, one.Id))).Select(one => new Ahead(plan, notice, book.Accounts[one.Id])));
                }
        }
        return [.. ahead.OrderBy(one => one.Notice.DueAt)];
    }
}
