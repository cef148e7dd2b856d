using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Reports;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Administration;

/// <summary>Reads a plan for those who may copy it into the next year, with what is offered to begin with.</summary>
public sealed class ProposeNextYear(IDbContextFactory<BoardDb> databases, LiveBoard live)
{
    /// <summary>As many decimals as a person may type.</summary>
    private const int Decimals = 4;

    /// <summary>What is offered.</summary>
    /// <param name="Version">Of the plan; to be handed back with the copy.</param>
    /// <param name="Board">Where the plan's indicators stand.</param>
    /// <param name="Over">Codes of dated assignments that are done, and of those that were dropped.</param>
    /// <param name="Taken">The plan that the locality has for that year already; null where it has none.</param>
    public sealed record Offer(BoardSnapshot Board, long Version, NextYear Next, IReadOnlySet<string> Over, string? Taken)
    {
        /// <summary>The plan that is copied.</summary>
        public Plan Plan => Board.Plan;
    }

    /// <summary>The offer; null where there is no such plan, or the role does not keep plans.</summary>
    public async Task<Offer?> ExecuteAsync(Actor actor, string planId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { KeepsPlans: true }) return null;
        if (live.State.Find(planId) is not { } board) return null;
        var plan = board.Plan;
        var said = (await db.AssignmentProgress.AsNoTracking().Where(row => row.PlanId == planId).OrderBy(row => row.Id).ToListAsync(cancel))
            .ToLookup(row => row.Assignment, row => row.ToEntry());
        var over = plan.Assignments.Where(one => IsOver(one, AssignmentStanding.Of(one, [.. said[one.Code]], board.Calendar.Clock, board.Today)))
            .Select(one => one.Code).ToHashSet();
        var standings = board.Indicators.Where(progress => progress is { Value: not null, AsOf: not null })
            .ToDictionary(progress => progress.Indicator.Code, progress => new Baseline(progress.AsOf!.Value, Cut(progress)));
        return new(board, board.PlanVersion, NextYear.Propose(plan, standings, over), over, CopyPlan.Following(live.State.Plans, plan)?.Id);
    }

    // What is done every year begins anew with each year's plan.
    private static bool IsOver(Assignment assignment, AssignmentStanding standing) =>
        standing.Status == AssignmentStatus.Dropped || standing.Status == AssignmentStatus.Done && assignment.Due.LastDay is not null;

    // Never rounded over the target.
    private static decimal Cut(IndicatorProgress progress) => decimal.Round(
        progress.Value!.Value, Decimals, progress.Indicator.Target.Better == Better.Higher ? MidpointRounding.ToZero : MidpointRounding.ToPositiveInfinity);
}
