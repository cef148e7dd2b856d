using System.Collections.Concurrent;

namespace Board.Web.Live;

/// <summary>
/// Shows each frame of the board to all live views of the server. One beat for all costs each circuit neither a timer nor a thread of
/// its own to wake.
/// </summary>
public sealed class LiveFrames(LiveBoard live, ILogger<LiveFrames> log) : BackgroundService
{
    private const int Batch = 16;

    private readonly ConcurrentDictionary<View, bool> _views = new();

    /// <summary>Starts to show a view what comes after the state that it has seen.</summary>
    /// <param name="show">Takes a state and returns without waiting for anything.</param>
    /// <param name="seen">What the view shows already.</param>
    public IDisposable Add(Action<LiveState> show, LiveState seen)
    {
        var view = new View(this, show, ExecutionContext.Capture());
        _views[view] = true;
        // What came between the view's first drawing and now belongs to no frame to come.
        if (live.State != seen) view.Show(live.State, log);
        return view;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => live.EachFrameAsync(_ =>
        // A circuit that is idle draws on the thread that calls it, so that all cores share the work. What a batch of them drew goes out
        // before there is more: its buffers are used again while they are still in the processor's cache. Each batch draws what is newest when
        // its turn comes: the last of many would be late by the whole frame otherwise.
        Parallel.ForEachAsync(_views.Keys.Chunk(Batch), stoppingToken, async (views, _) =>
        {
            foreach (var view in views) view.Show(live.State, log);
            await Task.Yield();
        }), stoppingToken);

    private sealed class View(LiveFrames frames, Action<LiveState> show, ExecutionContext? context) : IDisposable
    {
        public void Show(LiveState state, ILogger log)
        {
            try
            {
                // The language belongs to the circuit, and flows with what it was started in.
                if (context is null) show(state);
                else ExecutionContext.Run(context, _ => show(state), null);
            }
            catch (Exception fault)
            {
                log.LogError(fault, "A live view could not be shown version {Version}.", state.Version);
            }
        }

        public void Dispose() => frames._views.TryRemove(this, out _);
    }
}
