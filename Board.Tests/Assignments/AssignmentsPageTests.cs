using System.Net;
using System.Text.RegularExpressions;
using Board.Domain.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Assignments;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Assignments;

[Collection(nameof(Browser))]
public sealed partial class AssignmentsPageTests(Browser browser)
{
    private const string Address = "/assignments";
    private const string Attack = """<script>alert(1)</script><img src=x onerror=alert(1)>""";

    [Fact]
    public async Task Everybody_SeesEveryAssignment_AndUndatedOnesAreNeverLate()
    {
        await using var server = await BoardServer.StartAtAsync(new(2024, 2, 1, 8, 0, 0, TimeSpan.FromHours(7)));
        var cards = Cards(await server.Anonymous.GetStringAsync(Address));
        Assert.Equal(20, cards.Count);
        Assert.All(cards.Values, card => Assert.Contains("data-status=\"not-started\"", card, StringComparison.Ordinal));
        Assert.Equal("1 10 18 2 4 6 9", Codes(cards.Where(card => card.Value.Contains("class=\"flag\"", StringComparison.Ordinal)).Select(card => card.Key)));
        Assert.Contains("href=\"/indicators/1a\"", cards["1"], StringComparison.Ordinal);
        Assert.DoesNotContain("<form", string.Concat(cards.Values), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?due=dated", "1 10 18 2 4 6 9")]
    [InlineData("?due=roadmap", "16b")]
    [InlineData("?lead=ttyt", "4 9")]
    [InlineData("?lead=ttyt&due=dated&status=not-started", "4 9")]
    [InlineData("?status=late", "18")]
    [InlineData("?status=done", "")]
    [InlineData("?lead=nobody", "")]
    [InlineData("?lead=vhtt&due=<b>&status='", "1 16a 17 18 3a 7 8")]
    public async Task AFilter_LeavesOutTheRest(string filter, string codes)
    {
        await using var server = await BoardServer.StartAsync();
        Assert.Equal(codes, Codes(Cards(await server.Anonymous.GetStringAsync(Address + filter)).Keys));
    }

    [Fact]
    public async Task AnUnknownPlan_IsNotFound_AndWhereTheBoardIsNotPublicOneSignsIn()
    {
        await using var server = await BoardServer.StartAsync("Board:PublicBoard=false");
        using var stranger = new Visitor(server.Url);
        using var away = await stranger.Client.GetAsync(Address);
        Assert.Equal(HttpStatusCode.Redirect, away.StatusCode);
        using var viewer = await server.VisitorAsync(Role.Viewer);
        using var unknown = await viewer.Client.GetAsync(Address + "?plan=none");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(20, Cards(await viewer.Client.GetStringAsync(Address)).Count);
    }

    [Fact]
    public async Task WhoSaidSo_AndTheirWords_AreOnlyForThoseWhoAreSignedIn()
    {
        await using var server = await BoardServer.StartAsync();
        var id = await server.AccountAsync("ai@huyen.vn", Role.Secretariat, name: "Nguyễn Văn Kín");
        Assert.IsType<RecordProgress.Result.Stored>(await server.Part<RecordProgress>().ExecuteAsync(
            new(ActorKind.Account, id), new(BoardServer.Plan, "1", AssignmentStatus.InProgress, 45.5m, "lời kín " + Attack, "api")));
        var open = await server.Anonymous.GetStringAsync(Address);
        Assert.Contains("45,5", open, StringComparison.Ordinal);
        Assert.DoesNotContain("Văn Kín", WebUtility.HtmlDecode(open), StringComparison.Ordinal);
        Assert.DoesNotContain("lời kín", WebUtility.HtmlDecode(open), StringComparison.Ordinal);
        using var viewer = await server.VisitorAsync(Role.Viewer);
        var known = await viewer.Client.GetStringAsync(Address);
        Assert.Contains("Văn Kín", WebUtility.HtmlDecode(known), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", known, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", known, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Viewer, null, "")]
    [InlineData(Role.Committee, null, "")]
    [InlineData(Role.Reporter, "ttyt", "4 9")]
    [InlineData(Role.Reporter, "dak-ru", "")]
    public async Task AForm_IsOfferedForWhatOneLeads(Role role, string? unit, string codes)
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(role, unit);
        Assert.Equal(codes, Codes(Cards(await visitor.Client.GetStringAsync(Address)).Where(card => card.Value.Contains("<form", StringComparison.Ordinal)).Select(card => card.Key)));
    }

    [Fact]
    public async Task ALead_SaysHowItGoesOn_AndLosesNothingOfWhatWasRefused()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await server.AccountAsync("yte@huyen.vn", Role.Reporter, "ttyt");
        await using var window = await browser.OpenAsync(server.Url + "/account/login?returnUrl=%2Fassignments%3Flead%3Dttyt");
        var page = window.Page;
        await page.Locator("[name=email]").FillAsync("yte@huyen.vn");
        await page.Locator("[name=password]").FillAsync(Visitor.Password);
        await page.Locator("[name=password]").PressAsync("Enter");
        var card = page.Locator("[data-assignment='4']");
        await card.GetByText("Báo cáo tiến độ", new() { Exact = true }).ClickAsync();
        await card.GetByLabel("Tình trạng").SelectOptionAsync("InProgress");
        await card.GetByLabel("Tỷ lệ hoàn thành").FillAsync("80.5");
        await card.GetByLabel("Căn cứ").FillAsync("Đã lập " + Attack);
        await card.GetByRole(AriaRole.Button, new() { Name = "Gửi tiến độ" }).ClickAsync();
        await Expect(card.GetByRole(AriaRole.Alert)).ToHaveTextAsync("“80.5” không phải là số. Viết như 1.234 hoặc 80,5.");
        await Expect(card.GetByLabel("Căn cứ")).ToHaveValueAsync("Đã lập " + Attack);
        await Expect(card.GetByRole(AriaRole.Alert)).ToBeInViewportAsync();
        await window.ReadyAsync();
        await window.AssertAccessibleAsync("refused");

        await card.GetByLabel("Tỷ lệ hoàn thành").FillAsync("80,5");
        await card.GetByRole(AriaRole.Button, new() { Name = "Gửi tiến độ" }).ClickAsync();
        await Expect(card).ToHaveAttributeAsync("data-status", "in-progress");
        await Expect(card.Locator(".standing")).ToContainTextAsync("80,5");
        await card.GetByText("Diễn biến và căn cứ (1)").ClickAsync();
        await Expect(card.Locator(".evidence p")).ToHaveTextAsync("Đã lập " + Attack);
        // The filter stays, and loading again sends nothing again.
        await Expect(page).ToHaveURLAsync(new Regex(@"\?lead=ttyt#a-4$"));
        await page.ReloadAsync();
        await Expect(card.GetByText("Diễn biến và căn cứ (1)")).ToBeVisibleAsync();
        Assert.Equal(1, Sql.Number(server.Database, """SELECT count(*) FROM "Audit" WHERE "Action" = 'assignment.progress'"""));
        window.AssertQuiet();
    }

