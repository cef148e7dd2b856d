using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Board.Web.Access;

/// <summary>Seals the secrets of second factors with the keys that lie beside the database, so that a copy of the database alone makes no codes.</summary>
public sealed class TotpSeal(IDataProtectionProvider protection)
{
    /// <summary>What is stored of a secret; it opens for that account only.</summary>
    public byte[] Close(long accountId, byte[] key) => SealOf(accountId).Protect(key);

    /// <summary>The secret of what is stored; null where the keys that it was sealed with are gone.</summary>
    public byte[]? TryOpen(long accountId, byte[]? stored)
    {
        if (stored is null || IsPlain(stored)) return stored;
        try { return SealOf(accountId).Unprotect(stored); }
        catch (CryptographicException) { return null; }
    }

    /// <summary>True for a secret of a time when they were stored as they are: nothing sealed is as short.</summary>
    public static bool IsPlain(byte[] stored) => stored.Length == Totp.KeyLength;

    private IDataProtector SealOf(long accountId) => protection.CreateProtector("second-factor.key", new Actor(ActorKind.Account, accountId).ToString());
}
