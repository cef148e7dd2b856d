using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Shell;

/// <summary>Axe in both themes over the pages of the meeting, the drill-down, the search and the shell, whatever lies open on them.</summary>
[Collection(nameof(Browser))]
public sealed class AxeMeetingTests(Browser browser)
{
    // A page, and the keys that are pressed on it before it is looked at.
    private static readonly (string Path, string[] Keys)[] Pages =
    [
        ("/", []), ("/", ["?"]), ("/indicators/3h", []), ("/indicators/2e", []), ("/indicators/2c1?unit=vhtt", []),
        ("/search", []), ("/search?q=ho+so", []), ("/search?q=xyzzy", []), ("/directives", ["?"]), ("/meetings/1", []),
        ("/meeting", ["End"]), ("/areas", []), ("/years", []), ("/calendar", []), ("/admin/plan/next", []), ("/nowhere", []),
    ];

    [Fact]
    public async Task EveryPage_IsAccessible_InBothThemes()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/search");
        foreach (var (path, keys) in Pages)
        {
            await window.Page.GotoAsync(server.Url + path);
            await window.ReadyAsync();
            foreach (var key in keys)
            {
                await window.Page.Keyboard.PressAsync(key);
                if (key == "?") await Expect(window.Page.Locator("dialog[open]")).ToBeVisibleAsync();
            }
            await ReportsPageTests.CheckAsync(window, $"{path} {string.Join(' ', keys)}");
        }
        window.AssertQuiet("404");
    }
}

/// <summary>When a page is ready for people.</summary>
internal static class Readiness
{
    /// <summary>Waits until the interactive part of the page has come, where it has one.</summary>
    public static async Task ReadyAsync(this Window window)
    {
        var path = new Uri(window.Page.Url).AbsolutePath;
        if (path == "/meeting" || path.StartsWith("/indicators/", StringComparison.Ordinal)) await window.LiveAsync();
        if (path.StartsWith("/admin/", StringComparison.Ordinal) || path.StartsWith("/reports/", StringComparison.Ordinal)) await Expect(window.Page.Locator("[data-working]").First).ToBeAttachedAsync();
    }
}
