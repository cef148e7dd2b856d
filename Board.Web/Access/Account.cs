using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Board.Web.Access;

/// <summary>Somebody who signs in with an e-mail address and a password.</summary>
public sealed class Account : IdentityUser<long>
{
    /// <summary>After so many wrong passwords or codes in a row nobody gets in for a while.</summary>
    public const int MostWrong = 10;

    /// <summary>How long that while is.</summary>
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    public required string Name { get; set; }
    public required Role Role { get; set; }

    /// <summary>The unit that a reporter speaks for; null for the others.</summary>
    public required string? Unit { get; set; }

    /// <summary>The language chosen for every device; null to let each device choose.</summary>
    public string? Language { get; set; }

    public required DateTime CreatedAt { get; init; }
    public DateTime? DisabledAt { get; set; }

    /// <summary>What the second factor's codes are made from, sealed by <see cref="TotpSeal"/>; null without a second factor.</summary>
    public byte[]? TotpKey { get; set; }

    /// <summary>The step of time whose code was taken last, so that none is taken twice.</summary>
    public long TotpStep { get; set; }

    /// <summary>What is stored of the secret link of its calendar feed; null without one.</summary>
    public byte[]? FeedHash { get; set; }

    public DateTime? FeedMadeAt { get; set; }

    /// <summary>True while nobody gets in, whatever the password.</summary>
    public bool IsLocked(DateTimeOffset now) => LockoutEnd > now;

    /// <summary>Counts a wrong password or code; true if that was the last one allowed.</summary>
    public bool CountWrong(DateTimeOffset now)
    {
        if (++AccessFailedCount < MostWrong) return false;
        (AccessFailedCount, LockoutEnd) = (0, now + Lockout);
        return true;
    }

    /// <summary>Forgets the wrong ones, once somebody got in or the password is a new one.</summary>
    public void ForgetWrong() => (AccessFailedCount, LockoutEnd) = (0, null);

    /// <summary>Ends every session that was begun before.</summary>
    public void EndSessions() => SecurityStamp = RandomNumberGenerator.GetHexString(32);
}
