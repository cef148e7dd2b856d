using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Administration;

namespace Board.Tests.Administration;

/// <summary>Somebody who looks at the plan's settings and changes them, past the page.</summary>
public sealed class PlanDesk(BoardServer server, Actor actor)
{
    public long Version => Sql.Number(server.Database, """SELECT "Version" FROM "Plans" """);

    /// <summary>The plan as it is stored.</summary>
    public async Task<Plan> PlanAsync() => (await server.Part<FindPlanSettings>().ExecuteAsync(Actor.Console, BoardServer.Plan))!.Plan;

    public Task<ChangePlan.Result> StoreAsync(PlanChange change, long? version = null) =>
        server.Part<ChangePlan>().ExecuteAsync(actor, new(BoardServer.Plan, version ?? Version, change));

    public Task<PreviewPlan.Result> PreviewAsync(PlanChange change) => server.Part<PreviewPlan>().ExecuteAsync(actor, BoardServer.Plan, change);

    /// <summary>Stores a change that must be taken, and answers the board once it shows it.</summary>
    public async Task<BoardSnapshot> ShowAsync(PlanChange change)
    {
        var stored = Assert.IsType<ChangePlan.Result.Stored>(await StoreAsync(change));
        await server.ReachAsync(stored.Version);
        return server.Live.State.Find(BoardServer.Plan)!;
    }

    public static PlanChange.Register Population(params (string Unit, decimal? Value)[] values) =>
        new("population", values.ToDictionary(value => value.Unit, value => value.Value));
}
