using Board.Web.Data;
using Board.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Chooses the language of one's own account, for every device; null lets each device choose.</summary>
public sealed class ChooseLanguage(BoardTransactions transactions)
{
    /// <summary>Stores the choice. It is nobody else's business, so the audit doesn't hold it.</summary>
    public Task<bool> ExecuteAsync(Actor actor, string? language, CancellationToken cancel = default) => transactions.RunAsync(async transaction =>
    {
        if (actor.Kind != ActorKind.Account || language is not null && Languages.Find(language) is null) return false;
        var account = await transaction.Db.Accounts.FirstOrDefaultAsync(row => row.Id == actor.Id && row.DisabledAt == null, cancel);
        if (account is null) return false;
        account.Language = language;
        return true;
    }, cancel);
}
