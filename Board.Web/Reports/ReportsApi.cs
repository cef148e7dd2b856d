using System.Security.Claims;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Live;
using Board.Web.Shell;
using Board.Web.Text;

namespace Board.Web.Reports;

/// <summary>Units' reports over HTTP: written, handed in, accepted and returned.</summary>
public static class ReportsApi
{
    /// <summary>The largest body, in bytes: every text at its longest, escaped.</summary>
    public const int LargestBody = 2 * 1024 * 1024;

    private const string Address = "/plans/{id}/reports/{period}/{unit}";

    /// <summary>What goes with handing in. Confirm is true once the warnings were seen; version is the draft that was seen, where that matters.</summary>
    public sealed record SubmitBody(bool? Confirm = null, int? Version = null);

    /// <summary>The receipt.</summary>
    public sealed record ReceiptJson(string Receipt, DateTimeOffset SubmittedAt, int DaysLate);

    /// <summary>Why a report is sent back, and the day before which it is owed again.</summary>
    public sealed record ReturnBody(string? Reason, DateOnly? DueBefore);

    /// <summary>Why a figure is accepted or returned; needed to return. With dueBefore, a returned figure's report is open to its unit again until then.</summary>
    public sealed record ReviewBody(string? Reason = null, DateOnly? DueBefore = null);

    /// <summary>Who has kept the duties of a period, one by one and in sum. Submitted counts what is in now, accepted ones included.</summary>
    public sealed record ComplianceJson(string Period, TotalsJson Totals, IReadOnlyList<UnitComplianceJson> Units);

    /// <summary>Sums over all duties of the period.</summary>
    public sealed record TotalsJson(int Expected, int Submitted, int OnTime, int Accepted);

    /// <summary>One unit's duty. OnTime is null while nothing is in and there is time left; daysLate counts on while it is overdue.</summary>
    public sealed record UnitComplianceJson(
        string Unit, string Rule, string State, bool? OnTime, int? DaysLate, int Returned, DateOnly DueBefore, DateTimeOffset? SubmittedAt);

    /// <summary>Maps the calls.</summary>
    public static void MapReportsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/plans/{id}/compliance", ComplianceAsync).RequireAuthorization(Policies.SignedIn).WithTags("Reports")
            .WithSummary("Who has kept the duties of a period; without one, of the last period whose units' day has passed. A reporter gets its own unit's.")
            .Produces<ComplianceJson>().ProducesProblem(StatusCodes.Status404NotFound);

        var reports = api.MapGroup(Address).RequireAuthorization(Policies.SignedIn).WithTags("Reports").ProducesProblem(StatusCodes.Status404NotFound);
        reports.MapGet("", FindAsync).WithSummary("A unit's report: its draft, what it owes, and what has become of it.").Produces<ReportJson>();
        Bodied(reports.MapPut("", SaveAsync), LargestBody)
            .WithSummary("Saves a draft and answers it with its new version. Where somebody saved since the version that was sent: 409 version-conflict with their content, and nothing is stored.")
            .Produces<DraftJson>();
        Bodied(reports.MapPost("/submit", SubmitAsync), 1024)
            .WithSummary("Hands the report in. 422 incomplete names the missing indicators, and what is wrong with the others; a repeat answers the same receipt.")
            .Produces<ReceiptJson>();
        Bodied(reports.MapPost("/return", ReturnAsync), LargestBody)
            .WithSummary("Sends the report back with a reason and a new day; its provisional figures count no more.").Produces<ReportJson>();
        reports.MapPost("/accept", AcceptAsync).WithSummary("Takes the report; its provisional figures become accepted ones.")
            .Produces<ReportJson>().ProducesProblem(StatusCodes.Status409Conflict);

