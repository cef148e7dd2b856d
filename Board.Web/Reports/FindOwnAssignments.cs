using Board.Domain.Calendar;
using Board.Domain.Reminders;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Reports;

/// <summary>The dated assignments that a unit leads and has still to do, for those who report for it.</summary>
public sealed class FindOwnAssignments(IDbContextFactory<BoardDb> databases, PlanShelf plans)
{
    /// <summary>What is still owed, the most urgent first; null for whoever reports for no unit, or where there is no such plan.</summary>
    public async Task<IReadOnlyList<ReminderDuty>?> ExecuteAsync(Actor actor, string planId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { Role: Role.Reporter, Unit: { } unit }) return null;
        if (await plans.FindAsync(db, planId, cancel) is not { } calendar) return null;
        var said = (await db.AssignmentProgress.AsNoTracking().Where(row => row.PlanId == planId).OrderBy(row => row.Id).ToListAsync(cancel)).ToLookup(row => row.Assignment, row => row.ToEntry());
        return
        [
            .. ReminderDuty.AllOf(calendar, new Dictionary<(Period, string), ReportStanding>(), said)
                .Where(duty => duty is { Assignment: not null, IsMet: false } && duty.Unit.Code == unit).OrderBy(duty => duty.LastDay),
        ];
    }
}
