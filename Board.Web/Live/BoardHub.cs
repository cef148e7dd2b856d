using Board.Domain.Progress;
using Board.Web.Access;
using Board.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Board.Web.Live;

/// <summary>
/// Where open boards and machine clients watch a plan. Being told the state and being told of changes is one operation, so
/// nothing is missed between the two.
/// </summary>
[Authorize(Policies.ReadBoard)]
public sealed class BoardHub(LiveBoard live, BoardFeeds feeds, BoardConnections connections, LiveInbox inbox, BoardNotice notice, TimeProvider clock) : Hub
{
    /// <summary>The method that machine clients are called by.</summary>
    public const string Changed = "BoardChanged";

    /// <summary>The method that open pages are called by.</summary>
    public const string PageChanged = "PageChanged";

    /// <summary>For machine clients: answers the board, then sends <see cref="Changed"/> with rising versions.</summary>
    public async Task<BoardJson> Watch(string planId)
    {
        Board(planId);
        var feed = await feeds.FindAsync(planId, null);
        var board = Board(planId);
        connections.Watch(Context.ConnectionId, feed, board.Version, greet: false);
        return BoardJson.Of(board, notice.Text);
    }

    /// <summary>For the board page: sends at once what changed since its version, then every change.</summary>
    /// <returns>The server's own time, by which the page tells since when it has been alone.</returns>
    public async Task<DateTimeOffset> WatchPage(string planId, string culture, long version)
    {
        Board(planId);
        if (Languages.Find(culture) is null) throw new HubException("unknown-language");
        connections.Watch(Context.ConnectionId, await feeds.FindAsync(planId, culture), version, greet: true);
        return clock.GetUtcNow();
    }

    /// <summary>For pages of people: sends <see cref="LiveInbox.Changed"/> with the number of their own unread notices, at once and whenever it changes.</summary>
    /// <returns>False where nobody is signed in with an account: then nothing is sent.</returns>
    public bool WatchInbox() => inbox.Watch(Context);

    private BoardSnapshot Board(string? planId) =>
        planId is null ? throw new HubException("unknown-plan") : live.State.Find(planId) ?? throw new HubException("unknown-plan");
}
