using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Makes the secret link of one's own calendar feed; one that was made before ends with that. The code is answered once.</summary>
public sealed class RenewFeedLink(BoardTransactions transactions)
{
    /// <summary>Makes it; null for whoever has no account.</summary>
    public Task<string?> ExecuteAsync(Actor actor, CancellationToken cancel = default) => transactions.RunAsync<string?>(async transaction =>
    {
        if (actor.Kind != ActorKind.Account) return null;
        if (await transaction.Db.Accounts.FirstOrDefaultAsync(row => row.Id == actor.Id && row.DisabledAt == null, cancel) is not { } account) return null;
        (var code, account.FeedHash) = FeedLink.Make();
        account.FeedMadeAt = transaction.Now.UtcDateTime;
        transaction.Audit(actor, account.Name, "feed.make", $"account:{account.Id}", new { });
        return code;
    }, cancel);
}
