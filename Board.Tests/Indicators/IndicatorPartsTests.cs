using System.Text.Json.Nodes;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Indicators;

/// <summary>A page that was open all the time shows what one that is opened now does.</summary>
[Collection(nameof(Browser))]
public sealed class IndicatorPartsTests(Browser browser)
{
    private const string Differences = """
        async () => {
          const fresh = new DOMParser().parseFromString(await (await fetch(location.href, { cache: 'no-store' })).text(), 'text/html');
          const parts = page => Object.fromEntries([...page.querySelectorAll('[data-part]')].map(part => [part.dataset.part, part.dataset.part === 'around' ? part.className : part.outerHTML]));
          const [now, then] = [parts(document), parts(fresh)];
          const names = new Set([...Object.keys(now), ...Object.keys(then)]);
          return [...names].filter(name => now[name] !== then[name]).map(name => `${name}: ${now[name]} / ${then[name]}`);
        }
        """;

    private const string HoldWhatIsSent = """
        const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (data) {
          if (window.held) window.held.push([this, data]);
          else send.call(this, data);
        };
        window.release = () => {
          const held = window.held;
          window.held = null;
          for (const [socket, data] of held) send.call(socket, data);
        };
        """;

    [Fact]
    public async Task FromTheFirstFigure_ToTheTargetMet_AndBack()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var window = await browser.OpenAsync(server.Url + "/indicators/1a");
        await window.LiveAsync();
        await window.MarkAsync();
        await Expect(window.Page.Locator(".chart")).ToHaveCountAsync(2);
        await Expect(window.Page.Locator(".chart >> visible=true")).ToHaveCountAsync(0);

        // The first figure; one that lacks; a second day, by which there is a way and a forecast; corrections; all is met; and not any more.
        await PostAsync("dak-ru", 900, "2023-03-31");
        await Expect(window.Page.Locator(".trend .chart[data-drawn]")).ToBeVisibleAsync();
        await PostAsync("dak-sin", 300, "2023-03-31");
        await Expect(window.Page.Locator(".units .chart[data-drawn]")).ToBeVisibleAsync();
        await PostAsync("dak-sin", 500, "2023-06-30");
        await PostAsync("dak-sin", 520, "2023-06-30");
        await PostAsync("nhan-co", 100, "2023-10-31");
        await PostAsync("nhan-co", 950, "2023-10-31");
        await PostAsync("dak-sin", 990, "2023-10-31");
        await Expect(window.Page.Locator(".units .chart")).ToBeHiddenAsync();
        await PostAsync("dak-ru", 10, "2023-10-31");
        await Expect(window.Page.Locator(".units .chart[data-drawn]")).ToBeVisibleAsync();

        await Expect(window.Page.Locator(".newer")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("live-parts > *")).ToHaveCountAsync(0);
        Assert.True(await window.IsMarkedAsync(), "the page was loaded again");
        window.AssertQuiet();

