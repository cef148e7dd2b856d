using System.Text.RegularExpressions;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Playwright;
using static Board.Tests.Meetings.MeetingScreens;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Meetings;

/// <summary>A meeting's screen by keys alone.</summary>
[Collection(nameof(Timed))]
public sealed class MeetingKeysTests(Browser browser)
{
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
}
