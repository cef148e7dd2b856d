using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Playwright;
using static Board.Tests.Meetings.MeetingScreens;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Meetings;

/// <summary>What a meeting's slides say: large enough for a room, and whole.</summary>
[Collection(nameof(Browser))]
public sealed class MeetingSlidesTests(Browser browser)
{
    [Fact]
    public async Task AtFiveMetres_EverySlideIsReadable_AndNothingIsBelowTheEdge()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.SignInAsync(server, Role.Committee, "/meeting");
        await window.Page.SetViewportSizeAsync(1920, 1080);
        await window.LiveAsync();
        for (var place = 0; place <= 19; place++)
        {
            await PlaceAsync(window, place);
            // Letters as they are on the screen, those of the drawings included.
            var small = await window.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('.slide *')].filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && one.getClientRects().length && !one.closest('.unseen, title, .ends'))
                  .map(one => ({ text: one.textContent.trim().slice(0, 30), size: parseFloat(getComputedStyle(one).fontSize) * (one.ownerSVGElement ? one.getScreenCTM().a : 1) }))
                  .filter(one => one.size < 24).map(one => `${one.text}: ${one.size}`)
                """);
            Assert.True(small.Length == 0, $"{place}: {string.Join(", ", small)}");
            Assert.Equal((place, ""), (place, string.Join(", ", await CutAsync(window))));
            Assert.True(await window.Page.EvaluateAsync<bool>("() => document.documentElement.scrollHeight <= innerHeight && document.querySelector('.controls').getBoundingClientRect().bottom <= innerHeight"), $"{place} is higher than the screen");
            await window.Page.Keyboard.PressAsync("ArrowRight");
        }
    }

    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(1366, 768)]
    public async Task HoweverMuchIsWritten_NothingIsCutAtAnEdge_AndWhatWasJustDecidedIsSeen(int width, int height)
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var window = await browser.SignInAsync(server, Role.Committee, "/meeting");
        var page = window.Page;
        await page.SetViewportSizeAsync(width, height);
        await window.LiveAsync();
        await Expect(page.Locator("[data-count=reported]")).ToHaveTextAsync("1");
        await page.EvaluateAsync("() => document.fonts.ready.then(() => { })");
        // Every name stands there whole.
        Assert.Empty(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.moves .name')].filter(one => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 9).map(one => one.textContent)"));

        var title = "Phiên họp toàn thể Ban Chỉ đạo chuyển đổi số " + string.Join(' ', Enumerable.Repeat("mở rộng", 18));
        await MeetingLifecycleTests.Post(office, "/meetings", new { kind = "plenary", title }).ExpectAsync(System.Net.HttpStatusCode.Created);
        await Expect(page.Locator("#slide-title")).ToHaveTextAsync(title);
        Assert.Empty(await CutAsync(window));

        await page.Keyboard.PressAsync("/");
        await page.Locator("[name=jump]").FillAsync("2c2");
        await page.Keyboard.PressAsync("Enter");
        var given = page.Locator("[data-slide='2c2'] [data-directive]");
        await Expect(given).ToContainTextAsync("Kiến Đức · đã báo, chờ xác nhận");
        for (var i = 1; i <= 5; i++)
        {
            // What is recorded may be on the slide before its form is gone.
            await NoDialogAsync(window);
            await page.Keyboard.PressAsync("d");
            await Expect(page.Locator("[name=unit] option").First).ToHaveTextAsync("Chọn đơn vị");
            await page.Locator("[name=text]").FillAsync($"Việc {i}. " + string.Join(' ', Enumerable.Repeat("Rà soát từng thôn, bon và báo cáo kết quả.", 20)));
            await page.Locator("[name=unit]").SelectOptionAsync("dak-ru");
            await page.Locator("[name=due]").FillAsync($"{10 + i}/12/2023");
            await page.Keyboard.PressAsync("Enter");
            await Expect(given.First).ToContainTextAsync($"Việc {i}.");
            await NoDialogAsync(window);
            Assert.Equal((i, ""), (i, string.Join(", ", await CutAsync(window))));
        }
        await Expect(given).ToHaveCountAsync(3);
        await Expect(page.Locator(".slide-directives a")).ToHaveTextAsync("và 3 ý kiến khác");
        window.AssertQuiet();
    }

    [Fact]
    public async Task BeforeTheFirstMeeting_TheOverviewSaysWhatIsWorst_AndWhatWasDecidedAlready()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var window = await browser.SignInAsync(server, Role.Committee, "/meeting");
        await window.LiveAsync();
        // Silence is nobody's success.
        await Expect(window.Page.Locator(".overview-since")).ToContainTextAsync("Chưa có số liệu nào.");
        await BoardServer.PostShareAsync(office, "3a", "ktht", 900);
        await Expect(window.Page.Locator(".overview-since")).ToContainTextAsync("Chưa thấy chỉ tiêu nào thấp hơn mục tiêu.");
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700);
        await BoardServer.PostShareAsync(office, "1b", "dak-ru", 100);
        await MeetingLifecycleTests.DirectAsync(office, null);
        await Expect(window.Page.Locator("[data-worst]")).ToHaveCountAsync(2);
        await Expect(window.Page.Locator("[data-worst]").First).ToHaveAttributeAsync("data-worst", "1b");
        await Expect(window.Page.Locator("[data-worst='1b']")).ToContainTextAsync("650\u00A0hộ");
        await Expect(window.Page.Locator("[data-count=pending]")).ToHaveTextAsync("1");
        foreach (var (width, height) in ((int, int)[])[(1920, 1080), (390, 844)])
        {
            await window.Page.SetViewportSizeAsync(width, height);
            await ReportsPageTests.CheckAsync(window, $"{width}");
        }
        window.AssertQuiet();
    }

    [Theory]
    [InlineData("/meeting")]
    [InlineData("/meetings")]
    [InlineData("/meetings/1")]
    [InlineData("/directives")]
    public async Task EveryPage_IsAccessible_AndFits(string path)
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, path);
        foreach (var (width, height) in ((int, int)[])[(1920, 1080), (1366, 768), (390, 844)])
        {
            await window.Page.SetViewportSizeAsync(width, height);
            if (path != "/meeting")
            {
                await ReportsPageTests.CheckAsync(window, $"{path} {width}");
                continue;
            }
            await window.LiveAsync();
            foreach (var (key, shows) in ((string, string)[])[("Home", "[data-place='0']"), ("ArrowRight", "[data-place='1']"), ("d", "dialog[open]"), ("/", "dialog[open]"), ("?", "dialog[open]")])
            {
                await window.Page.Keyboard.PressAsync(key);
                await Expect(window.Page.Locator(shows)).ToBeVisibleAsync();
                await ReportsPageTests.CheckAsync(window, $"{path} {width} {key}");
                if (key.Length > 1) continue;
                await window.Page.Keyboard.PressAsync("Escape");
                await NoDialogAsync(window);
            }
        }
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(window.Page.Locator(".top")).ToBeHiddenAsync();
        await Expect(window.Page.Locator("main h1").First).ToBeVisibleAsync();
        // On wide paper too, nothing lies on something else.
        await window.Page.SetViewportSizeAsync(1122, 793);
        Assert.Empty(await window.Page.EvaluateAsync<string[]>("""
            () => { const parts = [...document.querySelectorAll('.slide > *')].map(one => ({ name: one.className, box: one.getBoundingClientRect() }));
              return parts.flatMap((one, i) => parts.slice(i + 1).filter(({ box }) => box.top < one.box.bottom - 1 && one.box.top < box.bottom - 1 && box.left < one.box.right - 1 && one.box.left < box.right - 1).map(other => `${one.name} × ${other.name}`)); }
            """));
        window.AssertQuiet();
    }

    // Parts of the slide that are longer than their frame: nobody scrolls on a wall.
    private static Task<string[]> CutAsync(Window window) => window.Page.EvaluateAsync<string[]>(
        "async () => (await document.fonts.ready) && [...document.querySelectorAll('.slide-part')].filter(one => one.scrollHeight > one.clientHeight + 1).map(one => `${one.className}: ${one.scrollHeight} in ${one.clientHeight}`)");
}
