using System.Security.Claims;
using Board.Domain.Calendar;
using Board.Domain.Meetings;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Live;
using Board.Web.Shell;
using Board.Web.Text;

namespace Board.Web.Meetings;

/// <summary>Meetings and directives over HTTP.</summary>
public static class MeetingsApi
{
    /// <summary>The largest body, in bytes.</summary>
    public const int LargestBody = 64 * 1024;

    /// <summary>One step of a directive: <c>open</c> (sent back), <c>reported</c>, <c>done</c>, <c>cancelled</c>. Unit is null where the committee's side said it.</summary>
    public sealed record DirectiveEntryJson(string State, string? Note, string? Unit, string By, DateTimeOffset At);

    /// <summary>A directive. Meeting is the number of the meeting in which it was given.</summary>
    public sealed record DirectiveJson(
        int Number, string Text, string? Indicator, string Unit, DateOnly Due, long? Meeting, string State, bool Overdue, string By, DateTimeOffset At,
        IReadOnlyList<DirectiveEntryJson> History);

    /// <summary>A directive to record; due is its last day.</summary>
    public sealed record DirectiveBody(string? Text, string? Unit, DateOnly? Due, string? Indicator = null, long? Meeting = null);

    /// <summary>What has become of a directive: done, cancelled, or open to send it back. A unit's done is reported first.</summary>
    public sealed record DirectiveStepBody(string? State, string? Note = null);

    /// <summary>A meeting. What was frozen when it was closed is with the meeting itself.</summary>
    public sealed record MeetingJson(
        long Id, string Kind, string Title, DateOnly HeldOn, string State, string OpenedBy, DateTimeOffset OpenedAt, string? ClosedBy, DateTimeOffset? ClosedAt);

    /// <summary>A meeting with what was frozen when it was closed; null while it goes on. Exact figures, as the board showed them.</summary>
    public sealed record MeetingRecordJson(MeetingJson Meeting, MeetingRecord? Record);

    /// <summary>A meeting to open, today: plenary, mid-term, year-end or ad-hoc.</summary>
    public sealed record MeetingBody(string? Kind, string? Title);

