using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Dashboard;

[Collection(nameof(Browser))]
public sealed class BoardPageTests(Browser browser)
{
    [Fact]
    public async Task Tallies_Filter_AndTheAddressKeepsIt()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var window = await browser.OpenAsync(server.Url);
        var page = window.Page;
        await window.LiveAsync();
        var lagging = page.Locator("[data-filter-status='lagging']");
        var achieved = page.Locator("[data-indicator][data-status='achieved']").First;
        var behind = page.Locator("[data-indicator][data-status='lagging']").First;

        await lagging.ClickAsync();
        await Expect(lagging).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.Locator("main")).ToHaveAttributeAsync("data-filter", "lagging");
        await Expect(page).ToHaveURLAsync(new Regex("#status=lagging$"));
        Assert.NotEqual(await LookAsync(behind), await LookAsync(achieved));

        // A change leaves the filter and the keyboard's place alone.
        await lagging.FocusAsync();
        await BoardServer.PostShareAsync(office, "1c", "dak-ru", 123, "2023-11-20");
        await Expect(page.Locator("[data-fragment='ticker'] li").First).ToContainTextAsync("12,3");
        await Expect(lagging).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(lagging).ToBeFocusedAsync();

        await page.ReloadAsync();
        await Expect(lagging).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.PressAsync("0");
        await Expect(lagging).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(page).Not.ToHaveURLAsync(new Regex("status="));
        await page.Keyboard.PressAsync("1");
        await Expect(page.Locator("[data-filter-status='achieved']")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Locator("[data-filter-clear]").ClickAsync();
        await Expect(page.Locator("[data-filter-clear]")).ToBeHiddenAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task WhoeverIsAtAFilter_StaysThere_WhenTheTalliesAreReplaced()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var window = await browser.OpenAsync(server.Url + "/#status=no-data");
        var (page, filter) = (window.Page, window.Page.Locator("[data-filter-status='no-data']"));
        await window.LiveAsync();
        // Each of these has a figure for the first time, so that one less has none.
        foreach (var (place, indicator, left) in ((ILocator, string, string)[])[(filter, "1a", "18"), (page.Locator("[data-filter-clear]"), "1b", "17")])
        {
            await place.FocusAsync();
            await BoardServer.PostShareAsync(office, indicator, "dak-ru", 500);
            await Expect(filter.Locator("b")).ToHaveTextAsync(left);
            await Expect(filter).ToHaveAttributeAsync("aria-pressed", "true");
            await Expect(place).ToBeFocusedAsync();
        }
        // The button that clears the filter goes away with it, the keyboard does not.
        await page.Keyboard.PressAsync("Enter");
        await Expect(filter).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(page.Locator("[data-filter-status]").First).ToBeFocusedAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task Legend_Language_AndTheme()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.OpenAsync(server.Url);
        var page = window.Page;
        var legend = page.Locator("dialog[data-legend]");
        await window.LiveAsync();

        await page.Keyboard.PressAsync("?");
        await Expect(legend).ToBeVisibleAsync();
        await window.AssertAccessibleAsync("legend");
        await page.Keyboard.PressAsync("Escape");
        await Expect(legend).ToBeHiddenAsync();
        await page.Locator("[data-legend-open]").ClickAsync();
        await Expect(legend).ToBeVisibleAsync();
        await legend.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(legend).ToBeHiddenAsync();

        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "vi");
        await page.Locator("a[hreflang='en']").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await window.LiveAsync();
        await page.GotoAsync(server.Url);
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");

        foreach (var theme in (string[])["light", "dark"])
        {
            await page.Locator("[data-theme-toggle]").ClickAsync();
            await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", theme);
            await page.ReloadAsync();
            await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", theme);
        }
        await page.GotoAsync(server.Url + "/indicators/1a");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        window.AssertQuiet();
    }

    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(1366, 768)]
    [InlineData(390, 844)]
    public async Task OnEveryScreen_ItFits_AndIsAccessible(int width, int height)
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            foreach (var language in (string[])["vi", "en"])
            {
                var what = $"{width}×{height} {scheme} {language}";
                await using var window = await browser.OpenAsync($"{server.Url}/?lang={language}", new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
                await window.LiveAsync();
                await window.AssertFitsAsync(what);
                await window.AssertAccessibleAsync(what);
                window.AssertQuiet();
            }
    }

    [Fact]
    public async Task Keys_ReachTheCards_AndOpenAnIndicator()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.OpenAsync(server.Url);
        await window.LiveAsync();

        await window.Page.Keyboard.PressAsync("Tab");
        await Expect(window.Page.Locator("a.skip")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page).ToHaveURLAsync(new Regex("/#content$"));
        var link = window.Gauge("1b").Locator("a");
        for (var presses = 0; !await link.EvaluateAsync<bool>("link => link === document.activeElement"); presses++)
        {
            Assert.True(presses < 40, "Tab does not reach the card");
            await window.Page.Keyboard.PressAsync("Tab");
        }
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync(server.Url + "/indicators/1b");
        await Expect(window.Gauge("1b")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task WithoutReadings_AndWithoutAPlan_ItSaysWhatToDo()
    {
        await using var empty = await BoardServer.StartRunningAsync();
        await using var bare = await BoardServer.StartRunningAsync(filled: false, $"Board:Plans={Directory.CreateTempSubdirectory("no-plans-").FullName}");
        await using var closed = await BoardServer.StartRunningAsync(filled: false, "Board:PublicBoard=false");
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using var noReadings = await browser.OpenAsync(empty.Url, new() { ColorScheme = scheme });
            await noReadings.LiveAsync();
            Assert.Equal(19, await noReadings.Page.Locator("[data-status='no-data'][data-value='']").CountAsync());
            await noReadings.AssertAccessibleAsync($"no readings {scheme}");
            noReadings.AssertQuiet();

            await SaysAsync(bare.Url, scheme, "plan import FILE");
            await SaysAsync(closed.Url, scheme, "Forgotten your password");
            await SaysAsync(closed.Url + "/indicators/1a", scheme, "Forgotten your password");
            await SaysAsync(empty.Url + "/no-such-page", scheme, "The address may be mistyped", "404");
            await SaysAsync(empty.Url + "/?plan=none", scheme, "The address may be mistyped", "404");
        }
    }

    [Fact]
    public async Task HostileNames_AreShownAsText()
    {
        const string attack = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>&lt;b&gt;&#60;i&#62;{{7*7}}</title></main>";
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        using var office = await server.ClientAsync(Role.Secretariat);
        var plan = JsonNode.Parse(await server.Anonymous.GetStringAsync($"/api/v1/plans/{BoardServer.Plan}"))!;
        plan["id"] = "hostile-2024";
        plan["title"] = attack;
        plan["locality"] = new JsonObject { ["name"] = "Huyện " + attack, ["parent"] = attack };
        foreach (var part in (string[])["units", "pillars", "indicators"])
            foreach (var node in plan[part]!.AsArray().OfType<JsonObject>())
            {
                node["name"] = $"{node["code"]} {attack}";
                foreach (var text in (string[])["numerator", "denominator", "note"])
                    if (part == "indicators") node[text] = attack;
                if (node["label"] is not null) node["label"] = new JsonObject { ["vi"] = "L " + attack, ["en"] = "L " + attack };
            }
        var file = System.Text.Encoding.UTF8.GetBytes(plan.ToJsonString());
        var imported = await new Web.Data.ImportPlan(server.Part<Web.Data.BoardTransactions>()).ExecuteAsync(Actor.Console, file, default);
        Assert.Empty(imported.Faults);
        server.Live.Announce();
        await Patience.UntilAsync(() => server.Live.State.Find("hostile-2024") is not null, "the plan");

        await using var window = await browser.OpenAsync(server.Url + "/?plan=hostile-2024");
        await window.LiveAsync();
        var answer = await office.PostAsync("/api/v1/plans/hostile-2024/readings", System.Net.Http.Json.JsonContent.Create(
            new { indicator = "1c", unit = "dak-ru", asOf = "2023-11-20", numerator = 500, denominator = 1000, note = attack }));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await window.ShowsAsync("1c", "50");
        await Expect(window.Page.Locator("[data-fragment='ticker']")).ToContainTextAsync(attack);
        await Expect(window.Page.Locator("h1")).ToContainTextAsync(attack);
        Assert.Equal(0, await window.Page.Locator("img, script:not([src]), i, main main").CountAsync());
        window.AssertQuiet();

        await window.Page.GotoAsync(server.Url + "/indicators/1a?plan=hostile-2024");
        await window.LiveAsync();
        await Expect(window.Page.Locator("h1")).ToContainTextAsync(attack);
        Assert.Equal(0, await window.Page.Locator("img, script:not([src]), i, main main").CountAsync());
        window.AssertQuiet();
    }

    [Theory]
    [InlineData(ReducedMotion.Reduce, 0)]
    [InlineData(ReducedMotion.NoPreference, 1)]
    public async Task Changes_MoveOnlyForThoseWhoLikeIt(ReducedMotion wish, int moved)
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var window = await browser.OpenAsync(server.Url, new() { ReducedMotion = wish });
        await window.LiveAsync();
        // A gauge stands out for two seconds only, which a busy machine may miss.
        await window.Page.EvaluateAsync("""
            () => {
              window.moved = new Set();
              new MutationObserver(records => records.forEach(({ target }) => { if (target.matches('.changed[data-indicator]')) window.moved.add(target); }))
                .observe(document.body, { subtree: true, attributes: true, attributeFilter: ['class'] });
            }
            """);
        var gauge = window.Gauge("1c");

        var version = await BoardServer.PostShareAsync(office, "1c", "dak-ru", 500, "2023-11-20");
        await Expect(gauge).ToHaveAttributeAsync("data-version", Say(version));

        Assert.Equal(moved, await window.Page.EvaluateAsync<int>("() => window.moved.size"));
        await Expect(window.Page.Locator("[data-indicator].changed")).ToHaveCountAsync(0);
        var duration = await gauge.EvaluateAsync<string>("gauge => getComputedStyle(gauge.querySelector('.value')).transitionDuration");
        Assert.Equal(moved == 0, duration.Split(',').All(part => double.Parse(part.Trim().TrimEnd('s', 'm'), CultureInfo.InvariantCulture) < 0.02));
    }

    private async Task SaysAsync(string address, ColorScheme scheme, string help, string? status = null)
    {
        await using var window = await browser.OpenAsync(address, new() { ColorScheme = scheme, Locale = "en-GB" });
        await Expect(window.Page.Locator("main")).ToContainTextAsync(help);
        await window.AssertAccessibleAsync($"{address} {scheme}");
        await window.AssertFitsAsync(address);
        window.AssertQuiet(status is null ? [] : [$"status of {status}"]);
    }

    private static Task<string> LookAsync(ILocator gauge) =>
        gauge.EvaluateAsync<string>("gauge => { const style = getComputedStyle(gauge); return style.display + style.opacity + style.filter; }");

    private static string Say(long version) => version.ToString(CultureInfo.InvariantCulture);
}
