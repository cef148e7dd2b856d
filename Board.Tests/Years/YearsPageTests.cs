using System.Net;
using System.Net.Http.Json;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Administration;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Years;

/// <summary>From this year's plan to the next, and both side by side, as the office and the committee go through it.</summary>
[Collection(nameof(Browser))]
public sealed class YearsPageTests(Browser browser)
{
    private const string Next = "dak-rlap-2024";

    [Fact]
    public async Task TheOffice_PreparesNextYear_AndBothAreComparable()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/years");
        var page = window.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Lập kế hoạch năm 2024" }).ClickAsync();
        await Expect(Floor(page, "1a")).ToHaveValueAsync("80");
        await Floor(page, "1a").FillAsync("85");
        await Expect(page.Locator("[data-goal='1a'] textarea").First).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("đạt từ 85% trở lên$"));
        await Floor(page, "2a").FillAsync("80.5");
        await Expect(page.Locator("[data-goal='2a']")).ToContainTextAsync("Viết số theo kiểu Việt Nam");
        await Make(page).ClickAsync();
        await Expect(page.Locator(".next-end")).ToContainTextAsync("Có ô chưa nhập đúng");
        await Floor(page, "2a").FillAsync("101");
        await page.Locator("[data-goal='4b'] input[type=checkbox]").UncheckAsync();
        await Make(page).ClickAsync();
        await Expect(page.Locator("[data-goal='2a']")).ToContainTextAsync("101 phải nằm từ 0 đến 100");
        Assert.Equal(1, Sql.Number(server.Database, """SELECT count(*) FROM "Plans" """));
        // Nothing that was typed is lost.
        await Expect(Floor(page, "1a")).ToHaveValueAsync("85");
        await window.AssertAccessibleAsync("next year");
        await page.SetViewportSizeAsync(390, 844);
        await window.AssertFitsAsync("next year on a phone");
        await page.SetViewportSizeAsync(1366, 768);

        await Floor(page, "2a").FillAsync("75");
        await Expect(page.Locator(".next-end")).ToContainTextAsync("18 chỉ tiêu, trong đó 2 chỉ tiêu đổi ngưỡng; 20 nhiệm vụ");
        await Make(page).ClickAsync();
        await Expect(page.Locator(".plan-made")).ToContainTextAsync("Đã tạo kế hoạch năm 2024");

        await page.Locator(".plan-made a").ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/years"));
        await window.ReadyAsync();
        var row = page.Locator("[data-compared='1a']");
        await Expect(row).ToContainTextAsync("≥ 80 %");
        await Expect(row.Locator(".years-moved")).ToContainTextAsync("≥ 85 %");
        await Expect(page.Locator("[data-compared='4b']")).ToContainTextAsync("Không còn trong kế hoạch này");
        foreach (var (width, height) in ((int, int)[])[(1920, 1080), (390, 844)])
        {
            await page.SetViewportSizeAsync(width, height);
            await window.AssertFitsAsync($"years {width}×{height}");
            await window.AssertAccessibleAsync($"years {width}×{height}");
        }
        // From either year to the other, on the indicator's own page too.
        await page.GotoAsync($"{server.Url}/indicators/1a?plan={Next}");
        await window.ReadyAsync();
        await page.Locator("[data-earlier]").GetByRole(AriaRole.Link, new() { Name = "Xem năm 2023" }).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("80%");
        await window.ReadyAsync();
        await page.GotoAsync(server.Url + "/admin/plan/next");
        await Expect(page.Locator(".mud-alert")).ToContainTextAsync("Đã có kế hoạch năm 2024");
        await Expect(Make(page)).ToBeDisabledAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task TheSamePeriod_IsCompared_OnceTheNewYearHasFigures()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "2a", "vhtt", 600, "2023-03-31");
        await BoardServer.PostShareAsync(office, "2a", "vhtt", 700, "2023-09-30");
        var offer = (await server.Part<ProposeNextYear>().ExecuteAsync(Actor.Console, BoardServer.Plan))!;
        Assert.IsType<CopyPlan.Result.Stored>(await server.Part<CopyPlan>().ExecuteAsync(Actor.Console, new(BoardServer.Plan, offer.Version, offer.Next)));
        server.Clock.SetUtcNow(new(2024, 4, 2, 1, 0, 0, TimeSpan.Zero));
        var answer = await office.PostAsJsonAsync($"/api/v1/plans/{Next}/readings", new { indicator = "2a", unit = "vhtt", asOf = "2024-03-31", numerator = 655, denominator = 1000, confirm = true });
        answer.EnsureSuccessStatusCode();
        await server.ReachAsync((await Answers.JsonAsync(answer))["version"]!.GetValue<long>());

        var page = WebUtility.HtmlDecode(await server.Anonymous.GetStringAsync("/years"));
        var row = page[page.IndexOf("data-compared=\"2a\"", StringComparison.Ordinal)..];
        row = row[..row.IndexOf("</tr>", StringComparison.Ordinal)];
        foreach (var part in (string[])["70,0\u00A0%", "(30/09/2023)", "65,5\u00A0%", "(31/03/2024)", "60,0\u00A0%", "(31/03/2023)", "+5,5 điểm %", "change better"])
            Assert.Contains(part, row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/years?plan=nonsense")]
    [InlineData("/years?with=nonsense")]
    [InlineData("/years?with=dak-rlap-2023")]
    public async Task WhatCannotBeCompared_IsNotThere(string address)
    {
        await using var server = await BoardServer.StartAsync();
        using var answer = await server.Anonymous.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task WithOneYear_ThePageSaysSo_AndOnlyTheOfficeIsLedToTheNext()
    {
        await using var server = await BoardServer.StartAsync();
        Assert.DoesNotContain("/admin/plan/next", await server.Anonymous.GetStringAsync("/years"), StringComparison.Ordinal);
        var office = await server.VisitorAsync(Role.Secretariat);
        Assert.Contains("/admin/plan/next", await office.Client.GetStringAsync("/years"), StringComparison.Ordinal);
    }

    private static ILocator Floor(IPage page, string code) => page.Locator($"[data-goal='{code}'] td:nth-last-child(2) input");

    private static ILocator Make(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Tạo kế hoạch năm 2024" });
}
