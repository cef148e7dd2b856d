using System.Net;
using System.Text.RegularExpressions;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Reports;

/// <summary>Who owes what, as each role sees it.</summary>
[Collection(nameof(Browser))]
public sealed class ReportsPageTests(Browser browser)
{
    [Fact]
    public async Task TheOffice_SeesASubmittedReport_AndFiltersByTheAddress()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.HandInAsync();
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/reports");
        var page = window.Page;
        var cell = page.Locator("tr[data-unit=dak-ru] a[href='/reports/2023-Q4/dak-ru']");
        await Expect(cell).ToHaveAttributeAsync("data-state", "submitted");
        await Expect(cell).ToContainTextAsync("Đã gửi");
        await Expect(page.Locator("tr[data-unit=dak-sin] a[href='/reports/2023-Q3/dak-sin']")).ToContainTextAsync("chậm");
        await Expect(page.Locator("[data-total=submitted]")).ToHaveTextAsync("1");
        await Expect(page.Locator(".matrix-as-of")).ToContainTextAsync("24/11/2023");
        await CheckAsync(window, "matrix");

        await page.Locator("select[name=state]").SelectOptionAsync("submitted");
        await page.Locator("select[name=period]").SelectOptionAsync("2023-Q4");
        await page.Locator(".matrix-filter button").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("period=2023-Q4"));
        await Expect(page.Locator(".matrix tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-total=on-time]")).ToHaveTextAsync("1");
        // Loaded again, it is as it is now, and as it was chosen.
        await office.CallAsync("accept").ExpectAsync(HttpStatusCode.OK);
        await page.Locator("[data-reload]").ClickAsync();
        await Expect(page.Locator("[data-total=accepted]")).ToHaveTextAsync("1");
        await Expect(page).ToHaveURLAsync(new Regex("period=2023-Q4"));
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync(server.Url + "/reports");
        await window.AssertFitsAsync("matrix on a phone");
        window.AssertQuiet();
    }

    [Fact]
    public async Task AReporter_SeesItsOwnDuties_AndNobodyElses()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await using var window = await browser.SignInAsync(server, Role.Reporter, "/reports", "dak-ru");
        var links = await window.Page.Locator("main a[href^='/reports/']").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('href'))");
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.EndsWith("/dak-ru", link, StringComparison.Ordinal));
        await Expect(window.Page.Locator("[data-period='2023-Q4']")).ToContainTextAsync("trước 03/12/2023");
        await Expect(window.Page.Locator("[data-period='2023-Q4']")).ToContainTextAsync("6 chỉ tiêu");
        await CheckAsync(window, "own duties");
        // What was sent back is said to be mended, not begun.
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.HandInAsync();
        await office.CallAsync("return", new { reason = "xem lại", dueBefore = "2023-12-08" }).ExpectAsync(HttpStatusCode.OK);
        await window.Page.ReloadAsync();
        await Expect(window.Page.Locator("[data-period='2023-Q4']")).ToContainTextAsync("Sửa và gửi lại");
        window.AssertQuiet();
    }

    [Theory]
    [InlineData(Role.Viewer, "/reports", HttpStatusCode.Forbidden)]
    [InlineData(Role.Viewer, "/consolidated/2023-Q4", HttpStatusCode.Forbidden)]
    [InlineData(Role.Reporter, "/consolidated/2023-Q4", HttpStatusCode.Forbidden)]
    [InlineData(Role.Committee, "/reports", HttpStatusCode.OK)]
    [InlineData(Role.Committee, "/consolidated", HttpStatusCode.OK)]
    [InlineData(Role.Secretariat, "/consolidated/2023-Q4", HttpStatusCode.OK)]
    [InlineData(Role.Secretariat, "/consolidated/2022-Q4", HttpStatusCode.NotFound)]
    [InlineData(Role.Secretariat, "/consolidated/<b>", HttpStatusCode.NotFound)]
    [InlineData(Role.Secretariat, "/reports?plan=none", HttpStatusCode.NotFound)]
    public async Task APage_OpensForItsRoles(Role role, string address, HttpStatusCode status)
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(role, role == Role.Reporter ? "dak-ru" : null);
        using var answer = await visitor.Client.GetAsync(address);
        Assert.Equal(status, answer.StatusCode);
    }

    /// <summary>Fails with each violation that axe finds, by day and by night.</summary>
    internal static async Task CheckAsync(Window window, string what)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            // The work pages' parts follow what the script says, a moment after the device.
            await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-shade", scheme.ToString().ToLowerInvariant());
            await window.AssertAccessibleAsync($"{what}, {scheme}");
            await window.AssertFitsAsync(what);
        }
    }
}

/// <summary>Windows of somebody who is signed in.</summary>
internal static class SignedIn
{
    /// <summary>Makes an account, signs in with it as a person does, and comes to a page.</summary>
    public static async Task<Window> SignInAsync(this Browser browser, BoardServer server, Role role, string path, string? unit = null)
    {
        var email = $"{role}-{unit}-page@huyen.vn";
        await server.AccountAsync(email, role, unit);
        var window = await browser.SignInAsync(server.Url, email, path);
        await window.ArriveAsync(server.Url + path);
        return window;
    }

    /// <summary>Signs in with an account on the way to a page, without waiting for it.</summary>
    public static async Task<Window> SignInAsync(this Browser browser, string url, string email, string path)
    {
        var window = await browser.OpenAsync($"{url}/account/login?returnUrl={Uri.EscapeDataString(path)}");
        await window.Page.Locator("[name=email]").FillAsync(email);
        await window.Page.Locator("[name=password]").FillAsync(Visitor.Password);
        await window.Page.Locator("main button[type=submit]").ClickAsync();
        return window;
    }
}
