using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Board.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Dashboard;

/// <summary>Plans and their boards over HTTP.</summary>
public static class BoardApi
{
    /// <summary>A plan in the list.</summary>
    public sealed record PlanJson(string Id, int Year, string Title, Domain.Plans.Locality Locality);

    /// <summary>Maps the calls.</summary>
    public static void MapBoardApi(this IEndpointRouteBuilder api)
    {
        var plans = api.MapGroup("/plans").RequireAuthorization(Policies.ReadBoard).WithTags("Plans");
        plans.MapGet("", (LiveBoard live) => live.State.Boards.Values
                .OrderByDescending(board => board.Plan.Year).ThenBy(board => board.Plan.Id, StringComparer.Ordinal)
                .Select(board => new PlanJson(board.Plan.Id, board.Plan.Year, board.Plan.Title, board.Plan.Locality)))
            .WithSummary("Every plan, the newest year first.");
        plans.MapGet("/{id}", PlanAsync)
            .WithSummary("The plan file's content, as loaded.")
            .Produces<object>(contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound);
        plans.MapGet("/{id}/board", Board)
            .WithSummary("The whole board: tallies by status and every indicator's progress. The ETag is the board version.")
            .Produces<BoardJson>().Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> PlanAsync(string id, IDbContextFactory<BoardDb> databases, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var file = await db.Plans.Where(row => row.Id == id).Select(row => row.File).FirstOrDefaultAsync(cancel);
        return file is null ? Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id) : Results.Bytes(WithoutMark(file), "application/json; charset=utf-8");
    }

    private static IResult Board(string id, LiveBoard live, BoardNotice notice, HttpContext context) =>
        live.State.Find(id) is { } board
            ? Tagged.Json(context, board.Version, () => BoardJson.Of(board, notice.Text))
            : Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id);

    // A plan file may begin with a byte order mark; JSON on the wire may not.
    private static ReadOnlyMemory<byte> WithoutMark(byte[] file) => file is [0xEF, 0xBB, 0xBF, ..] ? file.AsMemory(3) : file;
}
