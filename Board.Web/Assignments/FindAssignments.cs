using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Reports;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Assignments;

/// <summary>The plan's assignments, and what their leads have said of them.</summary>
public sealed class FindAssignments(IDbContextFactory<BoardDb> databases, PlanShelf plans, TimeProvider clock)
{
    /// <summary>One assignment.</summary>
    /// <param name="Evidence">All that was said of it, the newest first. Who said it, and their words, are for those who are signed in.</param>
    public sealed record Found(Assignment Assignment, AssignmentStanding Standing, IReadOnlyList<ProgressEntry> Evidence);

    /// <summary>Every assignment in the plan's order, and for which the actor may report progress; null where there is no such plan.</summary>
    /// <param name="MayReport">Codes of the assignments of which the asker may say how far they have come.</param>
    public sealed record Book(PlanCalendar Calendar, IReadOnlyList<Found> Assignments, IReadOnlySet<string> MayReport);

    /// <summary>Reads them.</summary>
    /// <param name="actor">Null for somebody who is not signed in.</param>
    public async Task<Book?> ExecuteAsync(Actor? actor, string planId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await plans.FindAsync(db, planId, cancel) is not { } calendar) return null;
        var permit = actor is { } known ? await known.LoadAsync(db, cancel) : null;
        var said = (await db.AssignmentProgress.AsNoTracking().Where(row => row.PlanId == planId).OrderBy(row => row.Id).ToListAsync(cancel))
            .ToLookup(row => row.Assignment, row => row.ToEntry());
        var today = calendar.Clock.DateOf(clock.GetUtcNow());
        return new(
            calendar,
            [
                .. calendar.Plan.Assignments.Select(assignment => (Assignment: assignment, Entries: said[assignment.Code].ToList()))
                    .Select(one => new Found(
                        one.Assignment, AssignmentStanding.Of(one.Assignment, one.Entries, calendar.Clock, today),
                        [.. one.Entries.AsEnumerable().Reverse().Select(entry => permit is null ? entry with { By = "", Note = null } : entry)])),
            ],
            calendar.Plan.Assignments.Where(assignment => permit is { Reports: true } && (permit.Role != Role.Reporter || assignment.Leads.Contains(permit.Unit!)))
                .Select(assignment => assignment.Code).ToHashSet());
    }
}
