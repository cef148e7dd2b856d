using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>A link by which somebody sets a password once.</summary>
public static class AccountLink
{
    /// <summary>How long a link can be used.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>The path of a link.</summary>
    public static string Path(string code) => $"/account/setup?code={code}";

    /// <summary>Makes a link for an account, or for the first one; earlier links of the same are void. Answers its code.</summary>
    public static async Task<string> MakeAsync(BoardTransaction transaction, long? accountId, CancellationToken cancel)
    {
        await EndAsync(transaction, accountId, cancel);
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        transaction.Insert(new AccountLinkRow { AccountId = accountId, Hash = Hash(code), ExpiresAt = (transaction.Now + Life).UtcDateTime });
        return code;
    }

    /// <summary>Makes every link of an account void.</summary>
    public static Task EndAsync(BoardTransaction transaction, long? accountId, CancellationToken cancel)
    {
        var now = transaction.Now.UtcDateTime;
        return transaction.Db.AccountLinks.Where(row => row.AccountId == accountId && row.EndedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(link => link.EndedAt, now), cancel);
    }

    /// <summary>The link that can still be used; null if it was used, is too old, or never was one.</summary>
    public static Task<AccountLinkRow?> FindAsync(BoardDb db, string? code, DateTimeOffset now, CancellationToken cancel)
    {
        var (hash, instant) = (Hash(code ?? ""), now.UtcDateTime);
        return db.AccountLinks.AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash && row.EndedAt == null && row.ExpiresAt > instant, cancel);
    }

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
