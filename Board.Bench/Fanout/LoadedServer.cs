using System.Diagnostics;
using Board.Bench.Servers;
using Board.Bench.Viewers;

namespace Board.Bench.Fanout;

/// <summary>A server with its viewers: set up, warmed, then measured block by block into <see cref="Figures"/>.</summary>
internal sealed class LoadedServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BurstPatience = TimeSpan.FromMinutes(2);

    private readonly IServerUnderLoad _server;
    private readonly Crowd _crowd;
    private Spent _measured;
    private long _version;
    private Memory _memoryBefore;
    private int _countedViewers;
    private bool _disposed;

    private LoadedServer(IServerUnderLoad server, long version)
    {
        (_server, _version) = (server, version);
        _crowd = new Crowd(server.Process);
    }

    public Figures Figures { get; } = new();

    public string Name => _server.Name;

    /// <summary>
    /// Takes over the server and opens the viewers, the first of them not counted. Then it updates them, not counted
    /// either: a cold server is five to ten times slower. In this order, because what the collector keeps for later after
    /// many updates would hide what the viewers take.
    /// </summary>
    public static async Task<LoadedServer> FillAsync(IServerUnderLoad server, FanoutOptions options)
    {
        var loaded = new LoadedServer(server, await server.VersionAsync());
        try
        {
            var vanguard = Math.Min(100, options.Viewers / 2);
            await loaded._crowd.OpenAsync(await server.PrepareViewersAsync(vanguard));
            // What all share, code and queries, is loaded by the first updates, and is no viewer's.
            await loaded.UpdateAsync(5, options.Gap);
            await loaded.OpenCountedAsync(options.Viewers - vanguard);
            await loaded.UpdateAsync(options.WarmUp, options.Gap);
            loaded.Figures.IdleCores = await loaded.IdleCoresAsync();
            return loaded;
        }
        catch
        {
            await loaded.DisposeAsync();
            throw;
        }
    }

    /// <summary>Updates one at a time, each after all have seen the one before. May be called again for more.</summary>
    public async Task MeasureAsync(int updates, TimeSpan gap)
    {
        var (before, begun) = (Spent.By(_server, _crowd), Stopwatch.GetTimestamp());
        for (var i = 0; i < updates; i++)
        {
            var (last, afterAnswer) = await UpdateAsync();
            Figures.LastViewer.Add(last.TotalMilliseconds);
            Figures.LastViewerAfterAnswer.Add(afterAnswer.TotalMilliseconds);
            await Task.Delay(gap);
        }
        var spent = Spent.By(_server, _crowd) - before;
        _measured += spent with { Server = spent.Server - (Figures.IdleCores * Stopwatch.GetElapsedTime(begun)) };
        var shown = (double)Figures.LastViewer.Count * _crowd.Count;
        Figures.ServerCpuPerViewerAndUpdate = _measured.Server.TotalMicroseconds / shown;
        Figures.ClientCpuPerViewerAndUpdate = _measured.Client.TotalMicroseconds / shown;
        Figures.BytesPerViewerAndUpdate = _measured.Bytes / shown;
    }

    public async Task WeighAsync() => Figures.InUse = await MemoryPerViewerAsync();

    /// <summary>Whether so many readings a second would not just pile up, as far as one core can tell from what was measured.</summary>
    public bool KeepsUpWith(int rate) =>
        _server.SkipsOvertaken || rate * _crowd.Count * Figures.ServerCpuPerViewerAndUpdate < 0.9e6;

    /// <summary>Readings at a steady rate, whether or not the ones before have been seen.</summary>
    public async Task BurstAsync(int rate, int seconds)
    {
        var first = _version;
        _crowd.Sightings.BeginRecord();
        var (before, begun) = (Spent.By(_server, _crowd), Stopwatch.GetTimestamp());
        var commits = new List<Task<(long Version, long Sent)>>();
        for (var i = 0; i < rate * seconds; i++)
        {
            var ahead = TimeSpan.FromSeconds((double)i / rate) - Stopwatch.GetElapsedTime(begun);
            if (ahead > TimeSpan.Zero) await Task.Delay(ahead);
            commits.Add(CommitAsync());
        }
        var sent = (await Task.WhenAll(commits)).ToDictionary(commit => commit.Version, commit => commit.Sent);
        _version = sent.Keys.Max();
        await _crowd.EveryoneSawAsync(_version, BurstPatience);
        var used = Spent.By(_server, _crowd) - before;
        Figures.BurstCores = used.Server / Stopwatch.GetElapsedTime(begun);
        var seen = _crowd.Sightings.EndRecord();
        Figures.BurstShown = (double)seen.Count / _crowd.Count;
        Figures.BurstAges.AddRange(BurstAges.Of(seen, sent, first));
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _crowd.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task OpenCountedAsync(int viewers)
    {
        var before = Spent.By(_server, _crowd);
        var prepared = await _server.PrepareViewersAsync(viewers);
        Figures.CpuPerPage = (Spent.By(_server, _crowd) - before).Server.TotalMicroseconds / viewers;
        (_memoryBefore, _countedViewers) = (await _server.Process.WeighAsync(), viewers);
        before = Spent.By(_server, _crowd);
        await _crowd.OpenAsync(prepared);
        Figures.CpuToSetUp = (Spent.By(_server, _crowd) - before).Server.TotalMicroseconds / viewers;
        Figures.SetUp = await MemoryPerViewerAsync();
    }

    // The quietest of three: after a warm-up the compiler is still busy with what has just become hot.
    private async Task<double> IdleCoresAsync()
    {
        var quietest = double.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var before = _server.Process.CpuTime;
            await Task.Delay(IdleTime);
            quietest = Math.Min(quietest, (_server.Process.CpuTime - before) / IdleTime);
        }
        return quietest;
    }

    private async Task<MemoryPerViewer> MemoryPerViewerAsync()
    {
        var grown = await _server.Process.WeighAsync() - _memoryBefore;
        return new(grown.Live / 1024.0 / _countedViewers, grown.Heap / 1024.0 / _countedViewers, grown.Resident / 1024.0 / _countedViewers);
    }

    private async Task UpdateAsync(int times, TimeSpan gap)
    {
        for (var i = 0; i < times; i++)
        {
            await UpdateAsync();
            await Task.Delay(gap);
        }
    }

    private async Task<(TimeSpan Last, TimeSpan AfterAnswer)> UpdateAsync()
    {
        var expected = _version + 1;
        var everyone = _crowd.EveryoneSawAsync(expected, Patience);
        var (version, sent) = await CommitAsync();
        var answered = Stopwatch.GetTimestamp();
        if (version != expected) throw new InvalidOperationException($"{Name}: version {version} after {_version}: someone else commits too");
        var last = await everyone;
        _version = version;
        return (Stopwatch.GetElapsedTime(sent, last), Stopwatch.GetElapsedTime(answered, last));
    }

    private async Task<(long Version, long Sent)> CommitAsync()
    {
        var sent = Stopwatch.GetTimestamp();
        return (await _server.CommitAsync(), sent);
    }
}
