using System.Text.RegularExpressions;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Meetings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Meetings;

/// <summary>The show: who presents and who follows, by keys, and large enough for a room.</summary>
[Collection(nameof(Timed))]
public sealed class MeetingShowTests(Browser browser)
{
    [Fact]
    public async Task APresenter_IsFollowedByTwo_WhoMayLeaveAndComeBack_AndAreToldWhenTheyAreAlone()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var chair = await browser.SignInAsync(server, Role.Committee, "/meeting");
        await using var office = await browser.SignInAsync(server, Role.Secretariat, "/meeting");
        await using var viewer = await browser.SignInAsync(server, Role.Viewer, "/meeting");
        foreach (var window in (Window[])[chair, office, viewer]) await window.LiveAsync();
        await Expect(viewer.Page.Locator("[data-present]")).ToHaveCountAsync(0);
        // Before it presents: the framework keeps the first function that it finds under a name.
        await office.Page.EvaluateAsync("() => { window.meetingScreen.here = () => window.silent ? new Promise(() => { }) : true; }");

        await chair.Page.Locator("[data-present=begin]").ClickAsync();
        await StageAsync(chair, "presenting");
        await StageAsync(office, "following");
        await StageAsync(viewer, "following");
        await Expect(viewer.Page.Locator(".stage-line")).ToContainTextAsync("Committee");
        foreach (var window in (Window[])[office, viewer]) await NoteTurnsAsync(window);
        for (var i = 1; i <= 3; i++)
        {
            var pressed = DateTimeOffset.UtcNow;
            await chair.Page.Keyboard.PressAsync("ArrowRight");
            foreach (var window in (Window[])[office, viewer])
            {
                var shown = await ShownAtAsync(window, i);
                Assert.True(shown - pressed < TimeSpan.FromSeconds(1), $"followed {(shown - pressed).TotalMilliseconds} ms after the key");
            }
        }

        // One looks for themselves, the other stays with the presenter.
        await viewer.Page.Locator("[data-follow=leave]").ClickAsync();
        await StageAsync(viewer, "left");
        await chair.Page.Keyboard.PressAsync("ArrowRight");
        await PlaceAsync(office, 4);
        await PlaceAsync(viewer, 3);
        await viewer.Page.Locator("[data-follow=join]").ClickAsync();
        await PlaceAsync(viewer, 4);
        await StageAsync(viewer, "following");
        // Turning a page is leaving, too.
        await viewer.Page.Keyboard.PressAsync("Home");
        await StageAsync(viewer, "left");
        await viewer.Page.Locator("[data-follow=join]").ClickAsync();
        await StageAsync(viewer, "following");

        // Somebody else is asked before they take over.
        await office.Page.Locator("[data-present=begin]").ClickAsync();
        await Expect(office.Page.Locator("dialog[data-dialog=relieve]")).ToContainTextAsync("Committee");
        await StageAsync(chair, "presenting");
        await office.Page.Locator("dialog [data-confirm]").ClickAsync();
        await StageAsync(office, "presenting");
        await NoDialogAsync(office);
        await StageAsync(chair, "following");
        await Expect(chair.Page.Locator("[data-message]")).ToContainTextAsync("tiếp quản");
        await office.Page.Keyboard.PressAsync("End");
        await PlaceAsync(chair, 19);

