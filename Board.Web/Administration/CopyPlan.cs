using System.Globalization;
using System.Text.RegularExpressions;
using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Administration;

/// <summary>Copies a plan into the next year. The plan itself stays as it is.</summary>
public sealed partial class CopyPlan(BoardTransactions transactions, LiveBoard live)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Version">The version of the plan that the sender had before them.</param>
    public sealed record Request(string PlanId, long Version, NextYear Next);

    /// <summary>What came of it. Only <see cref="Stored"/> changed anything.</summary>
    public abstract record Result
    {
        /// <summary>The new plan is stored, at that board version.</summary>
        public sealed record Stored(string PlanId, long Version) : Result;

        /// <summary>It would not be a plan, or there is one already.</summary>
        /// <param name="Rejections">By the place in the file, with an indicator's or assignment's code in the place of its number: <c>indicators[1a].target.floor</c>.</param>
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

    /// <summary>The plan of the same locality for the year after; null where there is none.</summary>
    internal static Plan? Following(IEnumerable<Plan> plans, Plan plan) =>
        plans.FirstOrDefault(other => other.Year == plan.Year + 1 && other.Locality == plan.Locality);

    private static async Task<Result> StoreAsync(BoardTransaction transaction, Actor actor, Request request, CancellationToken cancel)
    {
        var db = transaction.Db;
        if (await actor.LoadAsync(db, cancel) is not { KeepsPlans: true } permit) return new Result.NotAllowed();
        if (await db.Plans.AsNoTracking().FirstOrDefaultAsync(row => row.Id == request.PlanId, cancel) is not { } row || row.TryRead() is not { } plan) return new Result.NotFound();
        if (row.Version != request.Version) return new Result.Outdated();

        var json = PlanJson.Parse(row.File);
        request.Next.Apply(json, plan);
        var file = PlanJson.Write(json);
        var (next, faults) = PlanFile.Read(file);
        var rejections = faults.Select(fault => new Rejection(Named(fault.Path, plan, request.Next), fault.Code, [.. fault.Arguments])).ToList();
        if (await db.Plans.AnyAsync(other => other.Id == request.Next.Id, cancel)) rejections.Add(new("id", "plan-exists", request.Next.Id));
        else if (Following(await OthersAsync(db, plan.Year + 1, cancel), plan) is { } other) rejections.Add(new("", "year-exists", (decimal)other.Year, other.Id));
        if (request.Next.Goals.Count == 0) rejections.Add(new("", "no-indicator-kept"));
        if (next is null || rejections.Count > 0) return new Result.Refused(rejections);

        var version = transaction.RaiseVersion();
        var today = new PlanClock(next.TimeZone).DateOf(transaction.Now);
        db.Add(new PlanRow { Id = next.Id, Year = next.Year, File = file, Version = version, Day = today, LoadedAt = transaction.Now.UtcDateTime });
        transaction.Audit(actor, permit.Name, "plan.copy", next.Id, Describe(plan, next));
        return new Result.Stored(next.Id, version);
    }

    private static async Task<IReadOnlyList<Plan>> OthersAsync(BoardDb db, int year, CancellationToken cancel) =>
        [.. (await db.Plans.AsNoTracking().Where(row => row.Year == year).ToListAsync(cancel)).Select(row => row.TryRead()).OfType<Plan>()];

    private static object Describe(Plan from, Plan to) => new
    {
        from = from.Id,
        dropped = new
        {
            indicators = from.Indicators.Select(one => one.Code).Except(to.Indicators.Select(one => one.Code)),
            assignments = from.Assignments.Select(one => one.Code).Except(to.Assignments.Select(one => one.Code)),
        },
        targets = to.Indicators.Where(one => from.FindIndicator(one.Code)!.Target != one.Target)
            .ToDictionary(one => one.Code, one => new { from = Threshold(from.FindIndicator(one.Code)!.Target), to = Threshold(one.Target) }),
    };

    private static object Threshold(Target target) => new { target.Floor, target.Aim };

    // What stays keeps its order, so the number in the new file says which one it is.
    private static string Named(string path, Plan plan, NextYear next)
    {
        IReadOnlyList<string> goals = [.. plan.Indicators.Select(one => one.Code).Where(next.Goals.ContainsKey)];
        IReadOnlyList<string> assignments = [.. plan.Assignments.Select(one => one.Code).Where(next.Assignments.Contains)];
        return Place().Replace(path["$".Length..].TrimStart('.'), place =>
        {
            var codes = place.Groups[1].Value == "indicators" ? goals : assignments;
            return $"{place.Groups[1].Value}[{codes[int.Parse(place.Groups[2].Value, CultureInfo.InvariantCulture)]}]";
        });
    }

    [GeneratedRegex(@"^(indicators|assignments)\[(\d+)\]")]
    private static partial Regex Place();
}
