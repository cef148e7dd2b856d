using Board.Domain.Calendar;
using Board.Domain.Reminders;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Reminders;

/// <summary>Finds what an account was reminded of on its own page: one notice for each duty, however many stages it has gone through.</summary>
public sealed class FindInbox(IDbContextFactory<BoardDb> databases, PlanShelf plans, IOptions<BoardSettings> settings, TimeProvider clock)
{
    /// <summary>How many notices of duties that are met are still shown.</summary>
    private const int MostDone = 20;

    /// <summary>What stands for a duty: its newest notice.</summary>
    /// <param name="At">When it came.</param>
    public sealed record Notice(long Id, PlanCalendar Calendar, ReminderDuty Duty, ReminderReason Reason, DateTimeOffset At, bool WasRead)
    {
        /// <summary>True where it waits for its reader: neither read nor settled.</summary>
        public bool IsUnread => !WasRead && !Duty.IsMet;
    }

    /// <summary>The notices: what is owed first, by day; then what is done, the newest first.</summary>
    /// <param name="At">When it was read.</param>
    public sealed record Inbox(IReadOnlyList<Notice> Notices, DateTimeOffset At)
    {
        public int Unread => Notices.Count(notice => notice.IsUnread);
    }

    /// <summary>One's own notices; null for whoever has no account.</summary>
    public async Task<Inbox?> ExecuteAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Kind != ActorKind.Account) return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is null) return null;
        var own = actor.ToString();
        var notices = await NoticesAsync(db, Arrived(db).Where(row => row.Recipient == own), cancel);
        var all = notices.Select(one => one.Notice).ToLookup(notice => notice.Duty.IsMet);
        return new([.. all[false].OrderBy(notice => notice.Duty.LastDay).ThenBy(notice => notice.Id), .. all[true].OrderByDescending(notice => notice.At).Take(MostDone)], clock.GetUtcNow());
    }

    /// <summary>How many notices wait for each of some accounts; those without any are not there.</summary>
    public async Task<IReadOnlyDictionary<long, int>> CountAsync(IReadOnlyCollection<long> accounts, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var ids = accounts.ToDictionary(id => new Actor(ActorKind.Account, id).ToString());
        var names = ids.Keys.ToList();
        // What waits is mostly little; the plans are looked at only where there is any.
        var rows = Arrived(db).Where(row => names.Contains(row.Recipient));
        if (!await rows.AnyAsync(row => row.ReadAt == null, cancel)) return new Dictionary<long, int>();
        return (await NoticesAsync(db, rows, cancel)).Where(one => one.Notice.IsUnread).GroupBy(one => ids[one.Recipient]).ToDictionary(own => own.Key, own => own.Count());
    }

    /// <summary>Every notice that came to somebody's page.</summary>
    internal static IQueryable<ReminderRow> Arrived(BoardDb db) => db.Reminders.Where(row => row.Channel == ReminderChannel.InApp && row.State == ReminderState.Sent);

    private async Task<IReadOnlyList<(string Recipient, Notice Notice)>> NoticesAsync(BoardDb db, IQueryable<ReminderRow> rows, CancellationToken cancel)
    {
        var found = new List<(string, Notice)>();
        foreach (var plan in (await rows.AsNoTracking().ToListAsync(cancel)).GroupBy(row => row.PlanId))
        {
            if (await plans.FindAsync(db, plan.Key, cancel) is not { } calendar) continue;
            var book = await ReminderBook.ReadAsync(db, calendar, settings.Value.Reminders, cancel);
            foreach (var notices in plan.GroupBy(row => (row.Recipient, row.Duty)))
            {
                var newest = notices.OrderBy(row => row.DueAt).ThenBy(row => row.Id).Last();
                // Once a report was sent back, it is owed anew, and the notices of before are about nothing any more.
                if (book.Find(newest.Duty) is { } duty && book.Concerns(duty, newest))
                    found.Add((newest.Recipient, new(newest.Id, calendar, duty, newest.Reason, new(newest.DueAt), newest.ReadAt is not null)));
            }
        }
        return found;
    }
}
