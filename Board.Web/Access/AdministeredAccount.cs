using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Runs what an administrator does to somebody's account, in one transaction.</summary>
public sealed class AdministeredAccount(BoardTransactions transactions)
{
    /// <summary>Runs it if the actor may and the account exists; a fault stores nothing.</summary>
    internal Task<(T? Result, AccountFault? Fault)> RunAsync<T>(
        Actor actor, long id, Func<BoardTransaction, Permit, Account, Task<(T?, AccountFault?)>> useCase, CancellationToken cancel) =>
        transactions.RunAsync<(T?, AccountFault?)>(async transaction =>
        {
            if (await actor.LoadAsync(transaction.Db, cancel) is not { Role: Role.Admin } permit) return (default, AccountFault.NotAllowed);
            if (await transaction.Db.Accounts.FirstOrDefaultAsync(row => row.Id == id, cancel) is not { } account) return (default, AccountFault.NotFound);
            return await useCase(transaction, permit, account);
        }, cancel);

    /// <summary>True if no other administrator could sign in.</summary>
    internal static async Task<bool> IsLastAdminAsync(BoardTransaction transaction, Account account, CancellationToken cancel) =>
        account is { Role: Role.Admin, DisabledAt: null }
        && !await transaction.Db.Accounts.AnyAsync(row => row.Id != account.Id && row.Role == Role.Admin && row.DisabledAt == null && row.PasswordHash != null, cancel);
}
