using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Administration;

/// <summary>Reads a plan for those who may change its settings.</summary>
public sealed class FindPlanSettings(IDbContextFactory<BoardDb> databases)
{
    /// <summary>A plan as it is stored.</summary>
    /// <param name="Version">To be handed back with a change.</param>
    /// <param name="Newest">The newest reading of each unit and indicator that counts.</param>
    public sealed record Settings(Plan Plan, long Version, IReadOnlyList<Reading> Newest);

    /// <summary>The plan; null where there is none that can be read, or the role does not keep plans.</summary>
    public async Task<Settings?> ExecuteAsync(Actor actor, string planId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { KeepsPlans: true }) return null;
        var row = await db.Plans.AsNoTracking().FirstOrDefaultAsync(row => row.Id == planId, cancel);
        if (row?.TryRead() is not { } plan) return null;
        var current = await db.Readings.AsNoTracking().Where(reading => reading.PlanId == planId && reading.Current).ToListAsync(cancel);
        return new(plan, row.Version, [.. current.GroupBy(reading => (reading.Indicator, reading.Unit)).Select(own => own.MaxBy(reading => reading.AsOf)!.ToReading())]);
    }
}
