using System.Linq.Expressions;
using Board.Domain.Calendar;
using Board.Domain.Meetings;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Meetings;

/// <summary>A meeting as it was closed. Its record is read as it was frozen; nothing in it is computed again.</summary>
public sealed class FindMeeting(IDbContextFactory<BoardDb> databases, PlanShelf plans)
{
    /// <summary>A meeting.</summary>
    /// <param name="Clock">Tells the plan's time.</param>
    /// <param name="Record">Null while it goes on.</param>
    public sealed record Found(string PlanId, Meeting Meeting, PlanClock Clock, MeetingRecord? Record, bool IsWhole);

    /// <summary>Reads it, or says why not. Of the directives a reporter sees their own unit's.</summary>
    public async Task<(Found? Found, MeetingRefusal? Refusal)> ExecuteAsync(Actor actor, long meeting, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { } permit) return (null, MeetingRefusal.NotAllowed);
        if (await db.Meetings.AsNoTracking().FirstOrDefaultAsync(row => row.Id == meeting, cancel) is not { } row) return (null, MeetingRefusal.NotFound);
        if (await plans.FindAsync(db, row.PlanId, cancel) is not { } calendar) return (null, MeetingRefusal.NotFound);
        var record = row.Frozen;
        var whole = permit.Role != Role.Reporter;
        if (record is not null && !whole) record = record with { Directives = [.. record.Directives.Where(one => one.UnitCode == permit.Unit)] };
        return (new(row.PlanId, row.ToMeeting(), calendar.Clock, record, whole), null);
    }
}

/// <summary>The meetings of a plan, the newest first, without what was frozen.</summary>
public sealed class ListMeetings(IDbContextFactory<BoardDb> databases, PlanShelf plans)
{
    /// <summary>The meetings, or why not.</summary>
    public async Task<(PlanCalendar? Calendar, IReadOnlyList<Meeting> Meetings, MeetingRefusal? Refusal)> ExecuteAsync(Actor actor, string planId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is null) return (null, [], MeetingRefusal.NotAllowed);
        if (await plans.FindAsync(db, planId, cancel) is not { } calendar) return (null, [], MeetingRefusal.NotFound);
        return (calendar, await db.Meetings.AsNoTracking().Where(row => row.PlanId == planId).OrderByDescending(row => row.Id).Select(MeetingList.Head).ToListAsync(cancel), null);
    }
}

/// <summary>Reads a meeting without its record, which is long.</summary>
internal static class MeetingList
{
    public static Expression<Func<MeetingRow, Meeting>> Head { get; } = row => new Meeting(
        row.Id, row.Kind, row.Title, row.HeldOn, row.OpenedBy, new DateTimeOffset(row.OpenedAt), row.ClosedBy, row.ClosedAt == null ? null : new DateTimeOffset(row.ClosedAt.Value));
}
