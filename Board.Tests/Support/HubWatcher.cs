using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;

namespace Board.Tests.Support;

/// <summary>A client of the hub that keeps every message it gets, in order.</summary>
public sealed class HubWatcher : IAsyncDisposable
{
    private HubWatcher(HubConnection connection)
    {
        Connection = connection;
        connection.On<JsonNode>("BoardChanged", Changes.Enqueue);
        connection.On<JsonNode>("PageChanged", Pages.Enqueue);
    }

    public HubConnection Connection { get; }
    public ConcurrentQueue<JsonNode> Changes { get; } = new();
    public ConcurrentQueue<JsonNode> Pages { get; } = new();

    /// <summary>Connects, and watches nothing yet.</summary>
    public static async Task<HubWatcher> JoinAsync(string url, string? token = null)
    {
        var watcher = new HubWatcher(new HubConnectionBuilder()
            .WithUrl(url + "/hubs/board", options => options.AccessTokenProvider = token is null ? null : () => Task.FromResult<string?>(token)).Build());
        await watcher.Connection.StartAsync();
        return watcher;
    }

    public Task<JsonNode> WatchAsync(string planId = BoardServer.Plan) => Connection.InvokeAsync<JsonNode>("Watch", planId);

    public Task WatchPageAsync(long version, string culture = "vi", string planId = BoardServer.Plan) =>
        Connection.InvokeAsync("WatchPage", planId, culture, version);

    /// <summary>Waits until a version has come to it as a machine client.</summary>
    public Task ReachAsync(long version) => Patience.UntilAsync(() => Changes.Any(change => VersionOf(change) >= version), $"BoardChanged {version}");

    /// <summary>Waits until a version has come to it as an open page.</summary>
    public Task ReachPageAsync(long version) => Patience.UntilAsync(() => Pages.Any(page => VersionOf(page) >= version), $"PageChanged {version}");

    /// <summary>The figures that whoever took a board and then every change would show, by indicator.</summary>
    public Dictionary<string, string> Figures(JsonNode board)
    {
        var figures = board["indicators"]!.AsArray().ToDictionary(node => (string)node!["code"]!, node => node!.ToJsonString());
        foreach (var progress in Changes.SelectMany(change => change["changed"]!.AsArray())) figures[(string)progress!["code"]!] = progress.ToJsonString();
        return figures;
    }

    public static long VersionOf(JsonNode message) => (long)message["version"]!;

    /// <summary>Fails unless each version is greater than the one before.</summary>
    public static void AssertRising(IEnumerable<long> versions)
    {
        long? last = null;
        foreach (var version in versions)
        {
            Assert.True(last is null || version > last, $"version {version} came after {last}");
            last = version;
        }
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
