using Board.Bench.Viewers;

namespace Board.Bench.Servers;

/// <summary>A server that shows a new version to its viewers whenever one is committed.</summary>
internal interface IServerUnderLoad : IAsyncDisposable
{
    string Name { get; }

    ServerProcess Process { get; }

    /// <summary>Whether a viewer may get the newest version only, so that no rate of readings piles up.</summary>
    bool SkipsOvertaken { get; }

    /// <summary>The newest version; each commit makes the next one.</summary>
    Task<long> VersionAsync();

    /// <summary>Viewers that are not open yet, with the pages that they come from.</summary>
    Task<IReadOnlyList<IViewer>> PrepareViewersAsync(int count);

    /// <summary>Commits a value that no viewer has seen and answers its version.</summary>
    Task<long> CommitAsync();
}
