using Board.Domain.Calendar;
using Board.Domain.Reminders;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Reminders;

/// <summary>The ledger of a plan's reminders, for those who keep plans.</summary>
public sealed class FindReminders(IDbContextFactory<BoardDb> databases, PlanShelf plans, IOptions<BoardSettings> settings, TimeProvider clock)
{
    /// <summary>Which entries; null for any.</summary>
    /// <param name="Stage">Its code; <c>by-hand</c> for all that were sent by hand.</param>
    /// <param name="From">The first day on which it came due.</param>
    /// <param name="To">The last one.</param>
    public sealed record Request(string PlanId, ReminderState? State, string? Unit, string? Stage, DateOnly? From, DateOnly? To, int Take);

    /// <summary>One entry.</summary>
    /// <param name="Duty">What it is about, as it stands now; null where the plan has it no more.</param>
    /// <param name="Account">Whom it is for; null for one who is gone.</param>
    public sealed record Entry(ReminderRow Row, ReminderDuty? Duty, Account? Account);

    /// <summary>The ledger at a moment.</summary>
    /// <param name="Entries">Failed ones first, then the newest.</param>
    /// <param name="Counts">By state, of all that the other filters let through.</param>
    /// <param name="Hour">The plan's time of day at which reminders come due.</param>
    /// <param name="Failed">How many of the whole plan failed.</param>
    public sealed record Ledger(
        PlanCalendar Calendar, IReadOnlyList<Entry> Entries, IReadOnlyDictionary<ReminderState, int> Counts, int Failed, ReminderLadder Ladder, ReminderPauseRow? Pause, TimeOnly Hour, DateTimeOffset At)
    {
        /// <summary>How many entries the filters let through, shown or not.</summary>
        public required int Total { get; init; }
    }

    /// <summary>The day, or the nearest that a clock in any zone can name.</summary>
    internal static DateOnly Within(DateOnly day) => day.Year < 1900 ? new(1900, 1, 1) : day.Year > 2999 ? new(2999, 12, 31) : day;

    /// <summary>Reads it; null for whoever may not see it, and where there is no such plan.</summary>
    public async Task<Ledger?> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { KeepsPlans: true }) return null;
        if (await plans.FindAsync(db, request.PlanId, cancel) is not { } calendar) return null;
        var now = clock.GetUtcNow();
        var plan = db.Reminders.AsNoTracking().Where(row => row.PlanId == request.PlanId);
        var rows = plan;
        if (request.Unit is { } unit) rows = rows.Where(row => row.Unit == unit);
        if (request.Stage is { } stage) rows = stage == "by-hand" ? rows.Where(row => row.Stage.StartsWith(ReminderStage.ByHandPrefix)) : rows.Where(row => row.Stage == stage);
        if (request.From is { } from && calendar.Clock.StartOf(Within(from)).UtcDateTime is var first) rows = rows.Where(row => row.DueAt >= first);
        if (request.To is { } to && calendar.Clock.StartOf(Within(to).AddDays(1)).UtcDateTime is var last) rows = rows.Where(row => row.DueAt < last);
        var counts = await rows.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        if (request.State is { } state) rows = rows.Where(row => row.State == state);

        var found = await rows.OrderByDescending(row => row.State == ReminderState.Failed).ThenByDescending(row => row.DueAt).ThenByDescending(row => row.Id).Take(request.Take).ToListAsync(cancel);
        var book = await ReminderBook.ReadAsync(db, calendar, settings.Value.Reminders, cancel);
        var accounts = await db.Accounts.AsNoTracking().ToDictionaryAsync(ReminderBook.RecipientOf, cancel);
        return new(
            calendar, [.. found.Select(row => new Entry(row, book.FindAny(row.Duty), accounts.GetValueOrDefault(row.Recipient)))], counts,
            await plan.CountAsync(row => row.State == ReminderState.Failed, cancel), await db.ReminderLadderAsync(cancel), await db.ReminderPauseAsync(now.UtcDateTime, cancel), settings.Value.Reminders.Time, now)
        { Total = await rows.CountAsync(cancel) };
    }
}
