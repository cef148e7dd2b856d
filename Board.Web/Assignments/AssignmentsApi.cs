using System.Security.Claims;
using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Access;
using Board.Web.Live;
using Board.Web.Shell;
using Board.Web.Text;

namespace Board.Web.Assignments;

/// <summary>The plan's assignments over HTTP, and how far they have come.</summary>
public static class AssignmentsApi
{
    /// <summary>The largest body, in bytes.</summary>
    public const int LargestBody = 64 * 1024;

    /// <summary>The due term: <c>month</c> and <c>date</c> have a last day, <c>yearly</c> and <c>roadmap</c> have none.</summary>
    public sealed record DueJson(string Kind, DateOnly? LastDay);

    /// <summary>One thing that was said of an assignment. Unit is null where the secretariat said it. Who, and their words, are shown only to those who are signed in.</summary>
    public sealed record EvidenceJson(string Status, decimal? Percent, string? Note, string? Unit, string? By, DateTimeOffset At);

    /// <summary>
    /// An assignment. Status and percent are what its leads have reported. Late and doneLate are null where it is undated: never late, never on time.
    /// </summary>
    public sealed record AssignmentJson(
        string Code, string Clause, string Title, string Summary, IReadOnlyList<string> Leads, string LeadForm, IReadOnlyList<string> Partners,
        string? PartnersText, DueJson Due, IReadOnlyList<string> Indicators, string Status, decimal? Percent, IReadOnlyList<EvidenceJson> Evidence,
        string? ReportedBy, DateTimeOffset? ReportedAt, bool? Late, bool? DoneLate);

    /// <summary>How far an assignment has come: not-started, in-progress, done or dropped; 0 to 100 percent.</summary>
    public sealed record ProgressBody(string? Status, decimal? Percent = null, string? Note = null);

    /// <summary>Maps the calls.</summary>
    public static void MapAssignmentsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/plans/{id}/assignments", AssignmentsAsync)
            .RequireAuthorization(Policies.ReadBoard).WithTags("Assignments")
            .WithSummary("Every assignment with its leads, partners, due term, indicators and reported progress, the newest evidence first.")
            .Produces<AssignmentJson[]>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/plans/{id}/assignments/{code}/progress", ReportAsync)
            .RequireAuthorization(Policies.SignedIn).WithTags("Assignments")
            .WithSummary("Says how far an assignment has come. A reporter of a lead speaks for its unit, the secretariat for all leads.")
            .WithMetadata(new BodyLimit(LargestBody))
            .Produces<AssignmentJson>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> AssignmentsAsync(string id, ClaimsPrincipal user, FindAssignments assignments, CancellationToken cancel) =>
        await assignments.ExecuteAsync(ActorOf(user), id, cancel) is { } book
            ? Results.Ok(book.Assignments.Select(found => Json(found, book)))
            : Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id);

    private static async Task<IResult> ReportAsync(
        string id, string code, ProgressBody body, ClaimsPrincipal user, RecordProgress record, FindAssignments assignments, CancellationToken cancel)
    {
        var status = Enum.GetValues<AssignmentStatus>().Cast<AssignmentStatus?>().FirstOrDefault(one => ProgressJson.Word(one!.Value) == body.Status);
        if (!string.IsNullOrEmpty(body.Status) && status is null)
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "refused", [new Rejection("status", "unknown-status", body.Status)]);
        var result = await record.ExecuteAsync(Actor.Of(user), new(id, code, status, body.Percent, body.Note, "api"), cancel);
        switch (result)
        {
            case RecordProgress.Result.Stored:
                var book = (await assignments.ExecuteAsync(Actor.Of(user), id, cancel))!;
                return Results.Json(Json(book.Assignments.First(found => found.Assignment.Code == code), book), statusCode: StatusCodes.Status201Created);
            case RecordProgress.Result.Refused refused: return Problems.Of(StatusCodes.Status422UnprocessableEntity, "refused", refused.Rejections);
            case RecordProgress.Result.NotAllowed: return Problems.Of(StatusCodes.Status403Forbidden, "not-allowed");
            default: return Problems.Of(StatusCodes.Status404NotFound, "not-found");
        }
    }

    private static Actor? ActorOf(ClaimsPrincipal user) => user.Identity?.IsAuthenticated == true ? Actor.Of(user) : null;

    private static AssignmentJson Json(FindAssignments.Found found, FindAssignments.Book book)
    {
        var (assignment, standing, clock) = (found.Assignment, found.Standing, book.Calendar.Clock);
        return new(
            assignment.Code, assignment.Clause, assignment.Title, assignment.Summary, assignment.Leads, assignment.LeadForm, assignment.Partners,
            assignment.PartnersText, new(ProgressJson.Word(assignment.Due.Kind), assignment.Due.LastDay), assignment.Indicators,
            ProgressJson.Word(standing.Status), standing.Percent,
            [
                .. found.Evidence.Select(entry => new EvidenceJson(
                    ProgressJson.Word(entry.Status), entry.Percent, entry.Note, entry.Unit, Shown(entry.By), clock.LocalTime(entry.At))),
            ],
            found.Evidence is [var latest, ..] ? Shown(latest.By) : null, standing.Latest is { } last ? clock.LocalTime(last.At) : null, standing.Late, standing.DoneLate);
    }

    private static string? Shown(string by) => by.Length == 0 ? null : by;
}
