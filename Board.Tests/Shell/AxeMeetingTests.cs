using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Shell;

/// <summary>Axe in both themes over the pages of the meeting, the drill-down, the search and the shell, whatever lies open on them.</summary>
[Collection(nameof(Browser))]
public sealed class AxeMeetingTests(Browser browser)
{
    // A page, the key that is pressed on it before it is looked at, and what is to be seen then.
    private static readonly (string Path, string? Key, string Shows)[] Pages =
    [
        ("/", null, "main"), ("/", "?", "dialog[open]"), ("/indicators/3h", null, "main"), ("/indicators/2e", null, "main"), ("/indicators/2c1?unit=vhtt", null, "main"),
        ("/search", null, "main"), ("/search?q=ho+so", null, "main"), ("/search?q=xyzzy", null, "main"), ("/directives", "?", "dialog[open]"), ("/meetings/1", null, "main"),
        ("/meeting", "End", "[data-place='19']"), ("/areas", null, "main"), ("/years", null, "main"), ("/calendar", null, "main"), ("/admin/plan/next", null, "[data-goal]"), ("/nowhere", null, "main"),
    ];

    [Fact]
    public async Task EveryPage_IsAccessible_InBothThemes()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/search");
        foreach (var (path, key, shows) in Pages)
        {
            await window.Page.GotoAsync(server.Url + path);
            await window.ReadyAsync();
            if (key is not null) await window.Page.Keyboard.PressAsync(key);
            await Expect(window.Page.Locator(shows).First).ToBeVisibleAsync();
            await ReportsPageTests.CheckAsync(window, $"{path} {key}");
        }
        window.AssertQuiet("404");
    }
}
