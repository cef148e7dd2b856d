using System.Net;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>
/// Lets somebody in by e-mail address and password. Whatever keeps them out, the answer is the same and takes about as long: nobody
/// learns who has an account, or which one is locked.
/// </summary>
public sealed class SignIn(BoardTransactions transactions, IDbContextFactory<BoardDb> databases, Passwords passwords, WrongTries tries)
{
    /// <summary>What is tried, and from where.</summary>
    public sealed record Request(string Email, string Password, IPAddress? From);

    /// <summary>What came of it.</summary>
    public abstract record Result
    {
        /// <summary>They are in.</summary>
        public sealed record In(AccountSession Session) : Result;

        /// <summary>The password is right; a code is wanted too.</summary>
        public sealed record NeedsCode(AccountSession Session) : Result;

        /// <summary>No such account, a wrong password, a locked or a disabled account.</summary>
        public sealed record Refused : Result;

        /// <summary>Too many wrong ones from that address.</summary>
        public sealed record TooMany : Result;
    }

    /// <summary>Compares outside the transaction, since that is made to take long, and decides inside it, since others may be trying too.</summary>
    public async Task<Result> ExecuteAsync(Request request, CancellationToken cancel = default)
    {
        if (!tries.Take(request.From)) return new Result.TooMany();
        var (id, hash) = await FindAsync(request.Email, cancel);
        var fits = passwords.Fits(hash, request.Password);
        var result = await transactions.RunAsync<Result>(async transaction =>
        {
            if (await transaction.Db.Accounts.FirstOrDefaultAsync(row => row.Id == id, cancel) is not { } account || account.IsLocked(transaction.Now))
            {
                // What is written to the disk takes time, which would tell where there is an account to count for.
                // SQLite leaves out what would change nothing at all, but not what is changed and changed back.
                transaction.Prepare("""UPDATE "BoardVersion" SET "Value" = "Value" + 1""").ExecuteNonQuery();
                transaction.Prepare("""UPDATE "BoardVersion" SET "Value" = "Value" - 1""").ExecuteNonQuery();
                return new Result.Refused();
            }
            if (!fits || account.PasswordHash != hash || account.DisabledAt is not null)
            {
                Count(transaction, account, request.From);
                return new Result.Refused();
            }
            if (account.TwoFactorEnabled) return new Result.NeedsCode(AccountSession.Of(account));
            LetIn(transaction, account, "password", request.From);
            return new Result.In(AccountSession.Of(account));
        }, cancel);
        if (result is not Result.Refused) tries.GiveBack(request.From);
        return result;
    }

    /// <summary>Counts a wrong password or code; only the one that locks the account is kept in the audit, so that nobody can flood it.</summary>
    internal static void Count(BoardTransaction transaction, Account account, IPAddress? from)
    {
        if (account.CountWrong(transaction.Now))
            transaction.Audit(Actor.Stranger, "", "account.lock", $"account:{account.Id}", new { until = account.LockoutEnd, from = from?.ToString() });
    }

    /// <summary>Notes that somebody is in.</summary>
    internal static void LetIn(BoardTransaction transaction, Account account, string by, IPAddress? from)
    {
        account.ForgetWrong();
        transaction.Audit(new(ActorKind.Account, account.Id), account.Name, "account.sign-in", $"account:{account.Id}", new { by, from = from?.ToString() });
    }

    private async Task<(long Id, string? Hash)> FindAsync(string email, CancellationToken cancel)
    {
        var normalised = AccountRules.Normalised(email);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(row => row.NormalizedEmail == normalised, cancel);
        return (account?.Id ?? 0, account?.PasswordHash);
    }
}
