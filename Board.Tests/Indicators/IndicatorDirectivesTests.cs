using Board.Tests.Meetings;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Indicators;

/// <summary>What meetings decided about an indicator, on its page.</summary>
[Collection(nameof(Browser))]
public sealed class IndicatorDirectivesTests(Browser browser)
{
    [Fact]
    public async Task ADirective_ShowsOnAnOpenPage_MovesWithItsSteps_AndIsSettledAtLast()
    {
        await using var server = await BoardServer.StartAsync();
        using var chair = await server.ClientAsync(Role.Committee);
        await using var window = await browser.SignInAsync(server, Role.Viewer, "/indicators/1a");
        var part = window.Page.Locator(".decided");
        await Expect(part).ToHaveAttributeAsync("data-interactive", "");
        await Expect(part).ToContainTextAsync("Chưa có ý kiến chỉ đạo nào");

        var meeting = (long)(await MeetingLifecycleTests.OpenAsync(chair))["id"]!;
        await MeetingLifecycleTests.DirectAsync(chair, meeting);
        await MeetingLifecycleTests.Post(chair, "/directives", new { text = "Việc khác <b>x</b>", unit = "dak-ru", due = "2023-12-01", indicator = "1b" });
        await MeetingLifecycleTests.Post(chair, "/directives", new { text = "Gấp hơn <b>x</b>", unit = "dak-sin", due = "2023-12-01", indicator = "1a" });
        // The most urgent first; that of another indicator is on its own page.
        await Expect(part.Locator("[data-directive]")).ToHaveCountAsync(2);
        Assert.Equal(["3", "1"], await part.Locator("[data-directive]").EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.directive)"));
        await Expect(part.Locator("[data-directive='3'] .decided-text")).ToHaveTextAsync("Gấp hơn <b>x</b>");
        var first = part.Locator("[data-directive='1']");
        await Expect(first).ToContainTextAsync("15/12/2023");
        await Expect(first).ToContainTextAsync("Xã Đắk Ru");
        await Expect(first.Locator($"a[href='/meetings/{meeting}?plan={BoardServer.Plan}']")).ToHaveTextAsync("Họp sơ kết, 24/11/2023");

        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        await MeetingLifecycleTests.Post(unit, "/directives/1/steps", new { state = "done", note = "Đã rà xong" });
        await Expect(first).ToHaveAttributeAsync("data-state", "reported");
        await Expect(first.Locator(".evidence")).ToContainTextAsync("Đã rà xong");
        await MeetingLifecycleTests.Post(chair, "/directives/1/steps", new { state = "done" });
        await Expect(part.Locator("details [data-directive='1']")).ToHaveAttributeAsync("data-state", "done");
        await Expect(first).ToBeHiddenAsync();
        await part.Locator("summary").ClickAsync();
        await Expect(first).ToBeVisibleAsync();
        await window.AssertAccessibleAsync("directives");
        window.AssertQuiet();
    }

    [Fact]
    public async Task AUnitsReporter_SeesItsOwn_AndWhoIsNotSignedIn_SeesNothingOfIt()
    {
        await using var server = await BoardServer.StartAsync();
        using var chair = await server.ClientAsync(Role.Committee);
        await MeetingLifecycleTests.DirectAsync(chair, (long)(await MeetingLifecycleTests.OpenAsync(chair))["id"]!);
        async Task<string> SeenAsync(Role role, string? of = null)
        {
            using var visitor = await server.VisitorAsync(role, of);
            return await visitor.Client.GetStringAsync("/indicators/1a");
        }
        foreach (var seen in (string[])[await SeenAsync(Role.Committee), await SeenAsync(Role.Viewer), await SeenAsync(Role.Reporter, "dak-ru")])
            Assert.Contains("data-directive=\"1\"", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("data-directive", await SeenAsync(Role.Reporter, "dak-sin"), StringComparison.Ordinal);
        var open = await server.Anonymous.GetStringAsync("/indicators/1a");
        Assert.DoesNotContain("decided", open, StringComparison.Ordinal);
        Assert.DoesNotContain("Họp sơ kết", open, StringComparison.Ordinal);
    }
}
