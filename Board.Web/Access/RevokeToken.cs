using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Ends an API token for good.</summary>
public sealed class RevokeToken(BoardTransactions transactions)
{
    /// <summary>What is wrong with it; null once the token is no longer known.</summary>
    public Task<AccountFault?> ExecuteAsync(Actor actor, long id, CancellationToken cancel = default) => transactions.RunAsync<AccountFault?>(async transaction =>
    {
        if (await actor.LoadAsync(transaction.Db, cancel) is not { Role: Role.Admin } permit) return AccountFault.NotAllowed;
        if (await transaction.Db.Tokens.FirstOrDefaultAsync(row => row.Id == id, cancel) is not { } token) return AccountFault.NotFound;
        if (token.RevokedAt is not null) return null;
        token.RevokedAt = transaction.Now.UtcDateTime;
        transaction.Audit(actor, permit.Name, "token.revoke", $"token:{id}", new { token.Name });
        return null;
    }, cancel);
}
