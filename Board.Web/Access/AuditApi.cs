using System.Security.Claims;
using System.Text.Json;
using Board.Domain.Calendar;
using Board.Web.Data;
using Board.Web.Live;
using Board.Web.Text;

namespace Board.Web.Access;

/// <summary>Who did what, over HTTP, for administrators.</summary>
public static class AuditApi
{
    private const int Usual = 100;

    /// <summary>An entry. Its <c>mac</c> is a keyed hash over it and the entry before.</summary>
    public sealed record AuditEntryJson(long Id, DateTimeOffset At, string Actor, string Name, string Action, string Subject, JsonElement Detail, string Mac);

    /// <summary>Whether the chain of all entries is whole, and what breaks it.</summary>
    public sealed record AuditVerificationJson(bool Whole, long Entries, IReadOnlyList<string> Faults);

    /// <summary>Maps the calls.</summary>
    public static void MapAuditApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/audit", AuditAsync).RequireAuthorization(Policies.SignedIn).WithTags("Audit")
            .WithSummary("Who did what, newest first; from and to are days, both included; before is an entry's id, to go on from page to page.")
            .Produces<AuditEntryJson[]>().ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/audit/verification", VerifyAsync).RequireAuthorization(Policies.SignedIn).WithTags("Audit")
            .WithSummary("Goes through every entry and says whether the chain is whole.").Produces<AuditVerificationJson>();
    }

    /// <summary>The first instants of a day and of the day after another, on the newest plan's clock; UTC where there is no plan.</summary>
    internal static (DateTimeOffset? From, DateTimeOffset? To) Span(LiveBoard live, DateOnly? from, DateOnly? to)
    {
        var clock = live.State.Find(null)?.Calendar.Clock ?? new PlanClock(TimeZoneInfo.Utc);
        return (from is { } first ? clock.StartOf(first) : null, to is { } last && last < DateOnly.MaxValue ? clock.StartOf(last.AddDays(1)) : null);
    }

    private static async Task<IResult> AuditAsync(
        string? action, string? actor, string? subject, DateOnly? from, DateOnly? to, long? before, int? take,
        ClaimsPrincipal user, FindAudit find, LiveBoard live, CancellationToken cancel)
    {
        var (start, end) = Span(live, from, to);
        return await find.ExecuteAsync(Actor.Of(user), new(action, actor, subject, start, end, before, take ?? Usual), cancel) is { } rows
            ? Results.Ok(rows.Select(Json))
            : Problems.Of(StatusCodes.Status403Forbidden, "not-allowed");
    }

    private static async Task<IResult> VerifyAsync(ClaimsPrincipal user, VerifyAudit verify, CancellationToken cancel) =>
        await verify.ExecuteAsync(Actor.Of(user), cancel) is { } result
            ? Results.Ok(new AuditVerificationJson(result.Faults.Count == 0, result.Entries, result.Faults))
            : Problems.Of(StatusCodes.Status403Forbidden, "not-allowed");

    private static AuditEntryJson Json(AuditRow row) =>
        new(row.Id, row.At, row.Actor, row.Name, row.Action, row.Subject, JsonElement.Parse(row.Detail), Convert.ToHexStringLower(row.Mac));
}
