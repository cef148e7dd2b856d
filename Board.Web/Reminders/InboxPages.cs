using Board.Web.Access;

namespace Board.Web.Reminders;

/// <summary>The page on which people find what they were reminded of.</summary>
public static class InboxPages
{
    private const string Inbox = "/account/inbox";

    /// <summary>Maps the page, the way from a notice to its duty, and the form that marks all as read.</summary>
    public static void MapInboxPages(this WebApplication app)
    {
        var inbox = app.MapAccountForms(Inbox).RequireAuthorization(Policies.HasAccount);
        inbox.MapGet("", ShowAsync);
        inbox.MapGet("/{notice:long}", OpenAsync);
        inbox.MapPost("/read", ReadAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, AccountScreens screens, FindInbox find) =>
        await find.ExecuteAsync(Actor.Of(http.User), http.RequestAborted) is { } inbox
            ? await screens.ShowAsync<InboxDocument>(http, new() { [nameof(InboxDocument.Inbox)] = inbox })
            : Results.Redirect("/account/login");

    // Whoever follows the link has seen the notice. Nothing else is changed by it, and nobody else can follow it.
    private static async Task<IResult> OpenAsync(HttpContext http, long notice, ReadNotices read) => await read.ExecuteAsync(Actor.Of(http.User), notice, http.RequestAborted) switch
    {
        ReadNotices.Result.Done { Path: var path } => Results.Redirect(path ?? Inbox),
        _ => Results.StatusCode(StatusCodes.Status404NotFound),
    };

    private static async Task<IResult> ReadAsync(HttpContext http, ReadNotices read)
    {
        await read.ExecuteAsync(Actor.Of(http.User), null, http.RequestAborted);
        return Results.Redirect(Inbox);
    }
}
