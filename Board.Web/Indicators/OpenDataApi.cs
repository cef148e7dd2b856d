using Board.Domain.Progress;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Documents;
using Board.Web.Live;
using Board.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Board.Web.Indicators;

/// <summary>A plan's figures as tables for spreadsheets and for anybody's programs.</summary>
public static class OpenDataApi
{
    /// <summary>Maps the calls.</summary>
    public static void MapOpenDataApi(this IEndpointRouteBuilder api)
    {
        var tables = api.MapGroup("/plans/{id}").RequireAuthorization(Policies.ReadBoard).WithTags("Open data").ProducesProblem(StatusCodes.Status404NotFound);
        tables.MapGet("/indicators.csv", Indicators)
            .WithSummary("Every indicator and where it stands, as comma-separated text.").Produces(StatusCodes.Status200OK, contentType: "text/csv");
        tables.MapGet("/indicators.xlsx", IndicatorsBook)
            .WithSummary("The same as a workbook, its words in the language of the request.").Produces(StatusCodes.Status200OK, contentType: XlsxDocument.Type);
        tables.MapGet("/readings.csv", ReadingsAsync)
            .WithSummary("Every revision of every reading, the oldest first, of one indicator or unit if it is named, as comma-separated text.")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv");
        tables.MapGet("/readings.xlsx", ReadingsBookAsync)
            .WithSummary("The same as a workbook, its words in the language of the request.").Produces(StatusCodes.Status200OK, contentType: XlsxDocument.Type);
    }

    private static IResult Indicators(string id, LiveBoard live, BoardNotice notice)
    {
        if (live.State.Find(id) is not { } board) return Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id);
        var table = new CsvDocument(
            "code", "clause", "pillar", "name", "measure", "floor", "aim", "better", "value", "numerator", "denominator", "low", "high", "reported", "expected",
            "status", "gapPoints", "gapCount", "requiredPace", "asOf", "provisional", "leads", "notice");
        foreach (var progress in board.Indicators)
        {
            var indicator = progress.Indicator;
            table.Add(
                indicator.Code, indicator.Clause, indicator.Pillar, indicator.Name, ProgressJson.Word(indicator.Measure), indicator.Target.Floor, indicator.Target.Aim,
                ProgressJson.Word(indicator.Target.Better), progress.Value, progress.Numerator, progress.Denominator, progress.Low, progress.High,
                progress.Coverage.Reported, progress.Coverage.Expected, ProgressJson.Word(progress.Status), progress.GapPoints, progress.GapCount, progress.RequiredPace,
                progress.AsOf, progress.Provisional, string.Join(' ', indicator.Leads), notice.Text?.Vi);
        }
        return Results.Bytes(table.ToBytes(), CsvDocument.Type, $"{id}-indicators.csv");
    }

    private static IResult IndicatorsBook(string id, LiveBoard live, BoardNotice notice, IStringLocalizer<Texts> texts)
    {
        if (live.State.Find(id) is not { } board) return Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id);
        return Results.Bytes(OpenDataBook.Of(board, notice, texts).ToBytes(), XlsxDocument.Type, $"{id}-indicators.xlsx");
    }

    private static async Task<IResult> ReadingsAsync(
        string id, string? indicator, string? unit, LiveBoard live, BoardNotice notice, IDbContextFactory<BoardDb> databases, HttpContext context, CancellationToken cancel)
    {
        if (Fault(id, indicator, unit, live, out var board) is { } fault) return fault;
        var signedIn = context.User.Identity?.IsAuthenticated == true;
        var table = new CsvDocument(
            "id", "indicator", "unit", "unitName", "asOf", "revision", "numerator", "denominator", "value", "state", "current", "at", "source", "by", "note", "notice");
        await using var db = await databases.CreateDbContextAsync(cancel);
        await foreach (var row in Rows(db.Readings, id, indicator, unit).WithCancellation(cancel))
            table.Add(
                row.Id, row.Indicator, row.Unit, board.Plan.FindUnit(row.Unit)?.Name, row.AsOf, row.Revision, row.Numerator, row.Denominator, row.Figure.Value,
                ProgressJson.Word(row.State), row.Current, board.Calendar.Clock.LocalTime(new(row.At)), row.Source, signedIn ? row.By : null, signedIn ? row.Note : null, notice.Text?.Vi);
        return Results.Bytes(table.ToBytes(), CsvDocument.Type, $"{Name(id, indicator, unit)}.csv");
    }

    private static async Task<IResult> ReadingsBookAsync(
        string id, string? indicator, string? unit, LiveBoard live, BoardNotice notice, IStringLocalizer<Texts> texts, IDbContextFactory<BoardDb> databases, HttpContext context,
        CancellationToken cancel)
    {
        if (Fault(id, indicator, unit, live, out var board) is { } fault) return fault;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var book = await OpenDataBook.OfAsync(board, Rows(db.Readings, id, indicator, unit), context.User.Identity?.IsAuthenticated == true, notice, texts, cancel);
        return Results.Bytes(book.ToBytes(), XlsxDocument.Type, $"{Name(id, indicator, unit)}.xlsx");
    }

    private static IResult? Fault(string id, string? indicator, string? unit, LiveBoard live, out BoardSnapshot board)
    {
        board = live.State.Find(id)!;
        if (board is null) return Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id);
        if (indicator is not null && board.Find(indicator) is null) return Problems.Of(StatusCodes.Status404NotFound, "unknown-indicator", indicator);
        return unit is not null && board.Plan.FindUnit(unit) is null ? Problems.Of(StatusCodes.Status404NotFound, "unknown-unit", unit) : null;
    }

    private static IAsyncEnumerable<ReadingRow> Rows(IQueryable<ReadingRow> readings, string id, string? indicator, string? unit) => readings.AsNoTracking()
        .Where(row => row.PlanId == id && (indicator == null || row.Indicator == indicator) && (unit == null || row.Unit == unit)).OrderBy(row => row.Id).AsAsyncEnumerable();

    // A workbook of readings and the one of an indicator's whole page may lie in one folder.
    private static string Name(string id, string? indicator, string? unit) => $"{id}-readings{(indicator is null ? "" : "-" + indicator)}{(unit is null ? "" : "-" + unit)}";
}
