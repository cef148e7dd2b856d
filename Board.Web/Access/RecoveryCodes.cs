using System.Security.Cryptography;
using System.Text;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Codes to write down: each stands in for the second factor once.</summary>
public static class RecoveryCodes
{
    private const int Count = 10;
    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>Makes new ones in place of those an account had; they can't be shown again.</summary>
    public static async Task<IReadOnlyList<string>> RenewAsync(BoardTransaction transaction, long accountId, CancellationToken cancel)
    {
        await ForgetAsync(transaction, accountId, cancel);
        string[] codes = [.. Enumerable.Range(0, Count).Select(_ => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 4))))];
        foreach (var code in codes) transaction.Insert(new RecoveryCodeRow { AccountId = accountId, Hash = Hash(code) });
        return codes;
    }

    /// <summary>Takes all of an account's codes away.</summary>
    public static Task ForgetAsync(BoardTransaction transaction, long accountId, CancellationToken cancel) =>
        transaction.Db.RecoveryCodes.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(cancel);

    /// <summary>Uses a code up; false if it is none of the account's, or was used.</summary>
    public static async Task<bool> UseAsync(BoardTransaction transaction, long accountId, string? code, CancellationToken cancel)
    {
        var hash = Hash(code ?? "");
        var row = await transaction.Db.RecoveryCodes.FirstOrDefaultAsync(row => row.AccountId == accountId && row.Hash == hash && row.UsedAt == null, cancel);
        if (row is null) return false;
        row.UsedAt = transaction.Now.UtcDateTime;
        return true;
    }

    // However it was typed: blanks, hyphens and case don't count.
    private static byte[] Hash(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(new string([.. code.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant()));
}
