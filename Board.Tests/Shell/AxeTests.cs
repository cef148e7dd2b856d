using System.Net;
using System.Text.Json.Nodes;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Shell;

/// <summary>Every page as axe sees it, by day and by night, before the eyes of those who work with it.</summary>
[Collection(nameof(Browser))]
public sealed class AxeTests(Browser browser)
{
    private const string Unit = "dak-ru";

    // Chromium says by itself that a page was not found.
    private const string NotFound = "Failed to load resource";

    /// <summary>Who opens what, which key they press there, and what is to be seen then. Pages are added here.</summary>
    private static readonly IReadOnlyList<(Role? Who, string Path, string? Key, string Shows)> Pages =
    [
        (null, "/account/login", null, "[name=email]"),
        (null, "/account/setup?code=none", null, "main.account"),
        (Role.Admin, "/account/manage", null, "[name=current]"),
        (Role.Admin, "/account/manage/second-factor", null, ".secret"),
        (Role.Admin, "/admin/accounts", null, ".desk-table tbody tr"),
        (Role.Admin, "/admin/tokens", null, ".desk-table tbody tr"),
        (Role.Admin, "/admin/audit", null, ".desk-table tbody tr"),
        (Role.Admin, "/admin/plan", null, ".plan-section"),
        (Role.Reporter, "/reports", null, "[data-period='2023-Q4']"),
        (Role.Reporter, "/reports/2023-Q4/dak-ru", null, "[data-state=Draft]"),
        (Role.Reporter, "/reports/2023-Q3/dak-ru", null, "[data-state=Accepted]"),
        (Role.Reporter, "/reports/2023/dak-ru", null, "[data-state=Returned]"),
        (Role.Reporter, "/assignments", null, ".assignment"),
        (Role.Secretariat, "/reports", null, ".matrix"),
        (Role.Secretariat, "/reports/2023-Q4/hung-binh", null, "[data-state=Submitted]"),
        (Role.Secretariat, "/reports/2023/dak-ru", null, "[data-state=Returned]"),
        (Role.Secretariat, "/consolidated/2023-Q3", null, ".desk-tallies"),
        (Role.Secretariat, "/consolidated/2023-Q4", null, ".desk-tallies"),
        (Role.Secretariat, "/assignments", null, ".assignment"),
        (Role.Secretariat, "/", null, "[data-indicator]"),
        (Role.Secretariat, "/", "?", "dialog[open]"),
        (Role.Secretariat, "/indicators/3h", null, "[data-indicator]"),
        (Role.Secretariat, "/indicators/2e", null, "[data-indicator]"),
        (Role.Secretariat, "/indicators/2c1?unit=vhtt", null, "[data-unit-shown=vhtt]"),
        (Role.Secretariat, "/search", null, "main"),
        (Role.Secretariat, "/search?q=ho+so", null, "[data-kind=indicator]"),
        (Role.Secretariat, "/search?q=xyzzy", null, "main"),
        (Role.Secretariat, "/directives", "?", "dialog[open]"),
        (Role.Secretariat, "/meetings/1", null, ".record"),
        (Role.Secretariat, "/meeting", "End", "[data-place='19']"),
        (Role.Secretariat, "/areas", null, "main"),
        (Role.Secretariat, "/years", null, "main"),
        (Role.Secretariat, "/calendar", null, "[data-month]"),
        (Role.Secretariat, "/admin/plan/next", null, "[data-goal]"),
        (Role.Secretariat, "/nowhere", null, "main"),
        (Role.Committee, "/reports", null, ".matrix"),
        (Role.Viewer, "/assignments", null, ".assignment"),
    ];

    [Fact]
    public async Task APage_HasNoViolation_ByDayAndByNight()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await HandInAndReturnAsync(server);
        List<string> found = [];
        foreach (var pages in Pages.GroupBy(page => page.Who))
        {
            await using var window = pages.Key is { } role
                ? await browser.SignInAsync(server, role, "/account/manage", role == Role.Reporter ? Unit : null)
                : await browser.OpenAsync(server.Url);
            foreach (var (who, path, key, shows) in pages)
            {
                await window.Page.GotoAsync(server.Url + path);
                await window.ReadyAsync();
                if (key is not null) await window.Page.Keyboard.PressAsync(key);
                await Expect(window.Page.Locator(shows).First).ToBeVisibleAsync();
                try { await ReportsPageTests.CheckAsync(window, $"{who} {path} {key}"); }
                catch (Xunit.Sdk.XunitException wrong) { found.Add(wrong.Message); }
            }
            window.AssertQuiet(NotFound);
        }
        Assert.True(found.Count == 0, string.Join("\n\n", found));
    }

    // The reporter has a begun report already, and one that is in; this one comes back to it.
    private static async Task HandInAndReturnAsync(BoardServer server)
    {
        using var reporter = await server.ClientAsync(Role.Reporter, Unit);
        using var office = await server.ClientAsync(Role.Secretariat);
        var unchanged = ReportCalls.Owed.Select(code => (JsonNode)new JsonObject { ["indicator"] = code, ["reason"] = "Không phát sinh." });
        await reporter.HandInAsync(new() { ["unchanged"] = new JsonArray([.. unchanged]) }, "2023");
        await office.CallAsync("return", new { reason = "Số liệu 1a chưa khớp với kỳ trước.", dueBefore = "2023-12-20" }, "2023").ExpectAsync(HttpStatusCode.OK);
    }
}
