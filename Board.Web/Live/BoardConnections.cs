using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace Board.Web.Live;

/// <summary>
/// Everyone who has <see cref="BoardHub"/> open. Each watcher has at most one message on its way; whoever is slow skips versions and
/// costs the others nothing.
/// </summary>
public sealed class BoardConnections(ILogger<DefaultHubLifetimeManager<BoardHub>> log) : DefaultHubLifetimeManager<BoardHub>(log)
{
    private const int Batch = 32;

    private readonly ConcurrentDictionary<string, Watcher> _open = new();

    /// <inheritdoc/>
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        _open[connection.ConnectionId] = new(connection);
        return base.OnConnectedAsync(connection);
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        _open.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }

    /// <summary>Makes a connection a watcher of a feed, from a version on. A second call replaces the first.</summary>
    /// <param name="greet">Send a message at once, even if nothing changed since.</param>
    public void Watch(string connectionId, BoardFeed feed, long version, bool greet)
    {
        if (!_open.TryGetValue(connectionId, out var watcher)) return;
        watcher.Turn(new(feed, version, greet));
        watcher.Pump();
    }

    /// <summary>Every connection that is open now.</summary>
    public IReadOnlyList<HubConnectionContext> Open() => [.. _open.Values.Select(watcher => watcher.Connection)];

    /// <summary>Sends everyone what their feed has that they don't. Never waits for anyone.</summary>
    public async Task PumpAsync()
    {
        var handed = 0;
        foreach (var (_, watcher) in _open)
        {
            watcher.Pump();
            // What was handed over goes out before there is more: its buffers are used again while they are still in the processor's cache.
            if (++handed % Batch == 0) await Task.Yield();
        }
    }

    /// <summary>What a watcher looks at.</summary>
    /// <param name="Version">The board version that it has.</param>
    /// <param name="Greet">It is owed a message, whatever its version.</param>
    private sealed record Sight(BoardFeed Feed, long Version, bool Greet, bool Fresh = true)
    {
        public bool IsOwed => Greet || Feed.IsAhead(Version, Fresh);
    }

    private sealed class Watcher(HubConnectionContext connection)
    {
        private volatile Sight? _sight;
        private int _sending;

        public HubConnectionContext Connection => connection;

        public void Turn(Sight sight) => _sight = sight;

        public void Pump()
        {
            while (_sight is { IsOwed: true })
            {
                // Whoever is sending looks again when done.
                if (Interlocked.CompareExchange(ref _sending, 1, 0) != 0) return;
                var sending = SendNewest();
                if (!sending.IsCompletedSuccessfully)
                {
                    _ = FinishAsync(sending);
                    return;
                }
                // A full fence: the look that follows must not come before it.
                Interlocked.Exchange(ref _sending, 0);
            }
        }

        private ValueTask SendNewest()
        {
            var sight = _sight!;
            var (message, fresh) = sight.Feed.Since(sight.Version);
            // Where it was turned elsewhere meanwhile, that stays to be sent.
            Interlocked.CompareExchange(ref _sight, new(sight.Feed, message.Version, Greet: false, fresh), sight);
            return connection.WriteAsync(message.Serialized);
        }

        private async Task FinishAsync(ValueTask sending)
        {
            try
            {
                await sending;
            }
            catch
            {
                // The connection is gone or broken: SignalR ends it, and its client will come back and ask again.
                connection.Abort();
                return;
            }
            Interlocked.Exchange(ref _sending, 0);
            Pump();
        }
    }
}