        var review = api.MapGroup("/plans/{id}/readings/{reading:long}").RequireAuthorization(Policies.SignedIn).WithTags("Reports").ProducesProblem(StatusCodes.Status404NotFound);
        foreach (var (word, verdict) in new[] { ("accept", ReadingState.Accepted), ("return", ReadingState.Returned) })
            Bodied(review.MapPost($"/{word}", (string id, long reading, ReviewBody? body, ClaimsPrincipal user, ReviewReading use, CancellationToken cancel) =>
                    ReviewAsync(new(id, reading, verdict, body?.Reason, null, body?.DueBefore), user, use, cancel)), LargestBody)
                .WithSummary(verdict == ReadingState.Accepted ? "Accepts one figure." : "Returns one figure with a reason; the one before it counts then. With a day, its report is owed again before that, and its other figures stay.")
                .Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>Asks for JSON in the body, and says what may be wrong with it.</summary>
    private static RouteHandlerBuilder Bodied(RouteHandlerBuilder call, int largest) => call.WithMetadata(new BodyLimit(largest))
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> ComplianceAsync(string id, string? period, ClaimsPrincipal user, FindCompliance find, LiveBoard live, CancellationToken cancel)
    {
        var (found, refusal) = await find.ExecuteAsync(Actor.Of(user), id, period, cancel);
        if (found is null)
            return refusal == ReportRefusal.NotAllowed ? NotYours(refusal.Value)
                : live.State.Find(id) is null ? Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id)
                : Problems.Of(StatusCodes.Status404NotFound, "unknown-period", period ?? "");
        return Results.Ok(new ComplianceJson(
            found.Period.ToString(), new(found.Cells.Count, found.Submitted, found.OnTime, found.Accepted),
            [
                .. found.Cells.Select(cell => new UnitComplianceJson(
                    cell.Deadline.Unit.Code, cell.Deadline.Rule.Code, ProgressJson.Word(cell.State), cell.OnTime, cell.DaysLate, cell.Report?.TimesReturned ?? 0,
                    cell.Deadline.DueBefore, cell.Report?.SubmittedAt is { } at ? found.Calendar.Clock.LocalTime(at) : null)),
            ]));
    }

    private static async Task<IResult> FindAsync(string id, string period, string unit, ClaimsPrincipal user, FindReport find, CancellationToken cancel)
    {
        var (report, refusal) = await find.ExecuteAsync(Actor.Of(user), id, period, unit, cancel);
        return report is null ? NotYours(refusal!.Value) : Results.Ok(ReportJson.Of(report));
    }

    private static async Task<IResult> SaveAsync(
        string id, string period, string unit, DraftBody body, ClaimsPrincipal user, SaveDraft save, CancellationToken cancel)
    {
        var (content, faults) = DraftBodies.Read(body);
        if (faults.Count > 0) return Problems.Of(StatusCodes.Status422UnprocessableEntity, "refused-draft", faults);
        var result = await save.ExecuteAsync(Actor.Of(user), new(id, period, unit, new SaveDraft.Change.Whole(body.Version ?? 0, content)), cancel);
        return result switch
        {
            SaveDraft.Result.Saved saved => Results.Ok(DraftJson.Of(saved.Draft)),
            SaveDraft.Result.Moved moved => Conflict("version-conflict", moved.Theirs),
            SaveDraft.Result.Closed closed => Conflict("report-submitted", closed.Current),
            SaveDraft.Result.Refused refused => Problems.Of(StatusCodes.Status422UnprocessableEntity, "refused-draft", refused.Rejections),
            SaveDraft.Result.NotYours not => NotYours(not.Refusal),
            _ => throw new InvalidOperationException(),
        };
    }

    private static async Task<IResult> SubmitAsync(
        string id, string period, string unit, SubmitBody? body, ClaimsPrincipal user, SubmitReport submit, CancellationToken cancel)
    {
        var result = await submit.ExecuteAsync(Actor.Of(user), new(id, period, unit, body?.Confirm ?? false, body?.Version), cancel);
        return result switch
        {
            SubmitReport.Result.Submitted { Receipt: var receipt } =>
                Results.Ok(new ReceiptJson(receipt.Number, receipt.SubmittedAt, receipt.DaysLate)),
            SubmitReport.Result.Incomplete incomplete => Problems.With(
                StatusCodes.Status422UnprocessableEntity, "incomplete",
                incomplete.Indicators.Count == 0 ? [new("", "empty-report")] : [.. incomplete.Indicators.Select(code => new Rejection("readings", "indicator-missing", code)), .. incomplete.Rejections],
                new() { ["missing"] = incomplete.Indicators }),
            SubmitReport.Result.Refused refused => Problems.Of(StatusCodes.Status422UnprocessableEntity, "refused-report", refused.Rejections),
            SubmitReport.Result.NeedsConfirmation odd => Problems.OfWarnings(StatusCodes.Status422UnprocessableEntity, "needs-confirmation", odd.Warnings),
            SubmitReport.Result.Moved moved => Conflict("version-conflict", moved.Theirs),
            SubmitReport.Result.NotYours not => NotYours(not.Refusal),
            _ => throw new InvalidOperationException(),
        };
    }

    private static async Task<IResult> ReturnAsync(
        string id, string period, string unit, ReturnBody body, ClaimsPrincipal user, ReturnReport use, FindReport find, CancellationToken cancel)
    {
        var result = await use.ExecuteAsync(Actor.Of(user), new(id, period, unit, body.Reason, body.DueBefore), cancel);
        return result is ReviewResult.Done ? await FindAsync(id, period, unit, user, find, cancel) : Undone(result);
    }

    private static async Task<IResult> AcceptAsync(
        string id, string period, string unit, ClaimsPrincipal user, AcceptReport use, FindReport find, CancellationToken cancel)
    {
        var result = await use.ExecuteAsync(Actor.Of(user), new(id, period, unit), cancel);
        return result is ReviewResult.Done ? await FindAsync(id, period, unit, user, find, cancel) : Undone(result);
    }

    private static async Task<IResult> ReviewAsync(ReviewReading.Request request, ClaimsPrincipal user, ReviewReading use, CancellationToken cancel)
    {
        var result = await use.ExecuteAsync(Actor.Of(user), request, cancel);
        return result is ReviewResult.Done ? Results.NoContent() : Undone(result);
    }

    private static IResult Undone(ReviewResult result) => result switch
    {
        ReviewResult.Refused refused => Problems.Of(StatusCodes.Status422UnprocessableEntity, "refused-review", refused.Rejections),
        ReviewResult.NotSubmitted or ReviewResult.Overtaken => Problems.Of(StatusCodes.Status409Conflict, "not-submitted"),
        ReviewResult.NotYours not => NotYours(not.Refusal),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The problem that a refusal at the gate stands for.</summary>
    internal static IResult NotYours(ReportRefusal refusal) => refusal == ReportRefusal.NotAllowed
        ? Problems.Of(StatusCodes.Status403Forbidden, "not-allowed")
        : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static IResult Conflict(string code, SaveDraft.Draft theirs) =>
        Problems.With(StatusCodes.Status409Conflict, code, [], new() { ["current"] = DraftJson.Of(theirs) });
}
