using System.Globalization;
using System.Security.Claims;
using Board.Domain.Progress;
using Board.Web.Access;
using Board.Web.Documents;
using Board.Web.Live;
using Board.Web.Text;

namespace Board.Web.Indicators;

/// <summary>What an indicator's page shows, to be opened in a spreadsheet: each of its tables by itself, or all in one workbook.</summary>
public static class IndicatorTablesApi
{
    /// <summary>Tables that say nothing of a single unit.</summary>
    private static readonly string[] Whole = ["facts", "trajectory", "pace"];

    /// <summary>Maps the calls.</summary>
    public static void MapIndicatorTablesApi(this IEndpointRouteBuilder api)
    {
        var tables = api.MapGroup("/plans/{id}/indicators").RequireAuthorization(Policies.ReadBoard).WithTags("Open data").ProducesProblem(StatusCodes.Status404NotFound);
        tables.MapGet("/{code}.xlsx", BookAsync)
            .WithSummary("All that the page of an indicator shows, a sheet for each table, in the language of the request.")
            .Produces(StatusCodes.Status200OK, contentType: XlsxDocument.Type);
        tables.MapGet("/{code}/{table}.csv", TableAsync)
            .WithSummary("One table of that page: facts, trajectory, pace, or, of one unit if it is named, units, periods, revisions; as the spreadsheets of the language of the request open it.")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> BookAsync(string id, string code, LiveBoard live, FindRevisions revisions, IndicatorTables tables, ClaimsPrincipal user, CancellationToken cancel)
    {
        if (Fault(id, code, null, live, out var board, out var detail) is { } fault) return fault;
        var (found, named) = await ReadAsync(id, code, null, revisions, user, cancel);
        return Results.Bytes(
            XlsxDocument.Of(
            [
                tables.Facts(board, detail), tables.Trajectory(detail, found.Meetings), tables.Pace(detail), tables.Units(board.Plan, detail), tables.Periods(board.Plan, detail),
                tables.Revisions(found, named),
            ]).ToBytes(),
            XlsxDocument.Type, $"{id}-{code}.xlsx");
    }

    private static async Task<IResult> TableAsync(
        string id, string code, string table, string? unit, LiveBoard live, FindRevisions revisions, IndicatorTables tables, ClaimsPrincipal user, CancellationToken cancel)
    {
        if (Fault(id, code, unit, live, out var board, out var detail) is { } fault) return fault;
        if (unit is not null && Whole.Contains(table)) return Problems.Of(StatusCodes.Status422UnprocessableEntity, "not-by-unit", table);
        var made = table switch
        {
            "facts" => tables.Facts(board, detail),
            "trajectory" => tables.Trajectory(detail, (await ReadAsync(id, code, null, revisions, user, cancel, 0)).Found.Meetings),
            "pace" => tables.Pace(detail),
            "units" => tables.Units(board.Plan, detail, unit),
            "periods" => tables.Periods(board.Plan, detail, unit),
            "revisions" when await ReadAsync(id, code, unit, revisions, user, cancel) is var (found, named) => tables.Revisions(found, named),
            _ => null,
        };
        return made is null
            ? Problems.Of(StatusCodes.Status404NotFound, "not-found")
            : Results.Bytes(CsvDocument.For(CultureInfo.CurrentUICulture, made).ToBytes(), CsvDocument.Type, $"{id}-{code}-{table}{(unit is null ? "" : "-" + unit)}.csv");
    }

    // What the page would show to the same reader.
    private static async Task<(FindRevisions.Found Found, bool Named)> ReadAsync(
        string id, string code, string? unit, FindRevisions revisions, ClaimsPrincipal user, CancellationToken cancel, int most = int.MaxValue)
    {
        var actor = user.FindFirst(Actor.ClaimType) is null ? (Actor?)null : Actor.Of(user);
        return ((await revisions.ExecuteAsync(actor, id, code, unit, most, cancel))!, actor is not null);
    }

    private static IResult? Fault(string id, string code, string? unit, LiveBoard live, out BoardSnapshot board, out IndicatorDetail detail)
    {
        (board, detail) = (live.State.Find(id)!, null!);
        if (board is null) return Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id);
        detail = board.Find(code)!;
        if (detail is null) return Problems.Of(StatusCodes.Status404NotFound, "unknown-indicator", code);
        return unit is not null && board.Plan.FindUnit(unit) is null ? Problems.Of(StatusCodes.Status404NotFound, "unknown-unit", unit) : null;
    }
}
