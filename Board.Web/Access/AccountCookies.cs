using System.Security.Claims;
using Board.Web.Shell;
using Board.Web.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Board.Web.Access;

/// <summary>The cookies by which people stay signed in. Every request looks the account up, so a disabled one ends at once.</summary>
public static class AccountCookies
{
    /// <summary>The scheme of whoever is in.</summary>
    public const string Scheme = "Account";

    /// <summary>The scheme of whoever gave the right password and still owes a code.</summary>
    public const string HalfwayScheme = "AccountHalfway";

    private static readonly TimeSpan Day = TimeSpan.FromHours(12);
    private static readonly TimeSpan Halfway = TimeSpan.FromMinutes(10);

    /// <summary>Adds the cookies. They last as long as the browser is open, at most half a day without a visit.</summary>
    public static AuthenticationBuilder AddAccountCookies(this AuthenticationBuilder authentication)
    {
        var services = authentication.Services;
        services.AddOptions<CookieAuthenticationOptions>(Scheme).Configure<Standing>((cookie, standing) =>
        {
            Restrict(cookie.Cookie, "board.account");
            (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (Day, true);
            cookie.Events.OnValidatePrincipal = async context =>
            {
                if (await standing.FindAsync(context.Principal!, context.HttpContext.RequestAborted) is { } session) context.ReplacePrincipal(session.ToPrincipal(Scheme));
                else
                {
                    context.RejectPrincipal();
                    await context.HttpContext.SignOutAsync(Scheme);
                }
            };
            cookie.Events.OnRedirectToLogin = context => ChallengeAsync(context.HttpContext);
            cookie.Events.OnRedirectToAccessDenied = context => ForbidAsync(context.HttpContext);
        });
        services.AddOptions<CookieAuthenticationOptions>(HalfwayScheme).Configure(cookie =>
        {
            Restrict(cookie.Cookie, "board.halfway");
            cookie.Cookie.Path = "/account";
            (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (Halfway, false);
        });
        services.Configure<AntiforgeryOptions>(forms => Restrict(forms.Cookie, "board.forms"));
        return authentication.AddCookie(Scheme).AddCookie(HalfwayScheme);
    }

    /// <summary>Signs somebody in on this browser, in their language.</summary>
    public static async Task SignInAsync(HttpContext http, AccountSession session)
    {
        await http.SignInAsync(Scheme, session.ToPrincipal(Scheme));
        if (session.Language is { } language) Languages.Keep(http, language);
    }

    /// <summary>Remembers whose password was right.</summary>
    public static Task SignInHalfwayAsync(HttpContext http, AccountSession session) => http.SignInAsync(HalfwayScheme, session.ToPrincipal(HalfwayScheme));

    /// <summary>Whose password was right, and under which stamp; null if nobody's.</summary>
    public static async Task<(long Id, string Stamp)?> FindHalfwayAsync(HttpContext http) =>
        await http.AuthenticateAsync(HalfwayScheme) is { Principal: ClaimsPrincipal user } ? AccountSession.Read(user) : null;

    private static void Restrict(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    private static Task ChallengeAsync(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        if (Api.IsForPage(request))
        {
            // What was sent to a page can't be sent again after signing in; a notice says so.
            if (!HttpMethods.IsGet(request.Method)) response.StatusCode = StatusCodes.Status401Unauthorized;
            else response.Redirect(LocalAddress.SignInFor(request.PathBase + request.Path + request.QueryString));
            return Task.CompletedTask;
        }
        response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(StatusCodes.Status401Unauthorized, "not-known").ExecuteAsync(http);
    }

    private static Task ForbidAsync(HttpContext http)
    {
        if (!Api.IsForPage(http.Request)) return Problems.Of(StatusCodes.Status403Forbidden, "not-allowed").ExecuteAsync(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
