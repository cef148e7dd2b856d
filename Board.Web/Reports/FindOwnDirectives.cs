using Board.Domain.Meetings;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Reports;

/// <summary>What meetings decided that a unit has still to carry out, for those who report for it.</summary>
public sealed class FindOwnDirectives(IDbContextFactory<BoardDb> databases, PlanShelf plans)
{
    /// <summary>The unit's pending directives, the most urgent first; null for whoever reports for none, or where there is no such plan.</summary>
    public async Task<IReadOnlyList<Directive>?> ExecuteAsync(Actor actor, string planId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { Role: Role.Reporter, Unit: { } unit }) return null;
        if (await plans.FindAsync(db, planId, cancel) is null) return null;
        return [.. (await db.ReadDirectivesAsync(planId, cancel)).Where(directive => directive.Unit == unit && directive.IsPending).OrderBy(directive => directive.Due)];
    }
}
