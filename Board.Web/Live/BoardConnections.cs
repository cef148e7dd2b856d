using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace Board.Web.Live;

/// <summary>
/// Everyone who watches through <see cref="BoardHub"/>. Each has at most one message on its way; whoever is slow skips versions and
/// costs the others nothing.
/// </summary>
public sealed class BoardConnections(ILogger<DefaultHubLifetimeManager<BoardHub>> log) : DefaultHubLifetimeManager<BoardHub>(log)
{
    private readonly ConcurrentDictionary<string, HubConnectionContext> _open = new();
    private readonly ConcurrentDictionary<string, Watcher> _watchers = new();

    /// <inheritdoc/>
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        _open[connection.ConnectionId] = connection;
        return base.OnConnectedAsync(connection);
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        _watchers.TryRemove(connection.ConnectionId, out _);
        _open.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }

    /// <summary>Makes a connection a watcher of a feed, from a version on. A second call replaces the first.</summary>
    /// <param name="greet">Send a message at once, even if nothing changed since.</param>
    public void Watch(string connectionId, BoardFeed feed, long version, bool greet = false)
    {
        if (!_open.TryGetValue(connectionId, out var connection)) return;
        var watcher = new Watcher(connection, feed, version, greet);
        _watchers[connectionId] = watcher;
        watcher.Pump();
    }

    /// <summary>Sends everyone what their feed has that they don't. Never waits for anyone.</summary>
    public void Pump()
    {
        foreach (var (_, watcher) in _watchers) watcher.Pump();
    }

    private sealed class Watcher(HubConnectionContext connection, BoardFeed feed, long version, bool greet)
    {
        private long _sent = version;
        private bool _greet = greet;
        private int _sending;

        public void Pump()
        {
            while (feed.IsAhead(Volatile.Read(ref _sent)) || Volatile.Read(ref _greet))
            {
                // Whoever is sending looks again when done.
                if (Interlocked.CompareExchange(ref _sending, 1, 0) != 0) return;
                var sending = SendNewest();
                if (!sending.IsCompletedSuccessfully)
                {
                    _ = FinishAsync(sending);
                    return;
                }
                Volatile.Write(ref _sending, 0);
            }
        }

        private ValueTask SendNewest()
        {
            var message = feed.Since(_sent);
            Volatile.Write(ref _sent, message.Version);
            Volatile.Write(ref _greet, false);
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
            Volatile.Write(ref _sending, 0);
            Pump();
        }
    }
}
