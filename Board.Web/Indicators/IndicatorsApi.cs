using System.Text.Json.Serialization;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Board.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Indicators;

/// <summary>One indicator over HTTP: where it stands, its units, its history, every revision.</summary>
public static class IndicatorsApi
{
    /// <summary>Where a unit stands. State and figures are null where it is missing.</summary>
    public sealed record UnitJson(string Unit, decimal? Numerator, decimal? Denominator, decimal? Value, DateOnly? AsOf, string? State, decimal? GapShare);

    /// <summary>A point of the district series. Coverage is the part of the expected units that had reported, 0 to 1.</summary>
    public sealed record PointJson(DateOnly AsOf, decimal Value, decimal Coverage);

    /// <summary>An indicator's progress with what it is made of. The order is the one on the wire, where its own fields come after those of its kind.</summary>
    public sealed record IndicatorJson(
        [property: JsonIgnore] ProgressJson Progress,
        [property: JsonPropertyOrder(1)] IReadOnlyList<UnitJson> Units,
        [property: JsonPropertyOrder(2)] IReadOnlyList<PointJson> History,
        [property: JsonPropertyOrder(3)] Forecast? Forecast,
        [property: JsonPropertyOrder(4)] LocalText? Notice) : ProgressJson(Progress);

    /// <summary>A stored revision. Who recorded it is shown only to those who are signed in.</summary>
    public sealed record ReadingJson(
        long Id, string Unit, DateOnly AsOf, int Revision, decimal Numerator, decimal? Denominator, decimal Value, string State,
        string? By, DateTimeOffset At, string? Note, string Source);

    /// <summary>Maps the calls.</summary>
    public static void MapIndicatorsApi(this IEndpointRouteBuilder api)
    {
        var indicators = api.MapGroup("/plans/{id}/indicators/{code}").RequireAuthorization(Policies.ReadBoard).WithTags("Indicators");
        indicators.MapGet("", Indicator)
            .WithSummary("Progress of one indicator, with its units, the district series and the forecast.")
            .Produces<IndicatorJson>().ProducesProblem(StatusCodes.Status404NotFound);
        indicators.MapGet("/readings", ReadingsAsync)
            .WithSummary("Every revision of every reading, the newest first.")
            .Produces<ReadingJson[]>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult Indicator(string id, string code, LiveBoard live, BoardNotice notice)
    {
        if (live.State.Find(id) is not { } board) return Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id);
        if (board.Find(code) is not { } detail) return Problems.Of(StatusCodes.Status404NotFound, "unknown-indicator", code);
        return Results.Ok(new IndicatorJson(
            ProgressJson.Of(detail.Progress),
            [.. detail.Units.Select(Unit)],
            [.. detail.Series.Points.Select(point =>
                new PointJson(point.AsOf, point.Figure.Value, (decimal)point.Figure.Coverage.Reported / point.Figure.Coverage.Expected))],
            detail.Forecast, notice.Text));
    }

    private static UnitJson Unit(UnitStanding standing) => new(
        standing.Unit, standing.Figure?.Numerator, standing.Figure?.Denominator, standing.Figure?.Value, standing.Reading?.AsOf,
        standing.Reading is { } reading ? ProgressJson.Word(reading.State) : null, standing.GapShare);

    private static async Task<IResult> ReadingsAsync(
        string id, string code, LiveBoard live, IDbContextFactory<BoardDb> databases, HttpContext context, CancellationToken cancel)
    {
        if (live.State.Find(id) is not { } board) return Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id);
        if (board.Find(code) is null) return Problems.Of(StatusCodes.Status404NotFound, "unknown-indicator", code);
        var signedIn = context.User.Identity?.IsAuthenticated == true;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Readings.AsNoTracking().Where(row => row.PlanId == id && row.Indicator == code).OrderByDescending(row => row.Id).ToListAsync(cancel);
        return Results.Ok(rows.Select(row => new ReadingJson(
            row.Id, row.Unit, row.AsOf, row.Revision, row.Numerator, row.Denominator, row.Figure.Value, ProgressJson.Word(row.State),
            signedIn ? row.By : null, board.Calendar.Clock.LocalTime(new(row.At)), signedIn ? row.Note : null, row.Source)));
    }
}
