using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Makes an account without a password, and the link by which its owner sets one.</summary>
public sealed class AddAccount(BoardTransactions transactions)
{
    /// <summary>Whose account; a reporter's is bound to one unit, nobody else's is.</summary>
    public sealed record Request(string Email, string Name, Role Role, string? Unit);

    /// <summary>The account's number and the code of its link, or why there is none.</summary>
    public sealed record Result(long Id, string? Code, AccountFault? Fault);

    /// <summary>Stores it. The link's code is answered once.</summary>
    public Task<Result> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) => transactions.RunAsync<Result>(async transaction =>
    {
        if (await actor.LoadAsync(transaction.Db, cancel) is not { Role: Role.Admin } permit) return new(0, null, AccountFault.NotAllowed);
        if ((AccountRules.OfEmail(request.Email) ?? AccountRules.OfName(request.Name)) is { } wrong) return new(0, null, wrong);
        if (await AccountRules.OfUnitAsync(transaction.Db, request.Role, request.Unit, cancel) is { } unit) return new(0, null, unit);
        var account = Make(request.Email, request.Name, request.Role, request.Unit, transaction.Now);
        if (await transaction.Db.Accounts.AnyAsync(row => row.NormalizedEmail == account.NormalizedEmail, cancel)) return new(0, null, AccountFault.EmailTaken);

        var id = transaction.Insert(account);
        transaction.Audit(actor, permit.Name, "account.add", $"account:{id}", new { account.Email, account.Name, account.Role, account.Unit });
        return new(id, await AccountLink.MakeAsync(transaction, id, cancel), null);
    }, cancel);

    /// <summary>A new account, not yet stored.</summary>
    internal static Account Make(string email, string name, Role role, string? unit, DateTimeOffset now)
    {
        var account = new Account
        {
            Email = email.Trim(), NormalizedEmail = AccountRules.Normalised(email), Name = name.Trim(), Role = role, Unit = unit, CreatedAt = now.UtcDateTime,
        };
        account.EndSessions();
        return account;
    }
}
