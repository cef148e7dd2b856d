using System.Diagnostics;
using Board.Bench.Servers;
using Board.Bench.Wire;

namespace Board.Bench.Viewers;

/// <summary>
/// All viewers of one server, read by one thread. Opens them a few at a time, keeps them alive as a browser does, and
/// knows who has seen what.
/// </summary>
internal sealed class Crowd : IAsyncDisposable
{
    private const int OpeningAtOnce = 48;
    private static readonly TimeSpan KeepAliveEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ServerProcess _server;
    private readonly List<ViewerSocket> _sockets = [];
    private readonly Lock _socketsLock = new();
    private readonly SocketReadiness _readiness = new();
    private readonly SemaphoreSlim _opening = new(OpeningAtOnce);
    private readonly CancellationTokenSource _broken = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Thread _reader;
    private Exception? _failure;

    public Crowd(ServerProcess server)
    {
        _server = server;
        _reader = new Thread(ReadUntilOver) { Name = "viewers", IsBackground = true };
        _reader.Start();
    }

    public Sightings Sightings { get; } = new();

    public int Count
    {
        get { lock (_socketsLock) return _sockets.Count; }
    }

    public long BytesReceived
    {
        get { lock (_socketsLock) return _sockets.Sum(socket => socket.BytesReceived); }
    }

    /// <summary>Opens a viewer for each that is given; done when all are ready.</summary>
    public async Task OpenAsync(IEnumerable<IViewer> viewers)
    {
        foreach (var viewer in viewers)
        {
            await TakePlaceAsync();
            Sightings.Add(version: 0);
            lock (_socketsLock)
            {
                var socket = new ViewerSocket(this, _sockets.Count, viewer);
                _sockets.Add(socket);
                socket.Connect(_server.Address, _readiness);
            }
        }
        for (var i = 0; i < OpeningAtOnce; i++) await TakePlaceAsync();
        _opening.Release(OpeningAtOnce);
    }

    /// <summary>Waits until every viewer has seen this version, or one of them has failed.</summary>
    public async Task<long> EveryoneSawAsync(long version, TimeSpan atMost)
    {
        try
        {
            return await Sightings.EveryoneAsync(version, atMost).WaitAsync(_broken.Token);
        }
        catch (OperationCanceledException)
        {
            throw Failure();
        }
    }

    public void Ready() => _opening.Release();

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _reader.Join();
        foreach (var socket in _sockets) socket.Dispose();
        _readiness.Dispose();
    }

    private async Task TakePlaceAsync()
    {
        try
        {
            if (!await _opening.WaitAsync(Patience, _broken.Token))
                throw new TimeoutException($"no viewer became ready for {Patience.TotalSeconds:0} s, of {Count} begun");
        }
        catch (OperationCanceledException)
        {
            throw Failure();
        }
    }

    private InvalidOperationException Failure() => new($"{_failure?.Message}\nThe server: {_server.LastWords()}", _failure);

    private void ReadUntilOver()
    {
        var buffer = new byte[64 * 1024];
        Span<int> keys = stackalloc int[256];
        var lastTurn = Stopwatch.GetTimestamp();
        var nextToKeepAlive = 0;
        var owed = 0.0;
        try
        {
            while (!_over.IsCancellationRequested)
            {
                foreach (var key in keys[.._readiness.Wait(keys, Turn)]) At(key).Read(buffer);
                if (Stopwatch.GetElapsedTime(lastTurn) < Turn) continue;
                lastTurn = Stopwatch.GetTimestamp();
                KeepSomeAlive(ref nextToKeepAlive, ref owed);
            }
        }
        catch (Exception failure)
        {
            _failure = failure;
            _broken.Cancel();
        }
    }

    private ViewerSocket At(int key)
    {
        lock (_socketsLock) return _sockets[key];
    }

    /// <summary>A share of the viewers each turn, so that ten thousand don't speak at once.</summary>
    private void KeepSomeAlive(ref int next, ref double owed)
    {
        for (owed += Count * (Turn / KeepAliveEvery); owed >= 1; owed--)
        {
            if (next >= Count) next = 0;
            At(next++).KeepAlive();
        }
    }
}
