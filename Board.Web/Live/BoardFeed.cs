using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Board.Domain.Progress;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Board.Web.Live;

/// <summary>A message to watchers, serialised once for all of them.</summary>
/// <param name="Version">The board version that whoever got it has.</param>
public sealed record FeedMessage(long Version, SerializedHubMessage Serialized);

/// <summary>A piece of the board page that replaces the element whose <c>data-fragment</c> is the target.</summary>
/// <param name="Version">The board version at which it last changed.</param>
public sealed record PageFragment(string Target, long Version, string Html);

/// <summary>What an open page is sent.</summary>
/// <param name="Epoch">What the page must have been made from; another one must load again.</param>
/// <param name="Stale">The server can't read its database: these are the last figures that it knows.</param>
public sealed record PageChanged(long Version, string Epoch, bool Stale, IReadOnlyList<PageChange> Fragments);

/// <summary>One fragment on the wire.</summary>
public sealed record PageChange(string Target, string Html);

/// <summary>Renders the fragments of a board that changed after a version, in a language.</summary>
public delegate Task<IReadOnlyList<PageFragment>> RenderFragments(LiveState state, BoardSnapshot board, CultureInfo culture, long since);

/// <summary>One plan's changes in one form, each message made once and shared by all watchers of that form.</summary>
/// <param name="next">Makes the newer content from the last one (null at first).</param>
public sealed class BoardFeed(Func<LiveState, BoardFeed.Content?, Task<BoardFeed.Content>> next)
{
    private volatile Content? _content;

    /// <summary>What can be sent at one board version.</summary>
    /// <param name="Steps">The versions at which a part changed, in any order.</param>
    /// <param name="Make">Makes the message for watchers that have a version.</param>
    public sealed record Content(
        long Version, bool IsFresh, IEnumerable<long> Steps, Func<long, FeedMessage> Make, ImmutableDictionary<string, PageFragment> Fragments)
    {
        private readonly long[] _steps = [.. Steps.Distinct().Order()];
        private readonly ConcurrentDictionary<long, FeedMessage> _made = new();

        // Whatever version a watcher says it has, only the last step up to it makes a difference: so few messages are ever made.
        internal FeedMessage Since(long version) => _made.GetOrAdd(_steps.LastOrDefault(step => step <= version, -1), Make);
    }

    /// <summary>True if a watcher with that version lacks something.</summary>
    /// <param name="fresh">What it was told of the figures' freshness.</param>
    public bool IsAhead(long version, bool fresh) => _content is { } content && (content.Version > version || content.IsFresh != fresh);

    /// <summary>The message that brings a watcher from a version to the newest, and whether that is fresh.</summary>
    public (FeedMessage Message, bool IsFresh) Since(long version)
    {
        var content = _content!;
        return (content.Since(version), content.IsFresh);
    }

    /// <summary>Takes in a state; an older one than it has changes nothing.</summary>
    public async Task UpdateAsync(LiveState state) => _content = await next(state, _content);

    /// <summary>Wraps a payload for the wire.</summary>
    public static FeedMessage Message(long version, string method, object payload) =>
        new(version, new SerializedHubMessage(new InvocationMessage(method, [payload])));
}