        async Task PostAsync(string unit, int share, string asOf)
        {
            await BoardServer.PostShareAsync(office, "1a", unit, share, asOf);
            await SameAsync(window, $"{unit} {share}");
        }
    }

    [Fact]
    public async Task ANewDay_IsShown_ButNotAsANewFigure()
    {
        await using var server = await BoardServer.StartAtAsync(new(2023, 11, 24, 23, 59, 30, TimeSpan.FromHours(7)));
        using var office = await server.ClientAsync(Role.Secretariat);
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-ru", 600));
        await using var window = await browser.OpenAsync(server.Url + "/indicators/1a");
        await window.LiveAsync();
        var gauge = window.Page.Locator("[data-part=gauge]");
        var yesterday = await gauge.InnerHTMLAsync();

        await Patience.UntilAsync(async () =>
        {
            server.Clock.Advance(TimeSpan.FromSeconds(2));
            return await gauge.InnerHTMLAsync() != yesterday;
        }, "the mark of what was to be expected has moved");

        await SameAsync(window, "the open page");
        await Expect(window.Page.Locator(".newer")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [Fact]
    public async Task APlanThatCountsInAnotherWay_ChangesTheColumns()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await using var window = await browser.OpenAsync(server.Url + "/indicators/1a");
        await window.LiveAsync();
        var columns = window.Page.Locator(".units thead th");
        await Expect(columns).ToHaveCountAsync(7);

        Assert.Equal(ImportPlan.Outcome.Replaced, (await server.ImportAsync(SeedPlan.With(plan =>
        {
            var indicator = plan["indicators"]![0]!.AsObject();
            (indicator["measure"], indicator["group"], indicator["denominator"]) = ("count", null, null);
        }))).Outcome);

        await Expect(columns).ToHaveCountAsync(4);
        await Expect(window.Page.Locator(".units tbody td[colspan='3']")).ToHaveCountAsync(11);
        await SameAsync(window, "the open page");
        window.AssertQuiet();
    }

    [Fact]
    public async Task WhoeverReadsIt_IsNotDisturbed()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 600);
        await using var window = await browser.OpenAsync(server.Url + "/indicators/1a");
        await window.LiveAsync();
        await window.Page.Locator("details.data summary").ClickAsync();
        var link = window.Page.Locator(".units tr[data-unit='dak-ru'] a");
        await link.FocusAsync();

        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 610);
        await window.ShowsAsync("1a", "61");

        await Expect(window.Page.Locator(".units tr[data-unit='dak-ru']")).ToContainTextAsync("61,0");
        await Expect(link).ToBeFocusedAsync();

        // A unit that lacks more comes to stand before it.
        await BoardServer.PostShareAsync(office, "1a", "dak-sin", 100);
        await Expect(window.Page.Locator(".units tbody tr").First).ToContainTextAsync("10,0");
        await Expect(link).ToBeFocusedAsync();
        await Expect(window.Page.Locator(".trend .table-scroll table")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task WhatCameBetweenThePageAndItsCircuit_IsShown()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 600);
        await using var window = await browser.OpenAsync(server.Url + "/areas");
        var held = new TaskCompletionSource();
        await window.Page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await window.Page.GotoAsync(server.Url + "/indicators/1a");
        await window.ShowsAsync("1a", "60");
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 640);
        held.SetResult();

        await window.LiveAsync();
        await window.ShowsAsync("1a", "64");
        await SameAsync(window, "the open page");
    }

    [Fact]
    public async Task AChangedPlan_IsShown_AndAnIndicatorTakenOutOfIt_IsSaid()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await using var window = await browser.OpenAsync(server.Url + "/indicators/4b");
        await window.LiveAsync();

        await ImportAsync(plan => Last(plan)["name"] = "Tên <b>mới</b>");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Tên <b>mới</b>");

        await ImportAsync(plan =>
        {
            plan["indicators"]!.AsArray().Remove(Last(plan));
            foreach (var assignment in plan["assignments"]!.AsArray()) assignment!["indicators"]!.AsArray().RemoveAll(code => (string?)code == "4b");
        });
        await Expect(window.Page.Locator("[role=status].newer")).ToContainTextAsync("đã được đưa ra khỏi kế hoạch");
        window.AssertQuiet();

        static JsonNode Last(JsonObject plan) => plan["indicators"]!.AsArray().Single(indicator => (string?)indicator!["code"] == "4b")!;
        async Task ImportAsync(Action<JsonObject> change) => Assert.Equal(ImportPlan.Outcome.Replaced, (await server.ImportAsync(SeedPlan.With(change))).Outcome);
    }

    [Fact]
    public async Task WhatCameWhileThePageConfirmedNothing_IsShown()
    {
        string[] units = ["dak-ru", "dak-sin", "nhan-co", "quang-tin", "nhan-dao", "kien-thanh"];
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        foreach (var unit in units) await BoardServer.PostShareAsync(office, "1a", unit, 600);
        await using var window = await browser.OpenAsync(server.Url + "/areas");
        await window.Context.AddInitScriptAsync(HoldWhatIsSent);
        await window.Page.GotoAsync(server.Url + "/indicators/1a");
        await window.LiveAsync();
        await using var other = await browser.OpenAsync(server.Url + "/indicators/1a");
        await other.LiveAsync();

        // More frames than a circuit sends to a page that confirms none: those between are skipped.
        await window.Page.EvaluateAsync("() => { window.held = []; }");
        foreach (var unit in units)
        {
            await BoardServer.PostShareAsync(office, "1a", unit, 610);
            await Expect(other.Page.Locator($".units tr[data-unit='{unit}']")).ToContainTextAsync("61,0");
        }
        await window.Page.EvaluateAsync("() => window.release()");

        await window.ShowsAsync("1a", "61");
        await SameAsync(window, "every row");
        window.AssertQuiet();
    }

    private static async Task SameAsync(Window window, string what)
    {
        string[] differences = [];
        try { await Patience.UntilAsync(async () => (differences = await window.Page.EvaluateAsync<string[]>(Differences)).Length == 0, what); }
        catch (Xunit.Sdk.TrueException) { Assert.Fail($"{what} is not shown as on a new page\n{string.Join('\n', differences)}"); }
    }
}
