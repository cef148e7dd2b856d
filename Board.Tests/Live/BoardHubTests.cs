using System.Text.Json.Nodes;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Board.Tests.Live;

public sealed class BoardHubTests
{
    [Fact]
    public async Task StrangeVersions_ShareAFewMessages()
    {
        await using var server = await BoardServer.StartAsync();
        await using var hub = await HubWatcher.JoinAsync(server.Url);
        await hub.WatchPageAsync(0);
        var feed = await server.Part<Board.Web.Live.BoardFeeds>().FindAsync(BoardServer.Plan, "vi");

        var messages = Enumerable.Range(-2_000, 4_000).Select(version => feed.Since(version).Message).ToHashSet();

        Assert.InRange(messages.Count, 1, 25);
    }

    [Fact]
    public async Task AReimportedPlan_HasAnotherEpoch_SoThatPagesLoadAgain()
    {
        await using var server = await BoardServer.StartAsync();
        await using var hub = await HubWatcher.JoinAsync(server.Url);
        await hub.WatchPageAsync(0);
        await hub.ReachPageAsync(1);
        var before = (string)hub.Pages.Last()["epoch"]!;

        await server.ImportAsync(SeedPlan.With(plan => plan["title"] = "Kế hoạch khác"));
        server.Live.Announce();
        await server.ReachAsync(2);

        await Patience.UntilAsync(() =>
        {
            server.Clock.Advance(TimeSpan.FromSeconds(1));
            return hub.Pages.Any(page => (string)page["epoch"]! != before);
        }, "another epoch");
        Assert.Contains((string)hub.Pages.Last()["epoch"]!, await server.Anonymous.GetStringAsync("/"));
    }

    [Fact]
    public async Task AnUnreadableDatabase_IsSaid_UntilItCanBeReadAgain()
    {
        await using var server = await BoardServer.StartAsync();
        await using var hub = await HubWatcher.JoinAsync(server.Url);
        await hub.WatchPageAsync(0);
        await hub.ReachPageAsync(1);
        Assert.False((bool)hub.Pages.Last()["stale"]!);

        Sql.Run(server.Database, "ALTER TABLE \"BoardVersion\" RENAME TO \"Away\"");
        server.Live.Announce();
        await Patience.UntilAsync(() => { server.Clock.Advance(TimeSpan.FromSeconds(1)); return (bool)hub.Pages.Last()["stale"]!; }, "stale");
        Sql.Run(server.Database, "ALTER TABLE \"Away\" RENAME TO \"BoardVersion\"");

        await Patience.UntilAsync(() => { server.Clock.Advance(TimeSpan.FromSeconds(1)); return !(bool)hub.Pages.Last()["stale"]!; }, "fresh again");
    }

