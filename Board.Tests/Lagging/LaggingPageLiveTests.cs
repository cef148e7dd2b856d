using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Lagging;

[Collection(nameof(Timed))]
public sealed class LaggingPageLiveTests(Browser browser)
{
    private const string Changed = "([code, before]) => { const row = document.querySelector(`tr[data-indicator='${code}']`); return row && row.dataset.people !== before && Date.now(); }";

    [Fact]
    public async Task AReading_IsShown_WithinASecond_AndWhoReadsStaysWhereTheyAre()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/lagging");
        var page = window.Page;
        await window.LiveAsync();
        await window.MarkAsync();
        var row = page.Locator("tr[data-indicator='1a']");
        var unit = page.Locator("[data-holder='dak-sin']");
        await unit.Locator("summary").ClickAsync();
        await row.Locator("td.figure a").FocusAsync();
        await page.EvaluateAsync("() => { scrollBy(0, 60); }");
        var (scrolled, people) = (await page.EvaluateAsync<double>("() => scrollY"), await row.GetAttributeAsync("data-people"));

        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 7300, "2023-11-24", 9874);
        var acknowledged = DateTimeOffset.UtcNow;
        var at = await (await page.WaitForFunctionAsync(Changed, new[] { "1a", people })).JsonValueAsync<double>();
        Assert.True(at - acknowledged.ToUnixTimeMilliseconds() < 1000, $"shown {at - acknowledged.ToUnixTimeMilliseconds()} ms after the acknowledgement");
        // More are missing elsewhere now, so rows change places.
        await Expect(page.Locator("tr[data-indicator]").First).ToHaveAttributeAsync("data-indicator", "1a");
        await BoardServer.PostShareAsync(office, "3g", "dak-ru", 10, "2023-11-24", 9874);
        await Expect(page.Locator("tr[data-indicator]").First).ToHaveAttributeAsync("data-indicator", "3g");

        await Expect(row.Locator("td.figure a")).ToBeFocusedAsync();
        await Expect(unit.Locator("details")).ToHaveAttributeAsync("open", "");
        Assert.Equal(scrolled, await page.EvaluateAsync<double>("() => scrollY"), 2.0);
        Assert.True(await window.IsMarkedAsync(), "the page was loaded again");
        window.AssertQuiet();
    }

    [Fact]
    public async Task EachReader_IsShownTheirOwn_WithoutACircuitToo()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        foreach (var (role, odd, assigns) in ((Role, bool, bool)[])[(Role.Secretariat, true, true), (Role.Committee, true, false), (Role.Viewer, false, false)])
        {
            using var visitor = await server.VisitorAsync(role);
            var page = await visitor.Client.GetStringAsync("/lagging");
            Assert.Equal(odd, page.Contains("data-tally=\"odd\"", StringComparison.Ordinal));
            Assert.Equal(odd, page.Contains("data-trouble=\"odd\"", StringComparison.Ordinal));
            Assert.Equal(assigns, page.Contains("href=\"/admin/plan\" data-trouble=\"orphan\"", StringComparison.Ordinal));
            Assert.Contains("href=\"/indicators/1a\"", page, StringComparison.Ordinal);
            var named = await visitor.Client.GetStringAsync($"/lagging?plan={BoardServer.Plan}&trouble=orphan");
            Assert.Contains($"href=\"/indicators/3c?plan={BoardServer.Plan}\"", named, StringComparison.Ordinal);
            Assert.DoesNotContain("<tr data-indicator=\"1a\"", named, StringComparison.Ordinal);
        }
    }
}
