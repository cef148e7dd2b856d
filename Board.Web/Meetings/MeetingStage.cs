using System.Collections.Concurrent;

namespace Board.Web.Meetings;

/// <summary>What is being presented on a plan's meeting screens.</summary>
/// <param name="Screen">The presenter's own screen.</param>
/// <param name="Name">Who presents.</param>
/// <param name="Slide">The slide: the code of an indicator, or empty for the overview.</param>
/// <param name="Order">The presenter's order of slides, which those who follow take over.</param>
/// <param name="IsLost">The presenter's connection is gone; the slide stays where it was.</param>
public sealed record Presentation(Guid Screen, string Name, string Slide, IReadOnlyList<string> Order, bool IsLost);

/// <summary>
/// The meeting screens that are open, by plan, and who presents: one at most for each plan. It lives as long as the server; what is shown on it is
/// told to every screen at once, and none ever asks.
/// </summary>
public sealed class MeetingStage(ILogger<MeetingStage> log)
{
    private readonly ConcurrentDictionary<Watcher, bool> _watchers = new();
    private readonly Dictionary<string, Presentation> _presentations = [];
    private readonly Lock _turning = new();

    /// <summary>What is presented; null where nobody presents.</summary>
    public Presentation? Find(string planId)
    {
        lock (_turning) return _presentations.GetValueOrDefault(planId);
    }

    /// <summary>Tells a screen from now on whenever the presentation turns, and when meetings or directives changed.</summary>
    /// <param name="turned">Must not wait for anything.</param>
    /// <param name="changed">Must not wait for anything.</param>
    public IDisposable Watch(string planId, Action turned, Action changed)
    {
        var watcher = new Watcher(this, planId, turned, changed, ExecutionContext.Capture());
        _watchers[watcher] = true;
        return watcher;
    }

    /// <summary>How many screens of a plan are open.</summary>
    public int Count(string planId) => _watchers.Keys.Count(watcher => watcher.PlanId == planId);

    /// <summary>Begins to present. Where somebody else does, and is there, only if they are to be relieved.</summary>
    /// <returns>Null where it began; else whoever presents.</returns>
    public Presentation? Present(string planId, Presentation presentation, bool relieve)
    {
        lock (_turning)
        {
            if (_presentations.GetValueOrDefault(planId) is { IsLost: false } other && other.Screen != presentation.Screen && !relieve) return other;
            _presentations[planId] = presentation;
        }
        Tell(planId, watcher => watcher.Turned());
        return null;
    }

    /// <summary>Changes what the presenter shows; nothing if that screen does not present any more.</summary>
    /// <param name="next">Null: the presentation ends.</param>
    public void Turn(string planId, Guid screen, Func<Presentation, Presentation?> next)
    {
        lock (_turning)
        {
            if (_presentations.GetValueOrDefault(planId) is not { } now || now.Screen != screen) return;
            if (next(now) is not { } then) _presentations.Remove(planId);
            else if (then == now) return;
            else _presentations[planId] = then;
        }
        Tell(planId, watcher => watcher.Turned());
    }

    /// <summary>Says that meetings or directives of a plan changed. Never waits, never fails.</summary>
    public void Announce(string planId) => Tell(planId, watcher => watcher.Changed());

    // A lost presenter is waited for as long as somebody looks on.
    private void Clear(string planId)
    {
        lock (_turning)
            if (_presentations.GetValueOrDefault(planId) is { IsLost: true } && Count(planId) == 0) _presentations.Remove(planId);
    }

    private void Tell(string planId, Action<Watcher> tell)
    {
        // Each on a thread of its own: a circuit that is idle draws on the thread that calls it, and nobody waits for another's screen.
        foreach (var watcher in _watchers.Keys.Where(watcher => watcher.PlanId == planId))
            ThreadPool.UnsafeQueueUserWorkItem(_ => watcher.Run(() => tell(watcher), log), null);
    }

    private sealed class Watcher(MeetingStage stage, string planId, Action turned, Action changed, ExecutionContext? context) : IDisposable
    {
        public string PlanId => planId;

        public void Turned() => turned();

        public void Changed() => changed();

        public void Run(Action tell, ILogger log)
        {
            try
            {
                // The language belongs to the circuit, and flows with what it was started in.
                if (context is null) tell();
                else ExecutionContext.Run(context, _ => tell(), null);
            }
            catch (Exception fault)
            {
                log.LogError(fault, "A meeting screen of {Plan} could not be told.", planId);
            }
        }

        public void Dispose()
        {
            stage._watchers.TryRemove(this, out _);
            stage.Clear(planId);
        }
    }
}