    [Fact]
    public async Task Watch_AnswersTheBoard_ThenEveryChange()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700));
        await using var watcher = await HubWatcher.JoinAsync(server.Url);

        var board = await watcher.WatchAsync();
        Assert.Equal((await server.BoardAsync()).ToJsonString(), board.ToJsonString());

        var version = await BoardServer.PostShareAsync(office, "1a", "dak-ru", 800);
        await watcher.ReachAsync(version);
        var change = Assert.Single(watcher.Changes);
        var gauge = Assert.Single(change["changed"]!.AsArray())!;
        Assert.Equal(("1a", 80m, version), ((string)gauge["code"]!, (decimal)gauge["value"]!, (long)gauge["version"]!));
        var now = await server.BoardAsync();
        Assert.Equal(now["tallies"]!.ToJsonString(), change["tallies"]!.ToJsonString());
        Assert.Equal(now["asOf"]!.ToJsonString(), change["asOf"]!.ToJsonString());
    }

    [Fact]
    public async Task WatchPage_GreetsWithWhatChangedSince_ThenSendsEveryChange()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var seen = await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700);
        await server.ReachAsync(seen);
        var missed = await BoardServer.PostShareAsync(office, "1b", "dak-ru", 710);
        await server.ReachAsync(missed);

        await using var current = await HubWatcher.JoinAsync(server.Url);
        await current.WatchPageAsync(missed, "en");
        await current.ReachPageAsync(missed);
        Assert.Empty(Targets(current.Pages.First()));

        await using var late = await HubWatcher.JoinAsync(server.Url);
        await late.WatchPageAsync(seen, "en");
        await late.ReachPageAsync(missed);
        Assert.Equal(["deadlines", "gauge-1b", "head", "tallies", "ticker"], Targets(late.Pages.First()));
        Assert.Contains("data-value=\"71\"", HtmlOf(late.Pages.First(), "gauge-1b"), StringComparison.Ordinal);

        var next = await BoardServer.PostShareAsync(office, "1c", "dak-ru", 720);
        await late.ReachPageAsync(next);
        await current.ReachPageAsync(next);
        Assert.Equal(["gauge-1c", "head", "tallies", "ticker"], Targets(late.Pages.Last()));
        Assert.Equal(2, late.Pages.Count);
        Assert.Equal(late.Pages.Last().ToJsonString(), current.Pages.Last().ToJsonString());
    }

    [Fact]
    public async Task Refusals_LeaveTheConnectionAsItIs()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var watcher = await HubWatcher.JoinAsync(server.Url);
        await watcher.WatchAsync();

        Assert.Contains("unknown-plan", (await Assert.ThrowsAsync<HubException>(() => watcher.WatchAsync("no-plan"))).Message, StringComparison.Ordinal);
        Assert.Contains("unknown-plan", (await Assert.ThrowsAsync<HubException>(() => watcher.WatchPageAsync(0, planId: "no-plan"))).Message, StringComparison.Ordinal);
        Assert.Contains("unknown-language", (await Assert.ThrowsAsync<HubException>(() => watcher.WatchPageAsync(0, "xx"))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HubException>(() => watcher.WatchAsync(null!));
        await Assert.ThrowsAsync<HubException>(() => watcher.WatchPageAsync(0, null!));
        await Assert.ThrowsAsync<HubException>(() => watcher.Connection.InvokeAsync("NoMethod"));
        await Assert.ThrowsAsync<HubException>(() => watcher.Connection.InvokeAsync("Watch", 1, 2, 3));

        await watcher.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700));
    }

    [Fact]
    public async Task Watching_WhileAFrameIsHeldBack_NeverSendsAnOlderVersion()
    {
        // The clock stands still: after the first change the next frame never comes by itself, so the watchers' message is older than the board.
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var early = await HubWatcher.JoinAsync(server.Url);
        await using var earlyPage = await HubWatcher.JoinAsync(server.Url);
        await early.WatchAsync();
        await earlyPage.WatchPageAsync(0);
        await server.ShowAsync(early, await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700));
        long newest = 0;
        for (var i = 0; i < 3; i++) await server.ReachAsync(newest = await BoardServer.PostShareAsync(office, "1a", "dak-ru", 800 + i));

        await using var machine = await HubWatcher.JoinAsync(server.Url);
        await using var page = await HubWatcher.JoinAsync(server.Url);
        var board = await machine.WatchAsync();
        Assert.Equal(newest, HubWatcher.VersionOf(board));
        await page.WatchPageAsync(newest);
        await page.ReachPageAsync(newest);
        await earlyPage.WatchPageAsync(newest - 1);
        await earlyPage.ReachPageAsync(newest);

        var after = await BoardServer.PostShareAsync(office, "1a", "dak-ru", 900);
        await server.ShowAsync(machine, after);
        await machine.ReachAsync(after);
        await page.ReachPageAsync(after);
        await early.ReachAsync(after);
        HubWatcher.AssertRising([newest, .. machine.Changes.Select(HubWatcher.VersionOf)]);
        HubWatcher.AssertRising([newest - 1, .. page.Pages.Select(HubWatcher.VersionOf)]);
        HubWatcher.AssertRising(early.Changes.Select(HubWatcher.VersionOf));
    }

    [Fact]
    public async Task ComingBack_AndWatchingAgain_Converges()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var watcher = await HubWatcher.JoinAsync(server.Url);
        await watcher.WatchAsync();
        await watcher.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700));

        await watcher.Connection.StopAsync();
        var missed = await BoardServer.PostShareAsync(office, "1a", "dak-ru", 800);
        await server.ReachAsync(missed);
        watcher.Changes.Clear();
        await watcher.Connection.StartAsync();
        var board = await watcher.WatchAsync();
        Assert.Equal(missed, HubWatcher.VersionOf(board));

        await watcher.ReachAsync(await BoardServer.PostShareAsync(office, "1b", "dak-ru", 900));
        Assert.Equal(Figures(await server.BoardAsync()), watcher.Figures(board));
    }

    [Fact]
    public async Task ABurst_ComesTogether_AndEndsAtWhatTheDatabaseSays()
    {
        const int readings = 100;
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var machine = await HubWatcher.JoinAsync(server.Url);
        await using var page = await HubWatcher.JoinAsync(server.Url);
        var board = await machine.WatchAsync();
        await page.WatchPageAsync(HubWatcher.VersionOf(board));
        string[] units = ["dak-ru", "dak-sin", "kien-duc", "nhan-co"], indicators = ["1a", "1b", "1c"];

        var started = TimeProvider.System.GetTimestamp();
        var versions = await Task.WhenAll(Enumerable.Range(0, readings).Select(i =>
            BoardServer.PostShareAsync(office, indicators[i % indicators.Length], units[i % units.Length], 400 + i)));
        await machine.ReachAsync(versions.Max());
        await page.ReachPageAsync(versions.Max());

        Assert.Equal(readings, versions.Distinct().Count());
        // Four times a second, however long it took.
        Assert.InRange(machine.Changes.Count, 1, 2 + (int)(4 * TimeProvider.System.GetElapsedTime(started).TotalSeconds));
        HubWatcher.AssertRising(machine.Changes.Select(HubWatcher.VersionOf));
        HubWatcher.AssertRising(page.Pages.Select(HubWatcher.VersionOf));
        Assert.Equal(Figures(await server.BoardAsync()), machine.Figures(board));
        Assert.All(await server.FindingsAsync(), finding => Assert.Empty(finding.Faults));
    }

    [Fact]
    public async Task ABoardThatIsNotPublic_IsForThoseWhoSignedIn()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: false, "Board:PublicBoard=false");
        using var viewer = await server.ClientAsync(Role.Viewer);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => HubWatcher.JoinAsync(server.Url));
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);
        await using var watcher = await HubWatcher.JoinAsync(server.Url, viewer.DefaultRequestHeaders.Authorization!.Parameter);
        Assert.Equal(BoardServer.Plan, (string)(await watcher.WatchAsync())["planId"]!);
    }

    private static Dictionary<string, string> Figures(JsonNode board) =>
        board["indicators"]!.AsArray().ToDictionary(node => (string)node!["code"]!, node => node!.ToJsonString());

    private static string[] Targets(JsonNode page) =>
        [.. page["fragments"]!.AsArray().Select(fragment => (string)fragment!["target"]!).Order(StringComparer.Ordinal)];

    private static string HtmlOf(JsonNode page, string target) =>
        (string)page["fragments"]!.AsArray().Single(fragment => (string)fragment!["target"]! == target)!["html"]!;
}
