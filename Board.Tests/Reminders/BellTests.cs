using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Reminders;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Reminders;

/// <summary>The bell as people see it, on the board, on a page that people work on, and on a static one.</summary>
[Collection(nameof(Timed))]
public sealed class BellTests(Browser browser)
{
    private static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task TheBell_RisesWithinASecond_OnEveryKindOfPage_AndFallsWhereItWasRead()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await using var window = await browser.SignInAsync(server, Role.Reporter, "/reports", "dak-ru");
        await using var stranger = await browser.OpenAsync(server.Url);
        var pages = new[] { window.Page, await window.Context.NewPageAsync(), await window.Context.NewPageAsync(), await window.Context.NewPageAsync() };
        await pages[1].GotoAsync(server.Url + "/");
        await pages[2].GotoAsync(server.Url + "/reports/2023-Q4/dak-ru");
        await pages[3].GotoAsync(server.Url + "/account/inbox");
        await Expect(pages[3].Locator(".inbox-empty")).ToBeVisibleAsync();
        foreach (var page in pages)
        {
            await Expect(page.Locator("[data-bell]")).ToHaveAttributeAsync("data-bell", "0");
            await Expect(page.Locator("[data-bell]")).ToHaveAttributeAsync("aria-label", "Thông báo của tôi");
            await page.EvaluateAsync("""() => { window.seen = true; document.addEventListener('bell', ({ detail }) => { window.rung = { detail, at: Date.now() }; }); }""");
        }

        Assert.Equal(3, await server.Part<ScanReminders>().ExecuteAsync());
        var committed = DateTimeOffset.UtcNow;
        foreach (var page in pages)
        {
            await Expect(page.Locator("[data-bell]")).ToHaveAttributeAsync("aria-label", "Thông báo của tôi: 3 thông báo chưa đọc");
            await Expect(page.Locator("[data-bell-count]")).ToHaveTextAsync("3");
            await Expect(page.Locator("[data-bell-says]")).ToHaveTextAsync("Thông báo của tôi: 3 thông báo chưa đọc");
            var shown = DateTimeOffset.FromUnixTimeMilliseconds((long)await page.EvaluateAsync<double>("() => window.rung.at"));
            Assert.True(shown - committed < ASecond, $"shown {(shown - committed).TotalMilliseconds} ms after the commit");
            Assert.True(await page.EvaluateAsync<bool>("() => window.seen"), "the page was loaded again");
        }
        await Expect(stranger.Page.Locator("[data-bell]")).ToBeHiddenAsync();

        // By the keyboard: to the list, and from it to the duty, which is read with that on every page.
        await pages[1].Locator("[data-bell]").FocusAsync();
        await pages[1].Keyboard.PressAsync("Enter");
        await Expect(pages[1]).ToHaveURLAsync(server.Url + "/account/inbox");
        var first = pages[1].Locator("[data-notice='unit-plan.once:unit-plan.dak-ru']");
        await Expect(first).ToContainTextAsync("quá hạn");
        await Expect(first).ToHaveAttributeAsync("data-unread", "true");
        await window.AssertFitsAsync("inbox");
        await first.Locator("a").ClickAsync();
        await Expect(pages[1]).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/reports/once(:|%3A)unit-plan/dak-ru"));
        foreach (var page in pages) await Expect(page.Locator("[data-bell-count]")).ToHaveTextAsync("2");

        await pages[3].ReloadAsync();
        await Expect(pages[3].Locator("[data-unread=true]")).ToHaveCountAsync(2);
        await Accessible(pages[3]);
        await pages[3].Locator("form[action='/account/inbox/read'] button").ClickAsync();
        await Expect(pages[3].Locator("[data-unread=true]")).ToHaveCountAsync(0);
        foreach (var page in pages) await Expect(page.Locator("[data-bell]")).ToHaveAttributeAsync("data-bell", "0");
        await Expect(pages[0].Locator("[data-bell-count]")).ToBeHiddenAsync();
        window.AssertQuiet();
        stranger.AssertQuiet();

        async Task Accessible(Microsoft.Playwright.IPage page)
        {
            await window.Page.GotoAsync(page.Url);
            await window.AssertAccessibleAsync("inbox");
        }
    }

    [Fact]
    public async Task TheBell_IsTrueAgain_WhenTheConnectionIsBack()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await using var window = await browser.SignInAsync(server, Role.Reporter, "/reports", "dak-ru");
        var board = await window.Context.NewPageAsync();
        await board.GotoAsync(server.Url + "/");
        foreach (var page in new[] { window.Page, board }) await Expect(page.Locator("[data-bell]")).ToHaveAttributeAsync("data-bell", "0");
        foreach (var connection in server.Part<Board.Web.Live.BoardConnections>().Open()) connection.Abort();
        await server.Part<ScanReminders>().ExecuteAsync();
        foreach (var page in new[] { window.Page, board }) await Expect(page.Locator("[data-bell-count]")).ToHaveTextAsync("3");
    }

    [Fact]
    public async Task TheUnitsStartPage_CountsDown_ByTheServersClock()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await using var window = await browser.OpenAsync(server.Url + "/account/login");
        await window.Page.Locator("[name=email]").FillAsync("dakru@huyen.vn");
        await window.Page.Locator("[name=password]").FillAsync(Visitor.Password);
        await window.Page.Locator("main button[type=submit]").ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(server.Url + "/reports");
        // The oldest debt stands first; the next report is due in eight days and sixteen hours, less the minutes of this test.
        await Expect(window.Page.Locator(".duty-card.first .countdown")).ToHaveTextAsync("quá hạn 175 ngày");
        var fourth = window.Page.Locator("[data-period='2023-Q4'] .countdown");
        await Expect(fourth).ToHaveTextAsync("còn 8 ngày 15 giờ");
        await window.Page.Clock.InstallAsync();
        await window.Page.ReloadAsync();
        await window.Page.Clock.FastForwardAsync("01:10:00");
        await Expect(fourth).ToHaveTextAsync("còn 8 ngày 14 giờ");
        await window.AssertAccessibleAsync("own duties");
        window.AssertQuiet();
    }
}
