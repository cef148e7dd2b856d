using System.Collections.Immutable;
using System.Globalization;
using Board.Domain.Progress;

namespace Board.Web.Live;

/// <summary>Turns each frame of the board into messages and hands them to the watchers.</summary>
public sealed class BoardFeeds(
    LiveBoard live, BoardConnections connections, RenderFragments render, BoardNotice notice, ILogger<BoardFeeds> log)
    : BackgroundService
{
    private readonly SemaphoreSlim _updating = new(1);
    private readonly Dictionary<(string PlanId, string? Language), BoardFeed> _feeds = [];

    /// <summary>The feed of a plan for machine clients, or of its page in a language. It is up to date when it is answered.</summary>
    public async Task<BoardFeed> FindAsync(string planId, string? language)
    {
        await _updating.WaitAsync();
        try
        {
            var feed = _feeds.GetValueOrDefault((planId, language)) ?? new(language is null
                ? (state, last) => Task.FromResult(ForMachines(state, last, planId))
                : (state, last) => ForPageAsync(state, last, planId, CultureInfo.GetCultureInfo(language)));
            // Its frame may be held back still, but whoever joins has seen the newest board already.
            await feed.UpdateAsync(live.State);
            return _feeds[(planId, language)] = feed;
        }
        finally
        {
            _updating.Release();
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => live.EachFrameAsync(async state =>
    {
        await UpdateAsync(state, stoppingToken);
        await connections.PumpAsync();
    }, stoppingToken);

    private async Task UpdateAsync(LiveState state, CancellationToken cancel)
    {
        await _updating.WaitAsync(cancel);
        try
        {
            foreach (var ((planId, language), feed) in _feeds)
            {
                try
                {
                    await feed.UpdateAsync(state);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    log.LogError(fault, "The open boards of {Plan} ({Language}) could not be told of version {Version}.", planId, language ?? "JSON", state.Version);
                }
            }
        }
        finally
        {
            _updating.Release();
        }
    }

    private BoardFeed.Content ForMachines(LiveState state, BoardFeed.Content? last, string planId)
    {
        var board = state.Find(planId)!;
        return IsKnown(last, board, state) ? last! : new(
            board.Version, state.IsFresh, board.Indicators.Select(progress => progress.Version),
            since => BoardFeed.Message(board.Version, BoardHub.Changed, BoardChanged.Of(board, since, notice.Text)), ImmutableDictionary<string, PageFragment>.Empty);
    }

    private async Task<BoardFeed.Content> ForPageAsync(LiveState state, BoardFeed.Content? last, string planId, CultureInfo culture)
    {
        var board = state.Find(planId)!;
        if (IsKnown(last, board, state)) return last!;
        // Every watcher may have another version; each fragment knows its own, so the first time all are rendered.
        var changed = await render(state, board, culture, last?.Version ?? -1);
        var known = last?.Fragments ?? ImmutableDictionary<string, PageFragment>.Empty;
        // What came out the same as before need not be sent.
        var fragments = known.SetItems(changed.Where(fragment => known.GetValueOrDefault(fragment.Target)?.Html != fragment.Html)
            .Select(fragment => KeyValuePair.Create(fragment.Target, fragment)));
        return new(
            board.Version, state.IsFresh, fragments.Values.Select(fragment => fragment.Version),
            since => BoardFeed.Message(board.Version, BoardHub.PageChanged, Page(state, board, fragments, since)), fragments);
    }

    private static bool IsKnown(BoardFeed.Content? last, BoardSnapshot board, LiveState state) =>
        last is not null && (last.Version > board.Version || last.Version == board.Version && last.IsFresh == state.IsFresh);

    private static PageChanged Page(LiveState state, BoardSnapshot board, ImmutableDictionary<string, PageFragment> fragments, long since) =>
        new(board.Version, state.EpochOf(board), !state.IsFresh,
            [.. fragments.Values.Where(fragment => fragment.Version > since).Select(fragment => new PageChange(fragment.Target, fragment.Html))]);
}