    [Fact]
    public async Task AnotherUnitsAssignment_IsNotTaken_WhateverIsSent()
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Role.Reporter, "ttyt");
        var hidden = Visitor.Hidden(await visitor.Client.GetStringAsync(Address), Address + "#a-4").Where(field => field.Name != "Sent.Assignment").ToList();
        var before = Sql.Counts(server.Database);
        using var answer = await visitor.PostAsync(Address, [.. hidden, ("Sent.Assignment", "1"), ("Sent.Status", "Done")]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before, Sql.Counts(server.Database));
        using var bare = await visitor.PostAsync(Address, ("_handler", "progress-4"), ("Sent.Assignment", "4"), ("Sent.Status", "Done"));
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal(before, Sql.Counts(server.Database));
        using var own = await visitor.PostAsync(Address, [.. hidden, ("Sent.Assignment", "4"), ("Sent.Status", "Done")]);
        Assert.Equal(HttpStatusCode.Redirect, own.StatusCode);
        Assert.NotEqual(before, Sql.Counts(server.Database));
    }

    [Theory]
    [InlineData(ColorScheme.Light, "vi-VN")]
    [InlineData(ColorScheme.Dark, "en-GB")]
    public async Task ThePage_IsAccessible_AndFits(ColorScheme scheme, string locale)
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.OpenAsync(server.Url + Address, new() { ColorScheme = scheme, Locale = locale });
        foreach (var (width, height) in ((int, int)[])[(1920, 1080), (1366, 768), (390, 844)])
        {
            await window.Page.SetViewportSizeAsync(width, height);
            await window.AssertFitsAsync($"{width}×{height} {scheme}");
            await window.AssertAccessibleAsync($"{width}×{height} {scheme}");
        }
        window.AssertQuiet();
    }

    private static Dictionary<string, string> Cards(string html) => Card().Matches(html).ToDictionary(card => card.Groups[1].Value, card => card.Value);

    private static string Codes(IEnumerable<string> codes) => string.Join(' ', codes.Order(StringComparer.Ordinal));

    [GeneratedRegex("""<article class="panel assignment[^>]*data-assignment="([^"]*)".*?</article>""", RegexOptions.Singleline)]
    private static partial Regex Card();
}
