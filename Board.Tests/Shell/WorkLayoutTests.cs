using System.Globalization;
using System.Net;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Board.Tests.Shell;

/// <summary>Pages on which people work: what they alone are given, and what they show to whom.</summary>
public sealed class WorkLayoutTests
{
    [Fact]
    public async Task OnlyWorkPages_LoadMudBlazor_TheyAndChartsMayCarryStyles_AndNoPageMayCarryScripts()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.VisitorAsync(Role.Secretariat);
        foreach (var (page, work, charts) in ((string, bool, bool)[])
            [("/", false, false), ("/indicators/1a", false, true), ("/api", false, false), ("/account/manage", false, false), ("/nothing", false, false), ("/admin/plan", true, false)])
        {
            using var answer = await office.Client.GetAsync(page);
            var policy = answer.Headers.GetValues("Content-Security-Policy").First(one => one.Contains("default-src", StringComparison.Ordinal)).Split("; ");
            Assert.Equal((page, "script-src 'self'"), (page, policy.Single(part => part.StartsWith("script-src", StringComparison.Ordinal))));
            Assert.Equal((page, work || charts ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'"), (page, policy.Single(part => part.StartsWith("style-src", StringComparison.Ordinal))));
            var html = await answer.Content.ReadAsStringAsync();
            Assert.Equal((page, work), (page, html.Contains("MudBlazor", StringComparison.Ordinal)));
            Assert.Equal((page, work), (page, html.Contains("<style", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(Role.Viewer, HttpStatusCode.Forbidden)]
    [InlineData(Role.Reporter, HttpStatusCode.Forbidden)]
    [InlineData(Role.Committee, HttpStatusCode.Forbidden)]
    [InlineData(Role.Secretariat, HttpStatusCode.OK)]
    [InlineData(Role.Admin, HttpStatusCode.OK)]
    public async Task PlanSettings_OpenForTheOffice_AndAreOfferedToNobodyElse(Role role, HttpStatusCode status)
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(role, role == Role.Reporter ? "dak-ru" : null);
        using var answer = await visitor.Client.GetAsync("/admin/plan");
        Assert.Equal(status, answer.StatusCode);
        var other = await visitor.Client.GetStringAsync("/indicators/1a");
        Assert.Equal(status == HttpStatusCode.OK, other.Contains("href=\"/admin/plan\"", StringComparison.Ordinal));
        Assert.Contains("action=\"/account/logout\"", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoeverIsNotSignedIn_IsLedToSignIn_AndBack()
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = new Visitor(server.Url);
        using var answer = await visitor.Client.GetAsync("/admin/plan");
        Assert.EndsWith("/account/login?returnUrl=%2Fadmin%2Fplan", visitor.PathOf(answer), StringComparison.Ordinal);
        Assert.Contains("href=\"/account/login?returnUrl=%2Findicators%2F1a\"", await visitor.Client.GetStringAsync("/indicators/1a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SigningOut_WorksFromAnyPage()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.VisitorAsync(Role.Secretariat);
        using var answer = await office.SendAsync("/indicators/1a", "/account/logout");
        Assert.Equal("/account/login", office.PathOf(answer));
        using var after = await office.Client.GetAsync("/admin/plan");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Theory]
    [InlineData("vi", "Đóng", "Trang 3")]
    [InlineData("en", "Close", "Page 3")]
    public async Task MudBlazor_SpeaksTheReadersLanguage(string language, string close, string page)
    {
        await using var server = await BoardServer.StartAsync();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var scope = server.Services.CreateAsyncScope();
        var words = scope.ServiceProvider.GetRequiredService<ILocalizationInterceptor>();
        Assert.Equal((close, page), (words.Handle("MudDialog_Close").Value, words.Handle("MudPagination_PageIndex", 3).Value));
    }
}
