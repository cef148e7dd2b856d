using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Administration;

/// <summary>Says what a change of a plan's settings would do to its board, and stores nothing. The board is computed as always, only from the changed plan.</summary>
public sealed class PreviewPlan(IDbContextFactory<BoardDb> databases)
{
    private readonly BoardQueries _queries = new();

    /// <summary>What came of it.</summary>
    public abstract record Result
    {
        /// <summary>What would change.</summary>
        /// <param name="After">The whole board as it would be.</param>
        public sealed record Seen(Plan Plan, IReadOnlyList<GaugeMove> Gauges, IReadOnlyList<DeadlineMove> Deadlines, BoardSnapshot After, bool Same) : Result;

        /// <summary>The plan would not be right any more, or figures would not fit it.</summary>
        public sealed record Refused(IReadOnlyList<Rejection> Rejections) : Result;

        /// <summary>The role does not keep plans.</summary>
        public sealed record NotAllowed : Result;

        /// <summary>No such plan.</summary>
        public sealed record NotFound : Result;
    }

    /// <summary>Computes both boards from the same rows.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, string planId, PlanChange change, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var reading = await db.ReadTogetherAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { KeepsPlans: true }) return new Result.NotAllowed();
        if (await db.Plans.AsNoTracking().FirstOrDefaultAsync(row => row.Id == planId, cancel) is not { } row) return new Result.NotFound();
        if (await ChangedPlan.OfAsync(db, row, change, cancel) is not { } changed) return new Result.NotFound();
        if (changed.After is not { } calendar) return new Result.Refused(changed.Rejections);

        var version = await db.BoardVersion.AsNoTracking().SingleAsync(cancel);
        var before = await BoardReader.BoardAsync(db, _queries, changed.Before, version, row.Day, null, cancel);
        var after = await BoardReader.BoardAsync(db, _queries, calendar, version, row.Day, null, cancel);
        return new Result.Seen(calendar.Plan, GaugeMove.Between(before, after), DeadlineMove.Between(changed.Before, calendar), after, changed.Same);
    }
}
