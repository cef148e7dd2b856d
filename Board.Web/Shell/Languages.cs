using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Board.Web.Shell;

/// <summary>The two languages, and how a request chooses one: <c>?lang=</c>, its cookie, its browser, else Vietnamese.</summary>
public static class Languages
{
    /// <summary>The cookie that keeps a choice.</summary>
    public const string Cookie = "lang";

    /// <summary>The default.</summary>
    public static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");

    private static readonly CultureInfo[] All = [Vietnamese, CultureInfo.GetCultureInfo("en")];

    /// <summary>Sets the language of each request, and keeps one that was chosen by address.</summary>
    public static void UseLanguages(this WebApplication app)
    {
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new(Vietnamese),
            SupportedCultures = All,
            SupportedUICultures = All,
            RequestCultureProviders =
            [
                new CustomRequestCultureProvider(context => Chosen(context.Request.Query["lang"])),
                new CustomRequestCultureProvider(context => Chosen(context.Request.Cookies[Cookie])),
                new AcceptLanguageHeaderRequestCultureProvider(),
            ],
        });
        app.Use((context, next) =>
        {
            if (HttpMethods.IsGet(context.Request.Method) && Find(context.Request.Query["lang"]) is { } chosen)
                Keep(context, chosen.Name);
            return next();
        });
    }

    /// <summary>Keeps a choice on this device.</summary>
    public static void Keep(HttpContext context, string language) => context.Response.Cookies.Append(Cookie, language, new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true, MaxAge = TimeSpan.FromDays(365),
    });

    /// <summary>The language of that name, or null.</summary>
    public static CultureInfo? Find(string? name) => All.FirstOrDefault(culture => culture.Name == name);

    private static Task<ProviderCultureResult?> Chosen(string? name) =>
        Task.FromResult(Find(name) is { } culture ? new ProviderCultureResult(culture.Name) : null);
}
