using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Ends the secret link of one's own calendar feed, for whoever has it.</summary>
public sealed class EndFeedLink(BoardTransactions transactions)
{
    /// <summary>Ends it; false for whoever has no account. Where there is none, that is so already.</summary>
    public Task<bool> ExecuteAsync(Actor actor, CancellationToken cancel = default) => transactions.RunAsync(async transaction =>
    {
        if (actor.Kind != ActorKind.Account) return false;
        if (await transaction.Db.Accounts.FirstOrDefaultAsync(row => row.Id == actor.Id && row.DisabledAt == null, cancel) is not { } account) return false;
        if (account.FeedHash is null) return true;
        (account.FeedHash, account.FeedMadeAt) = (null, null);
        transaction.Audit(actor, account.Name, "feed.end", $"account:{account.Id}", new { });
        return true;
    }, cancel);
}
