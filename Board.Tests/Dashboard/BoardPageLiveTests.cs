using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Live;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Dashboard;

[Collection(nameof(Timed))]
public sealed class BoardPageLiveTests(Browser browser)
{
    private static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);

    // What Chromium writes by itself when a connection is refused or cut; nobody can keep it from doing so.
    private static readonly string[] Cut = ["ERR_CONNECTION", "WebSocket connection to", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE", "ERR_SOCKET"];

    [Fact]
    public async Task AReading_IsShownByEveryOpenBoard_WithinASecond()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var one = await browser.OpenAsync(server.Url);
        await using var other = await browser.OpenAsync(server.Url + "/?lang=en");
        Window[] windows = [one, other];
        foreach (var window in windows)
        {
            await window.LiveAsync();
            await window.MarkAsync();
        }

        for (var i = 1; i <= 5; i++)
        {
            var version = await BoardServer.PostShareAsync(office, "1c", "dak-ru", 100 * i, "2023-11-20");
            var acknowledged = DateTimeOffset.UtcNow;
            await server.ReachAsync(version);
            var value = Exact((await server.BoardAsync())["indicators"]!.AsArray().Single(node => (string)node!["code"]! == "1c")!["value"]!);
            foreach (var window in windows)
            {
                var shown = await window.ShownAtAsync("1c", value);
                Assert.True(shown - acknowledged < ASecond, $"shown {(shown - acknowledged).TotalMilliseconds} ms after the acknowledgement");
                await Expect(window.Page.Locator("main")).ToHaveAttributeAsync("data-version", Say(version));
                await Expect(window.Gauge("1c")).ToHaveAttributeAsync("data-version", Say(version));
            }
        }

        foreach (var window in windows)
        {
            Assert.True(await window.IsMarkedAsync(), "the page was loaded again");
            HubWatcher.AssertRising(await window.VersionsAsync());
            await Expect(window.Badge).ToHaveAttributeAsync("data-live", "on");
            window.AssertQuiet();
        }
    }

    [Fact]
    public async Task ABurst_EndsAtWhatTheBoardSays()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var window = await browser.OpenAsync(server.Url);
        await window.LiveAsync();
        await window.MarkAsync();
        (string Indicator, string Unit)[] sources = [("1c", "dak-ru"), ("1c", "dak-sin"), ("2c2", "dak-ru"), ("2c2", "nhan-co")];

        var versions = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => BoardServer.PostShareAsync(office, sources[i % 4].Indicator, sources[i % 4].Unit, 400 + i, "2023-11-20")));
        await Expect(window.Page.Locator("main")).ToHaveAttributeAsync("data-version", Say(versions.Max()));

        foreach (var progress in (await server.BoardAsync())["indicators"]!.AsArray())
        {
            var gauge = window.Gauge((string)progress!["code"]!);
            await Expect(gauge).ToHaveAttributeAsync("data-value", progress["value"] is { } value ? Exact(value) : "");
            await Expect(gauge).ToHaveAttributeAsync("data-status", (string)progress["status"]!);
        }
        foreach (var (status, count) in (await server.BoardAsync())["tallies"]!.AsObject())
            await Expect(window.Page.Locator($"[data-filter-status='{status}'] b")).ToHaveTextAsync(count!.ToString());
        HubWatcher.AssertRising(await window.VersionsAsync());
        window.AssertQuiet();
    }

    [Fact]
    public async Task AKilledServer_IsSaid_AndItsReturnBringsEverything()
    {
        await using var board = new BoardProcess("Board:PublicBoard=true", "Board:Clock:Start=2023-11-24T08:00:00+07:00");
        using var office = await board.ClientAsync("secretariat");
        await board.StartAsync();
        await using var window = await browser.OpenAsync(board.Url + "/?lang=en");
        await window.LiveAsync();
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700);
        await window.ShowsAsync("1a", "70");
        await window.MarkAsync();

        await board.KillAsync();
        await window.LiveAsync("off");
        await Expect(window.Badge).ToHaveTextAsync(new Regex(@"^Connection lost at \d\d:\d\d$"));
        await board.StartAsync();
        // Committed before the page is back: it must ask for what it missed.
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 810);

        await window.ShowsAsync("1a", "81");
        await window.LiveAsync();
        await BoardServer.PostShareAsync(office, "1b", "dak-ru", 830);
        await window.ShowsAsync("1b", "83");
        Assert.True(await window.IsMarkedAsync(), "the page was loaded again");
        HubWatcher.AssertRising(await window.VersionsAsync());
        window.AssertQuiet(Cut);
    }

    [Fact]
    public async Task WhoseSignInHasEnded_IsAskedForItAgain_InsteadOfWaitingForTheServer()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true, "Board:PublicBoard=false");
        await using var window = await browser.SignInAsync(server, Role.Committee, "/");
        await window.LiveAsync();
        Assert.Null(await server.Part<SwitchAccount>().ExecuteAsync(Actor.Console, Sql.Number(server.Database, "SELECT max(\"Id\") FROM \"Accounts\""), enabled: false));
        // As the round of each minute does.
        foreach (var watcher in server.Part<BoardConnections>().Open()) watcher.Abort();
        await Expect(window.Page).ToHaveURLAsync(new Regex("/account/login"));
    }

    private static string Say(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static string Exact(JsonNode value) => ((decimal)value).ToString("0.############################", CultureInfo.InvariantCulture);
}
