using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>A secret link by which somebody's calendar reads their duties without signing in. An account has one at most, and only its hash is stored.</summary>
public static class FeedLink
{
    private const int LongestCode = 100;

    /// <summary>The path of a link.</summary>
    public static string Path(string code) => $"/calendar/{code}.ics";

    /// <summary>A new code, and what is stored of it.</summary>
    public static (string Code, byte[] Hash) Make()
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (code, Hash(code));
    }

    /// <summary>Whose link it is; null where it is nobody's any more, or the account is disabled.</summary>
    public static async Task<Account?> FindAsync(BoardDb db, string code, CancellationToken cancel)
    {
        if (code.Length is 0 or > LongestCode) return null;
        var hash = Hash(code);
        return await db.Accounts.AsNoTracking().FirstOrDefaultAsync(row => row.FeedHash == hash && row.DisabledAt == null, cancel);
    }

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
