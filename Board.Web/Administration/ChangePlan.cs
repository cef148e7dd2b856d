using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;

namespace Board.Web.Administration;

/// <summary>Changes one of a plan's settings.</summary>
public sealed class ChangePlan(BoardTransactions transactions, LiveBoard live)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Version">The version of the plan that the sender had before them.</param>
    public sealed record Request(string PlanId, long Version, PlanChange Change);

    /// <summary>What came of it. Only <see cref="Stored"/> changed anything.</summary>
    public abstract record Result
    {
        /// <summary>It is stored, at that board version.</summary>
        public sealed record Stored(long Version) : Result;

        /// <summary>It is so already.</summary>
        public sealed record Unchanged : Result;

        /// <summary>The plan would not be right any more, or figures would not fit it.</summary>
        public sealed record Refused(IReadOnlyList<Rejection> Rejections) : Result;

        /// <summary>Somebody else changed the plan since the sender read it.</summary>
        public sealed record Outdated : Result;

        /// <summary>The role does not keep plans.</summary>
        public sealed record NotAllowed : Result;

        /// <summary>No such plan.</summary>
        public sealed record NotFound : Result;
    }

    /// <summary>Checks and stores in one transaction, and tells the board after the commit.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var result = await transactions.RunAsync(transaction => StoreAsync(transaction, actor, request, cancel), cancel);
        if (result is Result.Stored) live.Announce();
        return result;
    }

    private static async Task<Result> StoreAsync(BoardTransaction transaction, Actor actor, Request request, CancellationToken cancel)
    {
        var db = transaction.Db;
        if (await actor.LoadAsync(db, cancel) is not { KeepsPlans: true } permit) return new Result.NotAllowed();
        if (await db.Plans.FindAsync([request.PlanId], cancel) is not { } row) return new Result.NotFound();
        if (row.Version != request.Version) return new Result.Outdated();
        if (await ChangedPlan.OfAsync(db, row, request.Change, cancel) is not { } changed) return new Result.NotFound();
        if (changed.After is not { } after) return new Result.Refused(changed.Rejections);
        if (changed.Same) return new Result.Unchanged();

        var version = transaction.RaiseVersion();
        row.Replace(after.Plan, changed.File, version, transaction.Now.UtcDateTime);
        transaction.Audit(actor, permit.Name, "plan.change", row.Id, request.Change.Describe(changed.Before.Plan, after.Plan));
        return new Result.Stored(version);
    }
}
