using Board.Web.Shell;
using Board.Web.Text;

namespace Board.Web.Access;

/// <summary>
/// Keeps other sites from using somebody's cookie. Whatever changes something or stays open is taken by cookie only from this server's own
/// pages, as <c>Sec-Fetch-Site</c> or <c>Origin</c> tell; a call of the API must carry one of them. Whoever sends a token is not concerned:
/// no browser adds one by itself.
/// </summary>
public static class SameOrigin
{
    /// <summary>Refuses what another site had sent; comes after authentication.</summary>
    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (context.User.Identity?.AuthenticationType != AccountCookies.Scheme || IsHarmless(request) || IsOwn(request)) return next();
        if (Api.IsForPage(request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }
        return Problems.Of(StatusCodes.Status403Forbidden, "cross-site").ExecuteAsync(context);
    });

    private static bool IsHarmless(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) && !StaysOpen(request);

    private static bool StaysOpen(HttpRequest request) => request.Path.StartsWithSegments("/hubs") || request.Path.StartsWithSegments("/_blazor");

    private static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [var site]) return site == "same-origin";
        if (request.Headers.Origin is [var origin]) return Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsHere(from, request.Host);
        // Browsers send one of them with whatever changes something. Forms have their own token, and a machine may watch.
        return !Api.IsCall(request);
    }

    // A proxy may end TLS before us, so the scheme tells nothing.
    private static bool IsHere(Uri from, HostString here) =>
        here.HasValue && from.Host.Equals(here.Host, StringComparison.OrdinalIgnoreCase) && (here.Port is { } port ? from.Port == port : from.IsDefaultPort && from.Scheme is "http" or "https");
}
