using Board.Domain.Calendar;
using Board.Domain.Meetings;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Meetings;

/// <summary>What a meeting's screen shows beside the figures: the meeting that goes on, the record of the last one, directives, difficulties.</summary>
public sealed class FindShow(IDbContextFactory<BoardDb> databases, PlanShelf plans)
{
    /// <summary>It as one reader may see it.</summary>
    /// <param name="Open">The meeting that goes on; null where none does.</param>
    /// <param name="Last">The meeting that was closed last, and its record; null for the first.</param>
    /// <param name="Difficulties">What units wrote in the last report that they handed in, the newest first.</param>
    public sealed record Show(
        PlanCalendar Calendar, Permit Permit, Meeting? Open, Meeting? Last, MeetingRecord? Before, IReadOnlyList<Directive> Directives, IReadOnlyList<Difficulty> Difficulties);

    /// <summary>A unit's words.</summary>
    /// <param name="Period">That of the report in which they stand.</param>
    public sealed record Difficulty(string Unit, Period Period, string Text);

    /// <summary>Reads it, or says why not.</summary>
    public async Task<(Show? Show, MeetingRefusal? Refusal)> ExecuteAsync(Actor actor, string planId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var reading = await db.ReadTogetherAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { } permit) return (null, MeetingRefusal.NotAllowed);
        if (await plans.FindAsync(db, planId, cancel) is not { } calendar) return (null, MeetingRefusal.NotFound);
        var open = await db.Meetings.AsNoTracking().Where(row => row.PlanId == planId && row.ClosedAt == null).Select(MeetingList.Head).FirstOrDefaultAsync(cancel);
        var last = await db.Meetings.AsNoTracking().Where(row => row.PlanId == planId && row.ClosedAt != null).OrderByDescending(row => row.ClosedAt).FirstOrDefaultAsync(cancel);
        return (new(
            calendar, permit, open, last?.ToMeeting(), last?.Frozen, [.. (await db.ReadDirectivesAsync(planId, cancel)).Where(directive => permit.SeesDirectivesOf(directive.Unit))],
            await DifficultiesAsync(db, planId, permit, cancel)), null);
    }

    // What is in a report is seen by those who see reports: not by viewers, and by a unit only its own.
    private static async Task<IReadOnlyList<Difficulty>> DifficultiesAsync(BoardDb db, string planId, Permit permit, CancellationToken cancel)
    {
        if (permit.Role == Role.Viewer) return [];
        var rows = await db.Reports.AsNoTracking()
            .Where(row => row.PlanId == planId && (row.State == ReportState.Submitted || row.State == ReportState.Accepted)).OrderByDescending(row => row.SubmittedAt).ToListAsync(cancel);
        return
        [
            .. rows.Where(row => permit.SeesDirectivesOf(row.Unit)).DistinctBy(row => row.Unit)
                .Select(row => new Difficulty(row.Unit, Period.TryParse(row.Period, out var period) ? period : throw new InvalidDataException($"A report is for no period: {row.Period}."), row.Content.Difficulties)).Where(one => one.Text.Length > 0),
        ];
    }
}
