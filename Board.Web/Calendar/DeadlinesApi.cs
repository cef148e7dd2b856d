using Board.Domain.Calendar;
using Board.Web.Access;
using Board.Web.Live;
using Board.Web.Text;
using Microsoft.Extensions.Options;

namespace Board.Web.Calendar;

/// <summary>Who owes which report until when, over HTTP.</summary>
public static class DeadlinesApi
{
    /// <summary>A duty. Due before a day is strict: the last day is the day before.</summary>
    public sealed record DeadlineJson(
        string Id, string Rule, string Period, string Unit, DateOnly DueBefore, DateOnly LastDay, DateOnly LastWorkingDay, string State,
        DateTimeOffset? SubmittedAt, int? DaysLate);

    /// <summary>Maps the calls.</summary>
    public static void MapDeadlinesApi(this IEndpointRouteBuilder api) =>
        api.MapGet("/plans/{id}/deadlines", Deadlines).RequireAuthorization(Policies.ReadBoard).WithTags("Deadlines")
            .WithSummary("Every duty to report that the plan makes; from and to bound dueBefore, both included.")
            .Produces<DeadlineJson[]>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    private static IResult Deadlines(string id, DateOnly? from, DateOnly? to, string? unit, LiveBoard live, TimeProvider clock, IOptions<BoardSettings> settings)
    {
        if (live.State.Find(id) is not { } board) return Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id);
        if (unit is not null && board.Plan.FindUnit(unit) is null) return Problems.Of(StatusCodes.Status404NotFound, "unknown-unit", unit);
        var now = clock.GetUtcNow();
        return Results.Ok(board.Calendar.Deadlines
            .Where(deadline => (from is null || deadline.DueBefore >= from) && (to is null || deadline.DueBefore <= to))
            .Where(deadline => unit is null || deadline.Unit.Code == unit)
            .Select(deadline => Json(deadline, deadline.StateAt(now, board.Calendar.Clock, noticeTime: settings.Value.Reminders.Time))));
    }

    private static DeadlineJson Json(Deadline deadline, DeadlineState state) => new(
        deadline.Id, deadline.Rule.Code, deadline.Period.ToString(), deadline.Unit.Code, deadline.DueBefore, deadline.LastDay,
        deadline.LastWorkingDay, ProgressJson.Word(state), null, null);
}
