using Board.Domain.Calendar;
using Board.Domain.Meetings;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Meetings;

/// <summary>A plan's directives for whoever is signed in: a unit's reporters see their own unit's.</summary>
public sealed class ListDirectives(IDbContextFactory<BoardDb> databases, PlanShelf plans, TimeProvider clock)
{
    /// <summary>The directives, and what the asker may do about them.</summary>
    /// <param name="Meetings">The meetings in which they were given, by number.</param>
    public sealed record Book(PlanCalendar Calendar, Permit Permit, DateOnly Today, IReadOnlyList<Directive> Directives, IReadOnlyDictionary<long, Meeting> Meetings);

    /// <summary>Reads them, or says why not.</summary>
    public async Task<(Book? Book, MeetingRefusal? Refusal)> ExecuteAsync(Actor actor, string planId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var reading = await db.ReadTogetherAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { } permit) return (null, MeetingRefusal.NotAllowed);
        if (await plans.FindAsync(db, planId, cancel) is not { } calendar) return (null, MeetingRefusal.NotFound);
        var meetings = await db.Meetings.AsNoTracking().Where(row => row.PlanId == planId).Select(MeetingList.Head).ToListAsync(cancel);
        return (new(
            calendar, permit, calendar.Clock.DateOf(clock.GetUtcNow()),
            [.. (await db.ReadDirectivesAsync(planId, cancel)).Where(directive => permit.SeesDirectivesOf(directive.Unit))], meetings.ToDictionary(meeting => meeting.Id)), null);
    }
}

/// <summary>Why somebody may not see a meeting or a directive.</summary>
public enum MeetingRefusal
{
    /// <summary>Not signed in.</summary>
    NotAllowed,

    /// <summary>No such plan or meeting.</summary>
    NotFound,
}
