using Board.Domain.Plans;
using Board.Web.Access;
using Board.Web.Live;
using Board.Web.Text;

namespace Board.Web.Assignments;

/// <summary>The plan's assignments over HTTP.</summary>
public static class AssignmentsApi
{
    /// <summary>The due term: <c>month</c> and <c>date</c> have a last day, <c>yearly</c> and <c>roadmap</c> have none.</summary>
    public sealed record DueJson(string Kind, DateOnly? LastDay);

    /// <summary>An assignment. Status and percent are what its lead has reported; nothing has been until then.</summary>
    public sealed record AssignmentJson(
        string Code, string Clause, string Title, string Summary, IReadOnlyList<string> Leads, string LeadForm, IReadOnlyList<string> Partners,
        string? PartnersText, DueJson Due, IReadOnlyList<string> Indicators, string Status, decimal? Percent, IReadOnlyList<string> Evidence);

    /// <summary>Maps the calls.</summary>
    public static void MapAssignmentsApi(this IEndpointRouteBuilder api) =>
        api.MapGet("/plans/{id}/assignments", (string id, LiveBoard live) =>
                live.State.Find(id) is { } board
                    ? Results.Ok(board.Plan.Assignments.Select(Json))
                    : Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id))
            .RequireAuthorization(Policies.ReadBoard).WithTags("Assignments")
            .WithSummary("Every assignment with its leads, partners, due term and indicators.")
            .Produces<AssignmentJson[]>().ProducesProblem(StatusCodes.Status404NotFound);

    private static AssignmentJson Json(Assignment assignment) => new(
        assignment.Code, assignment.Clause, assignment.Title, assignment.Summary, assignment.Leads, assignment.LeadForm, assignment.Partners,
        assignment.PartnersText, new(ProgressJson.Word(assignment.Due.Kind), assignment.Due.LastDay), assignment.Indicators, "not-started", null, []);
}
