using System.Security.Claims;
using Board.Domain.Progress;
using Board.Web.Access;
using Board.Web.Documents;
using Board.Web.Live;
using Board.Web.Text;

namespace Board.Web.Lagging;

/// <summary>What lags, over HTTP.</summary>
public static class LaggingApi
{
    /// <summary>A plan's shortfall at a board version. Exact figures; the order is that of the page.</summary>
    public sealed record ShortfallJson(string PlanId, long Version, DateTimeOffset AsOf, IReadOnlyList<TroubledJson> Indicators, IReadOnlyList<HolderJson> Holders);

    /// <summary>An indicator and what is wrong with it: lagging, slow, stale, incomplete, orphan, odd. People is null where other things are counted.</summary>
    public sealed record TroubledJson(
        string Code, IReadOnlyList<string> Troubles, string Status, decimal? Value, decimal? GapPoints, decimal? GapCount, decimal? People, DateOnly? AsOf,
        IReadOnlyList<string> Missing, IReadOnlyList<string> Odd, IReadOnlyList<string> Leads);

    /// <summary>A unit and what it holds back. Shares are 0 to 1.</summary>
    public sealed record HolderJson(string Unit, decimal People, decimal PeopleShare, IReadOnlyList<HeldJson> Held, IReadOnlyList<string> Missing, IReadOnlyList<string> Overdue);

    /// <summary>A unit's part of an indicator's gap.</summary>
    public sealed record HeldJson(string Indicator, decimal Count, decimal Share, DateOnly AsOf);

    /// <summary>Maps the calls.</summary>
    public static void MapLaggingApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/plans/{id}").RequireAuthorization(Policies.SignedIn).WithTags("Lagging").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/lagging", JsonAsync).WithSummary("What is wrong with which indicator, and which units hold the gap.").Produces<ShortfallJson>();
        api.MapGet("/lagging.csv", CsvAsync)
            .WithSummary("The same indicators as comma-separated text, narrowed as the page is.").Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    private static async Task<IResult> JsonAsync(string id, ClaimsPrincipal user, FindLagging lagging, CancellationToken cancel)
    {
        if ((await lagging.ExecuteAsync(Actor.Of(user), id, cancel)).Book is not { } book) return Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id);
        var board = book.Shortfall.Board;
        return Results.Ok(new ShortfallJson(
            id, board.Version, board.Calendar.Clock.LocalTime(board.At), [.. book.Shortfall.Indicators.Select(Json)], [.. book.Shortfall.Holders.Select(Json)]));
    }

    private static TroubledJson Json(TroubledIndicator one) => new(
        one.Indicator.Code, [.. one.Troubles.Select(trouble => ProgressJson.Word(trouble))], ProgressJson.Word(one.Progress.Status), one.Progress.Value, one.Progress.GapPoints,
        one.Progress.GapCount, one.People, one.Progress.AsOf, one.Progress.Coverage.Missing, one.OddUnits, one.Indicator.Leads);

    private static HolderJson Json(GapHolder holder) => new(
        holder.Unit.Code, holder.People, holder.PeopleShare, [.. holder.Held.Select(gap => new HeldJson(gap.Indicator.Code, gap.Count, gap.Share, gap.AsOf))],
        [.. holder.Missing.Select(indicator => indicator.Code)], [.. holder.Overdue.Select(duty => duty.Period.ToString())]);

    private static async Task<IResult> CsvAsync(
        string id, string? trouble, string? pillar, string? unit, string? lead, ClaimsPrincipal user, FindLagging lagging, BoardNotice notice, CancellationToken cancel)
    {
        if ((await lagging.ExecuteAsync(Actor.Of(user), id, cancel)).Book is not { } book) return Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id);
        var plan = book.Shortfall.Board.Plan;
        var table = new CsvDocument(
            "code", "clause", "pillar", "name", "troubles", "status", "value", "floor", "gapPoints", "gapCount", "counted", "people", "asOf", "reported", "expected", "missing", "odd", "leads", "notice");
        foreach (var one in LaggingChoice.Read(plan, trouble, pillar, unit, lead, null).Of(book.Shortfall))
        {
            var (indicator, progress) = (one.Indicator, one.Progress);
            table.Add(
                indicator.Code, indicator.Clause, indicator.Pillar, indicator.Name, string.Join(' ', one.Troubles.Select(trouble => ProgressJson.Word(trouble))),
                ProgressJson.Word(progress.Status), progress.Value, indicator.Target.Floor, progress.GapPoints, progress.GapCount, indicator.Counted?.Vi, one.People, progress.AsOf,
                progress.Coverage.Reported, progress.Coverage.Expected, string.Join(' ', progress.Coverage.Missing), string.Join(' ', one.OddUnits), string.Join(' ', indicator.Leads), notice.Text?.Vi);
        }
        return Results.Bytes(table.ToBytes(), CsvDocument.Type, $"{id}-lagging.csv");
    }
}
