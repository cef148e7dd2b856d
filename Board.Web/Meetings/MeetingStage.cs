using Board.Web.Live;

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
public sealed class MeetingStage(ILogger<PlanNews> log)
{
    private readonly PlanNews _screens = new(log);
    private readonly Dictionary<string, Presentation> _presentations = [];
    private readonly Lock _turning = new();

    /// <summary>What is presented; null where nobody presents.</summary>
    public Presentation? Find(string planId)
    {
        lock (_turning) return _presentations.GetValueOrDefault(planId);
    }

    /// <summary>Tells a screen from now on whenever the presentation turns.</summary>
    /// <param name="turned">Must not wait for anything.</param>
    public IDisposable Watch(string planId, Action turned) => new Screen(this, planId, _screens.Watch(planId, turned));

    /// <summary>How many screens of a plan are open.</summary>
    public int Count(string planId) => _screens.Count(planId);

    /// <summary>Begins to present. Where somebody else does, and is there, only if they are to be relieved.</summary>
    /// <returns>Null where it began; else whoever presents.</returns>
    public Presentation? Present(string planId, Presentation presentation, bool relieve)
    {
        lock (_turning)
        {
            if (_presentations.GetValueOrDefault(planId) is { IsLost: false } other && other.Screen != presentation.Screen && !relieve) return other;
            _presentations[planId] = presentation;
        }
        _screens.Announce(planId);
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
        _screens.Announce(planId);
    }

    // A lost presenter is waited for as long as somebody looks on.
    private void Clear(string planId)
    {
        lock (_turning)
            if (_presentations.GetValueOrDefault(planId) is { IsLost: true } && Count(planId) == 0) _presentations.Remove(planId);
    }

    private sealed class Screen(MeetingStage stage, string planId, IDisposable watch) : IDisposable
    {
        public void Dispose()
        {
            watch.Dispose();
            stage.Clear(planId);
        }
    }
}
