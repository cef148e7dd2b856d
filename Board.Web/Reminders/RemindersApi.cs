using System.Security.Claims;
using Board.Domain.Reminders;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Board.Web.Text;

namespace Board.Web.Reminders;

/// <summary>The ladder and the ledger of reminders over HTTP.</summary>
public static class RemindersApi
{
    private const string Planned = "planned";

    /// <summary>A reminder: one of the ledger, or one ahead, whose state is <c>planned</c>.</summary>
    /// <param name="Deadline">The key of its duty.</param>
    /// <param name="Recipient">The address; null where nobody has such an account.</param>
    public sealed record ReminderJson(string Deadline, string Stage, DateTimeOffset DueAt, string? Recipient, string Channel, string State, DateTimeOffset? SentAt);

    /// <summary>Maps the call.</summary>
    public static void MapRemindersApi(this IEndpointRouteBuilder api) =>
        api.MapGet("/plans/{id}/reminders", RemindersAsync).RequireAuthorization(Policies.SignedIn).WithTags("Reminders")
            .WithSummary("What was sent, what was not and why, and what comes, by time; from and to are days, both included. For the secretariat and administrators.")
            .Produces<ReminderJson[]>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> RemindersAsync(
        string id, DateOnly? from, DateOnly? to, ClaimsPrincipal user, FindPermit permits, FindReminders find, PreviewReminders preview, CancellationToken cancel)
    {
        var actor = Actor.Of(user);
        if (await permits.ExecuteAsync(actor, cancel) is not { KeepsPlans: true }) return Problems.Of(StatusCodes.Status403Forbidden, "not-allowed");
        if (await find.ExecuteAsync(actor, new(id, null, null, null, from, to, int.MaxValue), cancel) is not { } ledger) return Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id);
        var calendar = ledger.Calendar;
        var (first, last) = (FindReminders.Within(from ?? calendar.Plan.EffectiveFrom.Date), FindReminders.Within(to ?? calendar.Plan.LastDay.AddDays(ReminderPolicy.DaysAfterYear)));
        IReadOnlyList<PreviewReminders.Ahead> ahead = last < first ? [] : await preview.ExecuteAsync(actor, first, last, cancel) ?? [];
        return Results.Ok(ledger.Entries
            .Select(entry => new ReminderJson(
                entry.Row.Duty, entry.Row.Stage, calendar.Clock.LocalTime(entry.Row.DueAt), entry.Row.SentTo ?? entry.Account?.Email, ProgressJson.Word(entry.Row.Channel),
                ProgressJson.Word(entry.Row.State), entry.Row is { State: ReminderState.Sent, EndedAt: { } at } ? calendar.Clock.LocalTime(at) : null))
            .Concat(ahead.Where(one => one.Plan == id && one.Notice.DueAt > ledger.At).Select(one => new ReminderJson(
                one.Notice.Duty.Key, one.Notice.Stage.Code, one.Notice.DueAt, one.Account?.Email, ProgressJson.Word(ReminderChannel.Email), Planned, null)))
            .OrderBy(one => one.DueAt).ThenBy(one => one.Deadline, StringComparer.Ordinal));
    }
}
