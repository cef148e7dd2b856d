using System.Globalization;

namespace Board.Web.Live;

/// <summary>
/// Shows each frame of the board to all live views of the server. One beat for all costs each circuit neither a timer nor a thread of
/// its own to wake.
/// </summary>
public sealed class LiveFrames(LiveBoard live, ILogger<LiveFrames> log) : BackgroundService
{
    private const int Batch = 16;

    private readonly Lock _joining = new();
    private readonly HashSet<View> _views = [];

    // Put together again only when somebody came or left.
    private View[][]? _batches;

    /// <summary>Starts to show a view what comes after the state that it has seen.</summary>
    /// <param name="show">Takes a state and returns without waiting for anything.</param>
    /// <param name="seen">What the view shows already.</param>
    public IDisposable Add(Action<LiveState> show, LiveState seen)
    {
        var view = new View(this, show, new(CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture));
        lock (_joining)
        {
            _views.Add(view);
            _batches = null;
        }
        // What came between the view's first drawing and now belongs to no frame to come.
        if (live.State != seen) view.Show(live.State, log);
        return view;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => live.EachFrameAsync(_ =>
        // A circuit that is idle draws on the thread that calls it, so that all cores share the work. What a batch of them drew goes out
        // before there is more: its buffers are used again while they are still in the processor's cache. Each batch draws what is newest when
        // its turn comes: the last of many would be late by the whole frame otherwise.
        Parallel.ForEachAsync(Batches(), stoppingToken, async (views, _) =>
        {
            // The language belongs to the circuit. It is changed once for a batch, not for every circuit.
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (views[0].Language.Formats, views[0].Language.Words);
            foreach (var view in views) view.Show(live.State, log);
            await Task.Yield();
        }), stoppingToken);

    private View[][] Batches()
    {
        lock (_joining) return _batches ??= [.. _views.GroupBy(view => view.Language).SelectMany(alike => alike.Chunk(Batch))];
    }

    private void Remove(View view)
    {
        lock (_joining)
        {
            _views.Remove(view);
            _batches = null;
        }
    }

    /// <summary>In which words and formats a circuit draws.</summary>
    private readonly record struct Language(CultureInfo Formats, CultureInfo Words);

    private sealed class View(LiveFrames frames, Action<LiveState> show, Language language) : IDisposable
    {
        public Language Language => language;

        public void Show(LiveState state, ILogger log)
        {
            try
            {
                show(state);
            }
            catch (Exception fault)
            {
                log.LogError(fault, "A live view could not be shown version {Version}.", state.Version);
            }
        }

        public void Dispose() => frames.Remove(this);
    }
}
