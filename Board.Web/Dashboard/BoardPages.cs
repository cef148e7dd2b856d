using System.Globalization;
using Board.Web.Access;
using Board.Web.Live;
using Board.Web.Shell;
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
        });
    }

    /// <summary>Maps the pages and their files.</summary>
    public static void MapBoardPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], BoardAsync).RequireAuthorization(Policies.ReadBoard).ExcludeFromDescription();
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
    public static void UseNotices(this WebApplication app) => app.UseStatusCodePages(async status =>
    {
        var http = status.HttpContext;
        if (Api.IsCall(http.Request))
        {
            await Api.ProblemOf(http.Response.StatusCode).ExecuteAsync(http);
            return;
        }
        var kind = http.Response.StatusCode == StatusCodes.Status401Unauthorized ? NoticeKind.NotPublic : NoticeKind.NotFound;
        var services = http.RequestServices;
        var html = await services.GetRequiredService<BoardRenderer>().NoticeAsync(
            kind, CultureInfo.CurrentUICulture, services.GetRequiredService<PageAssets>().Address, services.GetRequiredService<BoardNotice>().Text);
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(html);
    });

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
        if (request.Headers.IfNoneMatch == page.Tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var (body, encoding) = Encoded(page, request.Headers.AcceptEncoding.ToString());
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(body);
    }

    private static (byte[] Body, string? Encoding) Encoded(BoardPageCache.Page page, string accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList([accepted], out var codings)) return (page.Plain, null);
        bool Takes(string name) => codings.Any(coding => coding.Value.Equals(name, StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);
        return Takes("br") ? (page.Brotli, "br") : Takes("gzip") ? (page.Gzip, "gzip") : (page.Plain, null);
    }
}