    /// <summary>Maps the calls.</summary>
    public static void MapMeetingsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/plans/{id}").RequireAuthorization(Policies.SignedIn).WithTags("Meetings")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/directives", DirectivesAsync).WithSummary("Every directive with what became of it, by number. A unit's reporter gets its own.").Produces<DirectiveJson[]>();
        Takes(api.MapPost("/directives", RecordAsync).WithSummary("Records a directive: a duty of its unit, with reminders.")).Produces<DirectiveJson>(StatusCodes.Status201Created);
        Takes(api.MapPost("/directives/{number:int}/steps", FollowAsync).WithSummary("Says what has become of a directive.")).Produces<DirectiveJson>(StatusCodes.Status201Created);
        api.MapGet("/meetings", MeetingsAsync).WithSummary("Every meeting, the newest first.").Produces<MeetingJson[]>();
        Takes(api.MapPost("/meetings", OpenAsync).WithSummary("Opens a meeting; there is one open at most.")).Produces<MeetingJson>(StatusCodes.Status201Created);
        api.MapGet("/meetings/{meeting:long}", MeetingAsync).WithSummary("A meeting, with what was frozen when it was closed.").Produces<MeetingRecordJson>();
        api.MapPost("/meetings/{meeting:long}/close", CloseAsync).WithSummary("Closes a meeting and freezes the board and its directives.")
            .Produces<MeetingRecordJson>().ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static RouteHandlerBuilder Takes(RouteHandlerBuilder call) => call.WithMetadata(new BodyLimit(LargestBody))
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> DirectivesAsync(string id, ClaimsPrincipal user, ListDirectives directives, CancellationToken cancel) =>
        await directives.ExecuteAsync(Actor.Of(user), id, cancel) is { Book: { } book } ? Results.Ok(book.Directives.Select(directive => Json(directive, book))) : Problems.Of(StatusCodes.Status404NotFound, "unknown-plan", id);

    private static async Task<IResult> RecordAsync(string id, DirectiveBody body, ClaimsPrincipal user, RecordDirective record, ListDirectives directives, CancellationToken cancel) =>
        await AnswerAsync(await record.ExecuteAsync(Actor.Of(user), new(id, body.Text, body.Indicator, body.Unit, body.Due, body.Meeting), cancel), id, user, directives, cancel);

    private static async Task<IResult> FollowAsync(string id, int number, DirectiveStepBody body, ClaimsPrincipal user, FollowDirective follow, ListDirectives directives, CancellationToken cancel)
    {
        var to = Find<DirectiveState>(body.State);
        if (!string.IsNullOrEmpty(body.State) && to is null) return Problems.Of(StatusCodes.Status422UnprocessableEntity, "refused", [new Rejection("state", "unknown-status", body.State)]);
        return await AnswerAsync(await follow.ExecuteAsync(Actor.Of(user), new(id, number, to, body.Note), cancel), id, user, directives, cancel);
    }

    private static async Task<IResult> MeetingsAsync(string id, ClaimsPrincipal user, ListMeetings meetings, CancellationToken cancel)
    {
        var (calendar, found, refusal) = await meetings.ExecuteAsync(Actor.Of(user), id, cancel);
        return calendar is not null ? Results.Ok(found.Select(meeting => Json(meeting, calendar.Clock))) : Refused(refusal);
    }

    private static async Task<IResult> OpenAsync(string id, MeetingBody body, ClaimsPrincipal user, OpenMeeting open, FindMeeting meetings, CancellationToken cancel)
    {
        var kind = Find<MeetingKind>(body.Kind);
        if (!string.IsNullOrEmpty(body.Kind) && kind is null) return Problems.Of(StatusCodes.Status422UnprocessableEntity, "refused", [new Rejection("kind", "unknown-kind", body.Kind)]);
        var result = await open.ExecuteAsync(Actor.Of(user), new(id, kind, body.Title), cancel);
        if (result is not MeetingResult.Done done) return Problem(result);
        var (found, refusal) = await meetings.ExecuteAsync(Actor.Of(user), done.Number, cancel);
        return found is null ? Refused(refusal) : Results.Json(Json(found.Meeting, found.Clock), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> MeetingAsync(string id, long meeting, ClaimsPrincipal user, FindMeeting meetings, CancellationToken cancel)
    {
        var (found, refusal) = await meetings.ExecuteAsync(Actor.Of(user), meeting, cancel);
        return found is null || found.PlanId != id ? Refused(refusal ?? MeetingRefusal.NotFound) : Results.Ok(new MeetingRecordJson(Json(found.Meeting, found.Clock), found.Record));
    }

    private static async Task<IResult> CloseAsync(string id, long meeting, ClaimsPrincipal user, CloseMeeting close, FindMeeting meetings, CancellationToken cancel) =>
        await close.ExecuteAsync(Actor.Of(user), new(id, meeting), cancel) is var result and not MeetingResult.Done ? Problem(result) : await MeetingAsync(id, meeting, user, meetings, cancel);

    private static async Task<IResult> AnswerAsync(MeetingResult result, string id, ClaimsPrincipal user, ListDirectives directives, CancellationToken cancel)
    {
        if (result is not MeetingResult.Done done) return Problem(result);
        var book = (await directives.ExecuteAsync(Actor.Of(user), id, cancel)).Book!;
        return Results.Json(Json(book.Directives.Single(directive => directive.Number == done.Number), book), statusCode: StatusCodes.Status201Created);
    }

    private static IResult Problem(MeetingResult result) => result switch
    {
        MeetingResult.Refused refused => Problems.Of(StatusCodes.Status422UnprocessableEntity, "refused", refused.Rejections),
        MeetingResult.Conflict conflict => Problems.Of(StatusCodes.Status409Conflict, conflict.Code),
        MeetingResult.NotAllowed => Refused(MeetingRefusal.NotAllowed),
        _ => Refused(MeetingRefusal.NotFound),
    };

    private static IResult Refused(MeetingRefusal? refusal) =>
        refusal == MeetingRefusal.NotAllowed ? Problems.Of(StatusCodes.Status403Forbidden, "not-allowed") : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static T? Find<T>(string? word) where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(one => ProgressJson.Word(one!.Value) == word);

    private static DirectiveJson Json(Directive directive, ListDirectives.Book book) => new(
        directive.Number, directive.Text, directive.Indicator, directive.Unit, directive.Due, directive.Meeting, ProgressJson.Word(directive.State), directive.IsOverdue(book.Today),
        directive.By, book.Calendar.Clock.LocalTime(directive.At),
        [.. directive.Entries.Select(entry => new DirectiveEntryJson(ProgressJson.Word(entry.State), entry.Note, entry.Unit, entry.By, book.Calendar.Clock.LocalTime(entry.At)))]);

    private static MeetingJson Json(Meeting meeting, PlanClock clock) => new(
        meeting.Id, ProgressJson.Word(meeting.Kind), meeting.Title, meeting.HeldOn, meeting.IsOpen ? "open" : "closed", meeting.OpenedBy, clock.LocalTime(meeting.OpenedAt),
        meeting.ClosedBy, meeting.ClosedAt is { } at ? clock.LocalTime(at) : null);
}
