using System.Globalization;
using Board.Web.Access;
using Board.Web.Live;
using Board.Web.Shell;
using Board.Web.Text;
using Microsoft.Net.Http.Headers;

namespace Board.Web.Dashboard;

/// <summary>The pages: the board itself without a circuit, the others as Razor components, and one for whatever can't be shown.</summary>
public static class BoardPages
{
    /// <summary>Adds what pages need.</summary>
    public static void AddBoardPages(this IServiceCollection services)
    {
        services.AddSingleton<HtmlDrawing>().AddSingleton<DrawnOnce>().AddSingleton<BoardRenderer>().AddSingleton<BoardPageCache>().AddSingleton<PageAssets>();
        services.AddSingleton<RenderFragments>(provider =>
        {
            var (renderer, pages) = (provider.GetRequiredService<BoardRenderer>(), provider.GetRequiredService<BoardPageCache>());
            return (state, board, culture, since) => renderer.FragmentsAsync(board, culture, since, pages.Context(state, board));
        });
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.MaxBufferedUnacknowledgedRenderBatches = 2;
            circuits.DisconnectedCircuitMaxRetained = 50;
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromSeconds(60);
        })
        // The longest text of a report comes in one message; what is longer would end the circuit of whoever writes it.
        .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 256 * 1024);
    }

    /// <summary>Maps the pages and their files.</summary>
    public static void MapBoardPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapMethods("/", [HttpMethods.Get], BoardAsync).RequireAuthorization(Policies.ReadBoard).ExcludeFromDescription();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(mode =>
            {
                mode.ContentSecurityFrameAncestorsPolicy = "'none'";
                // A compressed connection costs 224 KiB of memory each.
                mode.DisableWebSocketCompression = true;
            })
            .RequireAuthorization(Policies.ReadBoard);
    }

    /// <summary>Gives answers that have a status but no body a page that says what to do; those of the API a problem.</summary>
    public static void UseNotices(this WebApplication app)
    {
        app.UseStatusCodePages(status => Api.IsCall(status.HttpContext.Request)
            ? Api.ProblemOf(status.HttpContext.Response.StatusCode).ExecuteAsync(status.HttpContext)
            : WriteNoticeAsync(status.HttpContext));
        app.Use(async (http, next) =>
        {
            if (http.Request.Query["plan"] == "") http.Request.QueryString = WithoutPlan(http.Request.Query);
            await next();
            // A page that refuses a form names its type and writes nothing, which would pass for an answer.
            if (!http.Response.HasStarted && http.Response.StatusCode == StatusCodes.Status400BadRequest) http.Response.ContentType = null;
        });
    }

    /// <summary>The page that the answer's status stands for.</summary>
    internal static async Task WriteNoticeAsync(HttpContext http)
    {
        var kind = http.Response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => NoticeKind.NotPublic,
            StatusCodes.Status403Forbidden => NoticeKind.NotAllowed,
            StatusCodes.Status404NotFound => NoticeKind.NotFound,
            >= StatusCodes.Status500InternalServerError => NoticeKind.ServerFault,
            _ => NoticeKind.BadRequest,
        };
        var services = http.RequestServices;
        var html = await services.GetRequiredService<BoardRenderer>().NoticeAsync(
            kind, CultureInfo.CurrentUICulture, services.GetRequiredService<PageAssets>().Address, services.GetRequiredService<BoardNotice>().Text,
            signedIn: http.User.Identity?.AuthenticationType == AccountCookies.Scheme);
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(html);
    }

    // A form that is sent with nothing chosen names no plan.
    private static QueryString WithoutPlan(IQueryCollection query) => QueryString.Create(query.Where(part => part.Key != "plan"));

    private static async Task BoardAsync(HttpContext http, LiveBoard live, BoardPageCache pages, BoardRenderer renderer, PageAssets assets, BoardNotice notice)
    {
        var (request, response) = (http.Request, http.Response);
        var wanted = (string?)request.Query["plan"];
        var culture = CultureInfo.CurrentUICulture;
        var state = live.State;
        if (state.Find(wanted) is not { } board)
        {
            if (wanted is not null) response.StatusCode = StatusCodes.Status404NotFound;
            response.ContentType = "text/html; charset=utf-8";
            await response.WriteAsync(await renderer.NoticeAsync(wanted is null ? NoticeKind.NoPlan : NoticeKind.NotFound, culture, assets.Address, notice.Text));
            return;
        }

        var page = await pages.FindAsync(state, board, culture);
        response.Headers.ETag = page.Tag;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept-Encoding, Accept-Language, Cookie";
        if (Tagged.IsKnown(request, page.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var (body, encoding) = Encoded(page, request.Headers.AcceptEncoding.ToString());
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    private static (byte[] Body, string? Encoding) Encoded(BoardPageCache.Page page, string accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList([accepted], out var codings)) return (page.Plain, null);
        double Wish(string name, double unnamed) => (Named(name) ?? Named("*")) is { } coding ? coding.Quality ?? 1 : unnamed;
        StringWithQualityHeaderValue? Named(string name) => codings.FirstOrDefault(coding => coding.Value.Equals(name, StringComparison.OrdinalIgnoreCase));
        // The smaller first: it wins where the wishes are equal. What isn't named isn't taken, but plain is, last of all.
        (double Wish, (byte[], string?) Answer)[] choices =
            [(Wish("br", 0), (page.Brotli, "br")), (Wish("gzip", 0), (page.Gzip, "gzip")), (Wish("identity", double.Epsilon), (page.Plain, null))];
        var best = choices.MaxBy(choice => choice.Wish);
        return best.Wish > 0 ? best.Answer : (page.Plain, null);
    }
}
