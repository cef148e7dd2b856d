namespace Board.Bench.Viewers;

/// <summary>The two kinds of viewer that performance.md has targets for.</summary>
internal enum ViewerKind
{
    /// <summary>The page <c>/</c>: a hub connection, no circuit.</summary>
    Watchers,

    /// <summary>The page <c>/indicators/1a</c>: a static page with an interactive island.</summary>
    Circuits,
}
