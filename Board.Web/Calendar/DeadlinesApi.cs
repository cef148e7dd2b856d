using Board.Domain.Calendar;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Board.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Calendar;

/// <summary>Who owes which report until when, over HTTP.</summary>
public static class DeadlinesApi
{
    /// <summary>A duty. Due before a day is strict: the last day is the day before. After a return it is owed again, by the secretariat's day.</summary>
    public sealed record DeadlineJson(
        string Id, string Rule, string Period, string Unit, DateOnly DueBefore, DateOnly LastDay, DateOnly LastWorkingDay, string State,
        DateTimeOffset? SubmittedAt, int? DaysLate);

    /// <summary>Maps the calls.</summary>
    public static void MapDeadlinesApi(this IEndpointRouteBuilder api) =>
        api.MapGet("/plans/{id}/deadlines", DeadlinesAsync).RequireAuthorization(Policies.ReadBoard).WithTags("Deadlines")
            .WithSummary("Every duty to report that the plan makes, and what has become of it; from and to bound dueBefore, both included.")
            .Produces<DeadlineJson[]>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> DeadlinesAsync(
        string id, DateOnly? from, DateOnly? to, string? unit, PlanShelf plans, IDbContextFactory<BoardDb> databases, TimeProvider clock,
        IOptions<BoardSettings> settings, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await plans.FindAsync(db, id, cancel) is not { } calendar) return Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id);
        if (unit is not null && calendar.Plan.FindUnit(unit) is null) return Problems.Of(StatusCodes.Status404NotFound, "unknown-unit", unit);
        var reports = await db.StandingsAsync(id, cancel);
        var (now, time) = (clock.GetUtcNow(), settings.Value.Reminders.Time);
        return Results.Ok(calendar.Deadlines
            .Where(deadline => unit is null || deadline.Unit.Code == unit)
            .Select(deadline => (Deadline: deadline, Report: reports.GetValueOrDefault((deadline.Period, deadline.Unit.Code))))
            .Select(duty => (Deadline: duty.Deadline.Again(duty.Report, calendar.WorkingDays), duty.Report))
            .Where(duty => (from is null || duty.Deadline.DueBefore >= from) && (to is null || duty.Deadline.DueBefore <= to))
            .Select(duty => Json(duty.Deadline, duty.Deadline.StateAt(now, calendar.Clock, noticeTime: time, report: duty.Report), duty.Report, calendar.Clock)));
    }

    private static DeadlineJson Json(Deadline deadline, DeadlineState state, ReportStanding? report, PlanClock clock) => new(
        deadline.Id, deadline.Rule.Code, deadline.Period.ToString(), deadline.Unit.Code, deadline.DueBefore, deadline.LastDay,
        deadline.LastWorkingDay, ProgressJson.Word(state), report?.SubmittedAt is { } at ? clock.LocalTime(at) : null, report?.DaysLate);
}
