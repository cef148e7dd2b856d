using System.Threading.Channels;

namespace Board.Web.Live;

/// <summary>
/// The one writer of the boards. A notice of a change is only a hint: what changed is read again from the database, and the
/// version is polled as a backstop. Whoever watches has a mailbox of one and always finds the newest state in it.
/// </summary>
public sealed class LiveBoard(BoardReader reader, TimeProvider clock, ILogger<LiveBoard> log) : BackgroundService
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = 2 * Poll;

    // In a flood many readings share one look; in between, SQLite can start its log anew, which no reader may be in then.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(25);

    private readonly Channel<bool> _hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _watching = new();
    private readonly HashSet<Mailbox> _mailboxes = [];
    private volatile LiveState? _state;
    private long _readAt;

    /// <summary>The newest state.</summary>
    /// <exception cref="InvalidOperationException">The server has not finished starting.</exception>
    public LiveState State => _state ?? throw new InvalidOperationException("The board has not been read yet.");

    /// <summary>True while the database answers: the state is at most a few polls old.</summary>
    public bool IsFresh => _state is not null && clock.GetElapsedTime(Interlocked.Read(ref _readAt)) < 5 * Poll;

    /// <summary>Says that something was committed. Never waits, never fails.</summary>
    public void Announce() => _hints.Writer.TryWrite(true);

    /// <summary>Waits until a committed version is shown, for whoever is led to it at once; no longer than a few polls, since a board that is late is late.</summary>
    public async Task ShowAsync(long version, CancellationToken cancel)
    {
        if (State.Version >= version) return;
        using var mailbox = Watch();
        Announce();
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            while ((await mailbox.TakeAsync(either.Token)).Version < version) { }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // What is known is shown then.
        }
    }

    /// <summary>Starts to watch: the newest state is in the mailbox already, and every later one replaces it.</summary>
    public Mailbox Watch()
    {
        lock (_watching)
        {
            var mailbox = new Mailbox(this);
            mailbox.Put(State);
            _mailboxes.Add(mailbox);
            return mailbox;
        }
    }

    /// <summary>Shows each new state: at once after a pause, then at most four times a second, for as long as the server runs.</summary>
    public async Task EachFrameAsync(Func<LiveState, Task> show, CancellationToken cancel)
    {
        using var mailbox = Watch();
        while (!cancel.IsCancellationRequested)
        {
            var state = await mailbox.TakeAsync(cancel);
            var started = clock.GetTimestamp();
            await show(state);
            var rest = Frame - clock.GetElapsedTime(started);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, clock, cancel);
        }
    }

    /// <summary>Reads the board before the server takes its first request.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll, clock);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var hint = _hints.Reader.ReadAsync(stoppingToken).AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            // Only what has come is waited for anew: waits that are left behind would pile up through a quiet night.
            await Task.WhenAny(hint, tick);
            if (tick.IsCompleted) tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            // The hint is taken before the read: one that comes during it asks for another.
            if (hint.IsCompleted) hint = _hints.Reader.ReadAsync(stoppingToken).AsTask();
            try
            {
                await RefreshAsync(stoppingToken);
                await Task.Delay(Rest, clock, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "The board could not be read; it is tried again in {Seconds} s.", Poll.TotalSeconds);
                Publish(State with { IsFresh = false });
                await Task.WhenAny(tick);
            }
        }
    }

    private async Task RefreshAsync(CancellationToken cancel)
    {
        var next = await reader.ReadAsync(_state, cancel);
        Interlocked.Exchange(ref _readAt, clock.GetTimestamp());
        Publish(next.IsFresh ? next : next with { IsFresh = true });
    }

    private void Publish(LiveState next)
    {
        if (next == _state) return;
        lock (_watching)
        {
            _state = next;
            foreach (var mailbox in _mailboxes) mailbox.Put(next);
        }
    }

    /// <summary>Room for one state: a newer one replaces what was not taken yet, so a slow watcher costs nothing.</summary>
    public sealed class Mailbox : IDisposable
    {
        private readonly LiveBoard _board;
        private readonly Channel<LiveState> _slot = Channel.CreateBounded<LiveState>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

        internal Mailbox(LiveBoard board) => _board = board;

        /// <summary>Takes the newest state, waiting for one that was not taken before.</summary>
        public ValueTask<LiveState> TakeAsync(CancellationToken cancel) => _slot.Reader.ReadAsync(cancel);

        internal void Put(LiveState state) => _slot.Writer.TryWrite(state);

        /// <summary>Stops watching.</summary>
        public void Dispose()
        {
            lock (_board._watching) _board._mailboxes.Remove(this);
            _slot.Writer.TryComplete();
        }
    }
}
