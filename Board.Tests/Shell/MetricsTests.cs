using System.Globalization;
using Board.Tests.Support;

namespace Board.Tests.Shell;

/// <summary>In a process of its own: meters are heard by every server of a process.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Metrics_FollowTheBoard_AndItsWatchers()
    {
        await using var board = new BoardProcess("Board:PublicBoard=true", "Board:Clock:Start=2023-11-24T08:00:00+07:00");
        using var office = await board.ClientAsync("secretariat");
        await board.StartAsync();
        Assert.Equal(0, await FigureAsync(board, "board_watchers"));
        await using var watcher = await HubWatcher.JoinAsync(board.Url);
        await watcher.WatchAsync();
        var version = await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700);
        await watcher.ReachAsync(version);

        await Patience.UntilAsync(async () => await FigureAsync(board, "board_version") == version, "the version");
        Assert.Equal((1, 1), (await FigureAsync(board, "board_watchers"), await FigureAsync(board, "board_fresh")));
        await Patience.UntilAsync(
            async () => (await LinesAsync(board)).Any(line => line.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal)
                && line.Contains("http_response_status_code=\"201\"", StringComparison.Ordinal) && line.Contains("readings", StringComparison.Ordinal)),
            "the request that recorded a figure");
        Assert.Contains(await LinesAsync(board), line => line.StartsWith("dotnet_process_memory", StringComparison.Ordinal));
        Assert.DoesNotContain(await LinesAsync(board), line => line.Contains("dak-ru", StringComparison.Ordinal));
    }

    private static async Task<string[]> LinesAsync(BoardProcess board) => (await board.Client.GetStringAsync("/metrics")).Split('\n');

    private static async Task<double> FigureAsync(BoardProcess board, string name)
    {
        var line = (await LinesAsync(board)).Single(line => line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is ' ' or '{');
        return double.Parse(line[(line.IndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
    }
}
