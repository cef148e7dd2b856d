namespace Board.Web.Meetings;

/// <summary>How a meeting screen stands to whoever presents.</summary>
public enum StageState
{
    /// <summary>Nobody presents.</summary>
    Alone,

    /// <summary>This screen does.</summary>
    Presenting,

    /// <summary>It shows what the presenter shows.</summary>
    Following,

    /// <summary>Somebody presents; this screen looks for itself.</summary>
    Left,

    /// <summary>The presenter's connection is gone.</summary>
    Lost,

    /// <summary>Somebody presented until the server was started anew, and has not come back yet.</summary>
    Missed,
}

/// <summary>What a screen's browser keeps, for the page that is loaded after a restart of the server.</summary>
/// <param name="Presenter">Who presented; null where nobody did.</param>
/// <param name="IsMine">This screen did.</param>
/// <param name="IsFollowing">False where it had left the presenter.</param>
public sealed record KeptScreen(string Slide, string? Presenter, bool IsMine, bool IsFollowing);

/// <summary>One meeting screen: its slide, and whom it follows. It knows the stage, and not how it is drawn.</summary>
/// <param name="order">The order of the slides, fixed from here on, so that none jumps under those who look at it.</param>
public sealed class MeetingScreen(MeetingStage stage, string planId, IReadOnlyList<string> order)
{
    private bool _following = true;
    private bool _wasMine;
    private string? _missed;

    /// <summary>What the stage knows it by.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Codes of the indicators, in the order of their slides.</summary>
    public IReadOnlyList<string> Order { get; private set; } = order;

    /// <summary>The slide: the code of an indicator, or empty for the overview.</summary>
    public string Slide { get; private set; } = "";

    /// <summary>What is being presented; null where nobody presents.</summary>
    public Presentation? Presentation { get; private set; }

    /// <summary>Number of the slide, 0 for the overview.</summary>
    public int Place => PlaceOf(Order, Slide);

    /// <summary>Number of the presenter's slide.</summary>
    public int PresentedPlace => Presentation is { } now ? PlaceOf(now.Order, now.Slide) : 0;

    /// <summary>How many other screens are open.</summary>
    public int Others => Math.Max(0, stage.Count(planId) - 1);

    /// <summary>Who presents, or did until the server was started anew.</summary>
    public string? Presenter => Presentation?.Name ?? _missed;

    /// <summary>How it stands to whoever presents.</summary>
    public StageState State => this switch
    {
        { Presentation: null } => _missed is null ? StageState.Alone : StageState.Missed,
        _ when IsMine => StageState.Presenting,
        { Presentation.IsLost: true } => StageState.Lost,
        _ => _following ? StageState.Following : StageState.Left,
    };

    /// <summary>True while it stays with the presenter, lost or not.</summary>
    public bool IsFollowing => _following;

    /// <summary>True where it presents.</summary>
    public bool IsMine => Presentation?.Screen == Id;

    /// <summary>What its browser is to keep.</summary>
    public KeptScreen Kept => new(Slide, Presenter, IsMine, _following);

    /// <summary>Takes up where its browser was before the page was loaded anew.</summary>
    public void Restore(KeptScreen kept)
    {
        if (kept.Slide.Length == 0 || Order.Contains(kept.Slide)) Slide = kept.Slide;
        (_missed, _following) = (kept.IsMine ? null : kept.Presenter, kept.IsFollowing);
    }

    /// <summary>Takes what the stage shows now; answers who has taken over from this screen, if somebody has.</summary>
    public string? Turn()
    {
        var before = Presentation;
        Presentation = stage.Find(planId);
        var relieved = _wasMine && !IsMine ? Presentation?.Name : null;
        _wasMine = IsMine;
        if (Presentation is not { } now) return null;
        // A presentation that has just begun takes everybody along; one that goes on after a restart leaves alone who had left it.
        if (relieved is not null || before is null && now.Name != _missed) _following = true;
        _missed = null;
        if (!IsMine && _following) (Order, Slide) = (now.Order, now.Slide);
        return relieved;
    }

    /// <summary>Goes to a slide. Whoever turns a page while following looks for themselves from then on.</summary>
    public void Go(string slide)
    {
        if (Presentation is not null && !IsMine) _following = false;
        Slide = slide;
        Show(now => now with { Slide = slide, IsLost = false });
    }

    /// <summary>Goes some slides on or back, where there are so many.</summary>
    public void Step(int by)
    {
        var place = Place + by;
        if (place >= 0 && place <= Order.Count) Go(place == 0 ? "" : Order[place - 1]);
    }

    /// <summary>Sorts the slides anew.</summary>
    public void Arrange(IReadOnlyList<string> order)
    {
        Order = order;
        Show(now => now with { Order = order });
    }

    /// <summary>Leaves the presenter, or joins again.</summary>
    public void Follow() => _following = !_following;

    /// <summary>Tells those who follow whether its browser is there.</summary>
    public void Answer(bool here) => Show(now => now with { IsLost = !here });

    /// <summary>Ends the presentation.</summary>
    public void End() => Show(_ => null);

    // Nothing, unless this screen presents.
    private void Show(Func<Presentation, Presentation?> next) => stage.Turn(planId, Id, next);

    private static int PlaceOf(IReadOnlyList<string> order, string slide) => slide.Length == 0 ? 0 : order.ToList().IndexOf(slide) + 1;
}
