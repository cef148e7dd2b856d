using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Domain.Calendar;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Indicators;
using Board.Web.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Tests.Live;

public sealed class LiveBoardTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task TwoWritersAtOnce_LoseNothing_AndVersionsOnlyRise()
    {
        const int each = 40;
        await using var server = await BoardServer.StartRunningAsync();
        using var one = await server.ClientAsync(Role.Secretariat);
        using var other = await server.ClientAsync(Role.Admin);
        using var published = new Published(server.Live);

        async Task<long> WriteAsync(HttpClient client, string unit)
        {
            long last = 0;
            for (var i = 0; i < each; i++) last = await BoardServer.PostShareAsync(client, "1a", unit, 500 + i);
            return last;
        }
        var versions = await Task.WhenAll(WriteAsync(one, "dak-ru"), WriteAsync(other, "dak-sin"));
        await server.ReachAsync(versions.Max());

        Assert.Equal(2 * each, versions.Max() - published.First);
        var revisions = (await server.Anonymous.GetFromJsonAsync<JsonNode>($"/api/v1/plans/{BoardServer.Plan}/indicators/1a/readings"))!.AsArray();
        Assert.Equal(2 * each, revisions.Count);
        Assert.Equal(53.9m, (decimal)(await server.BoardAsync())["indicators"]!.AsArray().Single(node => (string)node!["code"]! == "1a")!["value"]!);
        HubWatcher.AssertRising(published.Versions);
    }

    [Fact]
    public async Task AChangeByAnotherProcess_IsFoundByPolling()
    {
        await using var server = await BoardServer.StartAsync();
        using var published = new Published(server.Live);
        await using var watcher = await HubWatcher.JoinAsync(server.Url);
        var board = await watcher.WatchAsync();

        // Another process has its own live board and cannot announce anything to this one.
        var version = await SubmitElsewhereAsync(server, "1a", "dak-ru", 640);
        await Patience.UntilAsync(() =>
        {
            server.Clock.Advance(Poll);
            return server.Live.State.Version >= version;
        }, "the poll");
        await server.ShowAsync(watcher, version);

        Assert.Equal(64m, (decimal)Assert.Single(watcher.Changes.Last()["changed"]!.AsArray())!["value"]!);
        Assert.True(version > HubWatcher.VersionOf(board));
        HubWatcher.AssertRising(published.Versions);
    }

    [Fact]
    public async Task APlanImportedByCommand_AppearsWithoutARestart()
    {
        await using var board = new BoardProcess("Board:PublicBoard=true", "Board:Clock:Start=2023-11-24T08:00:00+07:00");
        await board.StartAsync();
        var plan = JsonNode.Parse(await board.Client.GetStringAsync($"/api/v1/plans/{BoardServer.Plan}"))!;
        plan["id"] = "another-2023";
        var file = Path.Combine(board.Folder, "another.json");
        await File.WriteAllTextAsync(file, plan.ToJsonString());

        Assert.Equal(0, (await board.RunAsync("plan", "import", file)).Code);

        await Patience.UntilAsync(async () => (await board.Client.GetAsync("/api/v1/plans/another-2023/board")).IsSuccessStatusCode, "the new plan");
    }

    [Fact]
    public async Task ANewDay_IsANewVersion_AndJudgesAgain()
    {
        await using var server = await BoardServer.StartAtAsync(new(2023, 12, 2, 23, 50, 0, TimeSpan.FromHours(7)));
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var watcher = await HubWatcher.JoinAsync(server.Url);
        using var published = new Published(server.Live);
        await watcher.WatchAsync();
        var version = await BoardServer.PostShareAsync(office, "1a", "dak-ru", 100, "2023-09-30");
        await server.ShowAsync(watcher, version);
        Assert.NotEqual("stale", await StatusAsync(server));

        // Reports for the fourth quarter were due before 3 December; until its first second nothing is late.
        await TurnToAsync(server, new(2023, 12, 2, 23, 59, 57, TimeSpan.FromHours(7)));
        Assert.NotEqual("stale", await StatusAsync(server));
        var eve = server.Live.State.Version;
        Assert.Equal(new DateOnly(2023, 12, 2), server.Live.State.Find(null)!.Today);

        await TurnToAsync(server, new(2023, 12, 3, 0, 0, 1, TimeSpan.FromHours(7)));
        Assert.Equal(new DateOnly(2023, 12, 3), server.Live.State.Find(null)!.Today);
        Assert.Equal("stale", await StatusAsync(server));
        Assert.Equal(eve + 1, server.Live.State.Version);
        await server.ShowAsync(watcher, eve + 1);
        Assert.Equal("stale", (string)watcher.Changes.Last()["changed"]!.AsArray().Single(node => (string)node!["code"]! == "1a")!["status"]!);
        HubWatcher.AssertRising(published.Versions);
        HubWatcher.AssertRising(watcher.Changes.Select(HubWatcher.VersionOf));
    }

    [Fact]
    public async Task AReading_LeavesWhatIsKnownOfReports_AndAHandedInReport_IsSeen()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        BoardSnapshot Board() => server.Live.State.Find(BoardServer.Plan)!;
        Assert.Empty(Board().Reports);

        await unit.HandInAsync();
        await server.GaugeAsync("1a");
        var (report, recent) = (Assert.Single(Board().Reports), Board().Recent);
        Assert.Equal(("2023-Q4", "dak-ru", ReportState.Submitted), (report.Key.Period.ToString(), report.Key.Unit, report.Value.State));

        var known = Board().Reports;
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-sin", 500));
        Assert.Same(known, Board().Reports);
        Assert.NotEqual(recent[0], Board().Recent[0]);
    }

    [Fact]
    public async Task AFailedTransaction_IsNotPublished()
    {
        await using var server = await BoardServer.StartAsync();
        using var published = new Published(server.Live);
        var transactions = server.Services.GetRequiredService<BoardTransactions>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => transactions.RunAsync<int>(transaction =>
        {
            transaction.RaiseVersion();
            server.Live.Announce();
            throw new InvalidOperationException("planted");
        }));
        var version = await SubmitElsewhereAsync(server, "1a", "dak-ru", 640);
        server.Live.Announce();
        await server.ReachAsync(version);

        Assert.Equal(published.First + 1, version);
        HubWatcher.AssertRising(published.Versions);
    }

    [Fact]
    public async Task AMailbox_HoldsTheNewestStateOnly()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        using var mailbox = server.Live.Watch();
        long last = 0;
        for (var i = 0; i < 5; i++) await server.ReachAsync(last = await BoardServer.PostShareAsync(office, "1a", "dak-ru", 500 + i));

        Assert.Equal(last, (await mailbox.TakeAsync(default)).Version);
        Assert.False(mailbox.TakeAsync(default).IsCompleted);
    }

    private static async Task<string> StatusAsync(BoardServer server) =>
        (string)(await server.BoardAsync())["indicators"]!.AsArray().Single(node => (string)node!["code"]! == "1a")!["status"]!;

    private static async Task TurnToAsync(BoardServer server, DateTimeOffset to)
    {
        server.Clock.Advance(to - Poll - server.Clock.GetUtcNow());
        server.Clock.Advance(Poll);
        var day = DateOnly.FromDateTime(to.DateTime);
        await Patience.UntilAsync(() => server.Live.State.Find(null)!.Today == day, $"{day:O}");
    }

    private static async Task<long> SubmitElsewhereAsync(BoardServer server, string indicator, string unit, decimal numerator)
    {
        var services = server.Services;
        var elsewhere = new SubmitReading(
            services.GetRequiredService<BoardTransactions>(), services.GetRequiredService<PlanShelf>(),
            ActivatorUtilities.CreateInstance<LiveBoard>(services));
        var result = await elsewhere.ExecuteAsync(Actor.Console, new(BoardServer.Plan, new ReadingDraft(indicator, unit, new(2023, 10, 31), numerator, 1000m), true, null, "test"));
        return Assert.IsType<SubmitReading.Result.Stored>(result).Receipt.Version;
    }

    /// <summary>Every version that the live board shows to whoever looks.</summary>
    private sealed class Published : IDisposable
    {
        private readonly LiveBoard.Mailbox _mailbox;
        private readonly CancellationTokenSource _gone = new();
        private readonly List<long> _versions = [];

        public Published(LiveBoard live)
        {
            (_mailbox, First) = (live.Watch(), live.State.Version);
            _ = ReadAsync();
        }

        public long First { get; }

        public IReadOnlyList<long> Versions
        {
            get
            {
                lock (_versions) return [.. _versions];
            }
        }

        public void Dispose()
        {
            _gone.Cancel();
            _mailbox.Dispose();
        }

        private async Task ReadAsync()
        {
            try
            {
                while (true)
                {
                    var state = await _mailbox.TakeAsync(_gone.Token);
                    lock (_versions) _versions.Add(state.Version);
                }
            }
            catch (Exception) when (_gone.IsCancellationRequested)
            {
                // The test is over.
            }
        }
    }
}
