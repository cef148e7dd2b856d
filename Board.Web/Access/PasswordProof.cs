using System.Net;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Runs what a signed-in account may do to itself only with its password: a screen that was left open must not be enough.</summary>
public sealed class PasswordProof(BoardTransactions transactions, IDbContextFactory<BoardDb> databases, Passwords passwords, WrongTries tries)
{
    /// <summary>Runs it in one transaction if the password is right. A wrong one counts as at sign-in, against the account and the address.</summary>
    public async Task<(T? Result, AccountFault? Fault)> RunAsync<T>(
        Actor actor, string password, IPAddress? from, Func<BoardTransaction, Account, Task<T>> useCase, CancellationToken cancel)
    {
        if (actor.Kind != ActorKind.Account) return (default, AccountFault.NotAllowed);
        if (!tries.Take(from)) return (default, AccountFault.TooManyTries);
        string? hash;
        await using (var db = await databases.CreateDbContextAsync(cancel))
            hash = await db.Accounts.Where(row => row.Id == actor.Id && row.DisabledAt == null).Select(row => row.PasswordHash).FirstOrDefaultAsync(cancel);
        var fits = passwords.Fits(hash, password);
        var (result, fault) = await transactions.RunAsync<(T?, AccountFault?)>(async transaction =>
        {
            var account = await transaction.Db.Accounts.FirstOrDefaultAsync(row => row.Id == actor.Id && row.DisabledAt == null, cancel);
            if (account is null) return (default, AccountFault.NotAllowed);
            if (account.IsLocked(transaction.Now)) return (default, AccountFault.Locked);
            if (fits && account.PasswordHash == hash) return (await useCase(transaction, account), null);
            SignIn.Count(transaction, account, from);
            return (default, AccountFault.WrongPassword);
        }, cancel);
        if (fits && fault is null) tries.GiveBack(from);
        return (result, fault);
    }
}
