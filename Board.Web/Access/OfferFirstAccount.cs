using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>While there is no account, makes a link for the first administrator, at each start a new one.</summary>
public sealed class OfferFirstAccount(BoardTransactions transactions)
{
    /// <summary>The code of the link; null where there is an account.</summary>
    public Task<string?> ExecuteAsync(CancellationToken cancel = default) => transactions.RunAsync(async transaction =>
        await transaction.Db.Accounts.AnyAsync(cancel) ? null : await AccountLink.MakeAsync(transaction, null, cancel), cancel);
}
