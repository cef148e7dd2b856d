using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Sets a password by a one-time link; the very first link makes the first administrator too.</summary>
public sealed class SetUpAccount(BoardTransactions transactions, IDbContextFactory<BoardDb> databases, Passwords passwords, TimeProvider clock)
{
    /// <summary>Whom a link is for; without an e-mail address it makes the first account.</summary>
    public sealed record Invitation(string? Email, string? Name);

    /// <summary>What somebody with a link gives. E-mail address and name count for the first account only.</summary>
    public sealed record Request(string Code, string Password, string Repeated, string? Email, string? Name);

    /// <summary>What came of it.</summary>
    public abstract record Result
    {
        /// <summary>The password is set, and the link is used up.</summary>
        public sealed record Done(string Email) : Result;

        /// <summary>Something given is wrong; the link stays good.</summary>
        public sealed record Faulty(AccountFault Fault) : Result;

        /// <summary>The link was used, is too old, or never was one.</summary>
        public sealed record Void : Result;
    }

    /// <summary>Whom a link is for; null if it is void.</summary>
    public async Task<Invitation?> FindAsync(string? code, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await AccountLink.FindAsync(db, code, clock.GetUtcNow(), cancel) is not { } link) return null;
        if (link.AccountId is not { } id) return await db.Accounts.AnyAsync(cancel) ? null : new(null, null);
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.DisabledAt == null, cancel);
        return account is null ? null : new(account.Email, account.Name);
    }

    /// <summary>Sets the password and ends every session. A second factor stays, and is asked for at the next sign-in.</summary>
    public async Task<Result> ExecuteAsync(Request request, CancellationToken cancel = default)
    {
        if (await FindAsync(request.Code, cancel) is not { } invitation) return new Result.Void();
        var email = invitation.Email ?? request.Email ?? "";
        if (invitation.Email is null && (AccountRules.OfEmail(email) ?? AccountRules.OfName(request.Name)) is { } wrong) return new Result.Faulty(wrong);
        if (Passwords.FaultOf(request.Password, request.Repeated, email) is { } fault) return new Result.Faulty(fault);
        var hash = passwords.Hash(request.Password);
        return await transactions.RunAsync<Result>(async transaction =>
        {
            if (await AccountLink.FindAsync(transaction.Db, request.Code, transaction.Now, cancel) is not { } link) return new Result.Void();
            if (link.AccountId is null && await transaction.Db.Accounts.AnyAsync(cancel)) return new Result.Void();
            var id = link.AccountId ?? transaction.Insert(AddAccount.Make(email, request.Name!, Role.Admin, null, transaction.Now));
            var account = await transaction.Db.Accounts.FirstAsync(row => row.Id == id, cancel);
            if (account.DisabledAt is not null) return new Result.Void();
            account.PasswordHash = hash;
            account.ForgetWrong();
            account.EndSessions();
            await AccountLink.EndAsync(transaction, link.AccountId, cancel);
            transaction.Audit(
                new(ActorKind.Account, id), account.Name, link.AccountId is null ? "account.first" : "account.set-up", $"account:{id}", new { account.Email, account.Role });
            return new Result.Done(account.Email!);
        }, cancel);
    }
}