        // A browser that says nothing any more is noticed within seconds, and so is one that is closed.
        await office.Page.EvaluateAsync("() => { window.silent = true; }");
        await StageAsync(viewer, "lost");
        await PlaceAsync(viewer, 19);
        await office.Page.EvaluateAsync("() => { window.silent = false; }");
        await StageAsync(viewer, "following");
        await office.Page.CloseAsync();
        await StageAsync(viewer, "lost");
        await StageAsync(chair, "lost");
        await PlaceAsync(viewer, 19);
        // Where nobody is, nobody need be asked.
        await chair.Page.Locator("[data-present=begin]").ClickAsync();
        await StageAsync(chair, "presenting");
        await StageAsync(viewer, "following");
        chair.AssertQuiet();
        viewer.AssertQuiet();
    }

    [Fact]
    public async Task AfterARestart_ThePresenterGoesOn_AndOthersAreToldWhomTheyWaitFor()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var chair = await browser.SignInAsync(server, Role.Committee, "/meeting");
        await using var viewer = await browser.SignInAsync(server, Role.Viewer, "/meeting");
        foreach (var window in (Window[])[chair, viewer]) await window.LiveAsync();
        await chair.Page.Locator("[data-present=begin]").ClickAsync();
        await StageAsync(viewer, "following");
        await chair.Page.Keyboard.PressAsync("End");
        foreach (var window in (Window[])[chair, viewer]) await PlaceAsync(window, 19);
        var slide = await chair.Page.Locator("[data-slide]").GetAttributeAsync("data-slide");
        foreach (var window in (Window[])[chair, viewer]) await KeptAsync(window, slide!);

        // A new server knows of nobody; browsers load their pages again, the viewer's first. A page that is away while the stage is cleared sees none of it.
        foreach (var window in (Window[])[chair, viewer]) await window.Page.GotoAsync(server.Url + "/areas");
        await Patience.UntilAsync(() => server.Part<MeetingStage>().Count(BoardServer.Plan) == 0 && server.Part<MeetingStage>().Find(BoardServer.Plan) is null, "the stage is empty");
        await viewer.Page.GotoAsync(server.Url + "/meeting");
        await StageAsync(viewer, "missed");
        await Expect(viewer.Page.Locator(".stage-line")).ToContainTextAsync("Committee");
        await Expect(viewer.Page.Locator($"[data-slide='{slide}']")).ToBeVisibleAsync();
        await chair.Page.GotoAsync(server.Url + "/meeting");
        await StageAsync(chair, "presenting");
        await Expect(chair.Page.Locator($"[data-slide='{slide}']")).ToBeVisibleAsync();
        await StageAsync(viewer, "following");
        await chair.Page.Keyboard.PressAsync("PageUp");
        await PlaceAsync(viewer, 18);

        // Whoever has ended it is not brought back to it.
        await chair.Page.Locator("[data-present=end]").ClickAsync();
        await StageAsync(viewer, "alone");
        await chair.Page.ReloadAsync();
        await chair.LiveAsync();
        await StageAsync(chair, "alone");
        chair.AssertQuiet();
        viewer.AssertQuiet();
    }

    [Fact]
    public async Task Keys_DoEverything_AndTheOrderStaysUntilSomebodySortsIt()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/meeting");
        var (page, keys) = (window.Page, window.Page.Keyboard);
        await window.LiveAsync();
        await keys.PressAsync("End");
        await PlaceAsync(window, 19);
        await keys.PressAsync("ArrowRight");
        await PlaceAsync(window, 19);
        await keys.PressAsync("PageUp");
        await PlaceAsync(window, 18);
        await keys.PressAsync("Home");
        await PlaceAsync(window, 0);
        await keys.PressAsync("/");
        await Expect(page.Locator("[name=jump]")).ToBeFocusedAsync();
        await keys.TypeAsync("ho so suc khoe");
        await Expect(page.Locator(".jump-list li")).ToHaveCountAsync(1);
        await keys.PressAsync("Enter");
        await Expect(page.Locator("[data-slide='3g']")).ToBeVisibleAsync();
        await NoDialogAsync(window);
        await keys.PressAsync("?");
        await Expect(page.Locator("dialog[open] kbd").First).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await NoDialogAsync(window);
        await keys.PressAsync("Space");
        await Expect(page.Locator("[data-keys=Space]")).ToHaveAttributeAsync("aria-pressed", "true");
        await keys.PressAsync("Space");
        await Expect(page.Locator("[data-keys=Space]")).ToHaveAttributeAsync("aria-pressed", "false");
        await keys.PressAsync("f");
        await page.WaitForFunctionAsync("() => document.fullscreenElement !== null");
        await keys.PressAsync("f");
        await page.WaitForFunctionAsync("() => document.fullscreenElement === null");

        // The figures are live, the order of the slides is not.
        await keys.PressAsync("Home");
        await PlaceAsync(window, 0);
        await keys.PressAsync("ArrowRight");
        await PlaceAsync(window, 1);
        var first = (await page.Locator("[data-slide]").GetAttributeAsync("data-slide"))!;
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "1b", "dak-ru", 1, "2023-11-23", 2571);
        await Expect(page.Locator("[data-order=old]")).ToBeVisibleAsync();
        await Expect(page.Locator($"[data-slide='{first}']")).ToBeVisibleAsync();
        await page.Locator("[data-order=old] button").ClickAsync();
        await Expect(page.Locator("[data-order=old]")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [Fact]
    public async Task WhatIsTyped_BeforeADialogHasCome_IsWrittenIntoIt_AndPressesNothing()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/meetings");
        var (page, keys) = (window.Page, window.Page.Keyboard);
        // A slow line: what the server answers is held back until all is typed.
        var (held, holds, passes) = (new List<Action>(), false, new Lock());
        await page.RouteWebSocketAsync(new Regex("/_blazor"), line =>
        {
            var end = line.ConnectToServer();
            line.OnMessage(frame => Send(end, frame));
            end.OnMessage(frame =>
            {
                lock (passes)
                    if (holds) held.Add(() => Send(line, frame));
                    else Send(line, frame);
            });
        });
        await page.GotoAsync(server.Url + "/meeting");
        await window.LiveAsync();
        foreach (var (key, field, typed, rest, written) in ((string, string, string, string, string)[])
            [("/", "jump", "ho so sux", "c khoe", "ho so suc khoe"), ("d", "text", "/ df Giaoo", "", "/ df Giao")])
        {
            lock (passes) holds = true;
            await keys.PressAsync(key);
            // At one go: after ten seconds no dialog is waited for any more.
            await keys.TypeAsync(typed);
            await keys.PressAsync("Backspace");
            await keys.TypeAsync(rest);
            await NoDialogAsync(window);
            lock (passes)
            {
                holds = false;
                foreach (var send in held) send();
                held.Clear();
            }
            await Expect(page.Locator($"[name={field}]")).ToHaveValueAsync(written);
            await Expect(page.Locator("[data-keys=Space]")).ToHaveAttributeAsync("aria-pressed", "false");
            if (field == "jump") await Expect(page.Locator(".jump-list li")).ToHaveCountAsync(1);
            await keys.PressAsync("Escape");
            await NoDialogAsync(window);
            await PlaceAsync(window, 0);
        }
        window.AssertQuiet();

        static void Send(IWebSocketRoute to, IWebSocketFrame frame)
        {
            if (frame.Binary is { } bytes) to.Send(bytes);
            else to.Send(frame.Text!);
        }
    }

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

    // Until the browser has what the server would forget.
    private static Task KeptAsync(Window window, string slide) =>
        window.Page.WaitForFunctionAsync("slide => Object.values(sessionStorage).some(kept => JSON.parse(kept).screen?.slide === slide)", slide);

    // The keys belong to a dialog until it is gone.
    private static Task NoDialogAsync(Window window) => Expect(window.Page.Locator("dialog")).ToHaveCountAsync(0);

    private static Task StageAsync(Window window, string state) => Expect(window.Page.Locator("[data-stage]")).ToHaveAttributeAsync("data-stage", state);

    private static Task PlaceAsync(Window window, int place) => Expect(window.Page.Locator("[data-place]")).ToHaveAttributeAsync("data-place", $"{place}");

    private static Task NoteTurnsAsync(Window window) => window.Page.EvaluateAsync("""
        () => {
          window.turns = {};
          new MutationObserver(() => { const place = document.querySelector('[data-place]').dataset.place; window.turns[place] ??= Date.now(); })
            .observe(document.querySelector('main'), { subtree: true, childList: true, attributes: true, attributeFilter: ['data-place'] });
        }
        """);

    private static async Task<DateTimeOffset> ShownAtAsync(Window window, int place)
    {
        await PlaceAsync(window, place);
        return DateTimeOffset.FromUnixTimeMilliseconds((long)await window.Page.EvaluateAsync<double>($"() => window.turns['{place}']"));
    }
}
