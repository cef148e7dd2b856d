using System.Collections.Concurrent;
using System.Security.Claims;
using System.Threading.Channels;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Live;

/// <summary>How many notices each of some accounts has not read yet; those that no longer exist are not there.</summary>
public delegate Task<IReadOnlyDictionary<long, int>> CountNotices(IReadOnlyCollection<long> accounts, CancellationToken cancel);

/// <summary>
/// Tells every open page of an account how many notices wait for it: at once when it joins, and whenever that number changes. What the notices say goes
/// over the account's own page alone. A change notice is only a hint; what another process wrote, or what a report handed in has settled, is found by a look
/// at the newest rows every two seconds while anybody watches.
/// </summary>
public sealed class LiveInbox(
    IHubContext<BoardHub> hub, CountNotices count, Standing standing, IDbContextFactory<BoardDb> databases, TimeProvider clock, ILogger<LiveInbox> log) : BackgroundService
{
    /// <summary>The method that pages are called by.</summary>
    public const string Changed = "InboxChanged";

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private readonly Channel<bool> _hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<string, Watcher> _watchers = new();

    /// <summary>What a page is told.</summary>
    public sealed record InboxChanged(int Unread);

    /// <summary>Says that notices were written or read. Never waits, never fails.</summary>
    public void Announce() => _hints.Writer.TryWrite(true);

    /// <summary>Makes a connection a watcher of its own account; false where it has none, and nothing is watched.</summary>
    public bool Watch(HubCallerContext connection)
    {
        if (connection.User is not { } user || AccountSession.Read(user) is not { Id: var account }) return false;
        var id = connection.ConnectionId;
        _watchers[id] = new(account, user, connection.Abort);
        // It may have gone in this very moment; then this runs at once.
        connection.ConnectionAborted.Register(() => _watchers.TryRemove(id, out _));
        Announce();
        return true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll, clock);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var hint = _hints.Reader.ReadAsync(stoppingToken).AsTask();
        Newest? seen = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAny(hint, tick);
            var hinted = hint.IsCompleted;
            if (tick.IsCompleted) tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            if (hinted) hint = _hints.Reader.ReadAsync(stoppingToken).AsTask();
            if (_watchers.IsEmpty) continue;
            try
            {
                var newest = await NewestAsync(stoppingToken);
                if (!hinted && newest == seen && _watchers.Values.All(watcher => watcher.IsTold)) continue;
                await TellAsync(stoppingToken);
                seen = newest;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "How many notices wait could not be read; it is tried again in {Seconds} s.", Poll.TotalSeconds);
            }
        }
    }

    private async Task TellAsync(CancellationToken cancel)
    {
        var watchers = _watchers.ToList();
        var unread = await count(watchers.Select(watcher => watcher.Value.Account).ToHashSet(), cancel);
        foreach (var (id, watcher) in watchers)
        {
            var now = unread.GetValueOrDefault(watcher.Account);
            if (!watcher.IsOwed(now)) continue;
            if (!await standing.HoldsAsync(watcher.User, cancel))
            {
                // Whoever it was comes back as whoever they are now.
                _watchers.TryRemove(id, out _);
                watcher.Abort();
            }
            // Whoever is slow keeps nobody waiting: they are looked at again when their last message is through.
            else watcher.Sent(now, hub.Clients.Client(id).SendAsync(Changed, new InboxChanged(now), cancel));
        }
    }

    private async Task<Newest> NewestAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.BoardVersion.AsNoTracking().Select(_ => new Newest(
            db.Reminders.Max(row => (long?)row.Id), db.Reminders.Max(row => row.ReadAt), db.Submissions.Max(row => (long?)row.Id), db.Reviews.Max(row => (long?)row.Id),
            db.AssignmentProgress.Max(row => (long?)row.Id), db.DirectiveEntries.Max(row => (long?)row.Id), db.Plans.Max(row => (long?)row.Version))).SingleAsync(cancel);
    }

    /// <summary>What the numbers follow from; equal means that none has changed.</summary>
    private sealed record Newest(long? Reminder, DateTime? Read, long? Submission, long? Review, long? Progress, long? Directive, long? Plan);

    private sealed class Watcher(long account, ClaimsPrincipal user, Action abort)
    {
        private int? _told;
        private Task _sending = Task.CompletedTask;

        public long Account => account;
        public ClaimsPrincipal User => user;

        /// <summary>False while its newest number is still to be sent, or failed to be.</summary>
        public bool IsTold => _told is not null && _sending.IsCompletedSuccessfully;

        public void Abort() => abort();

        public bool IsOwed(int unread) => _sending.IsCompleted && (_told != unread || !_sending.IsCompletedSuccessfully);

        public void Sent(int unread, Task sending) => (_told, _sending) = (unread, sending);
    }
}
