using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Board.Web.Access;

/// <summary>How passwords are judged and kept: judged by their length rather than by kinds of characters, hashed by Identity.</summary>
public sealed class Passwords(IPasswordHasher<Account> hasher)
{
    /// <summary>The fewest characters.</summary>
    public const int Shortest = 12;

    private const int Longest = 200;
    private const int FewestDifferent = 5;

    // Hashed where there is no account or no password, so that the answer takes as long.
    private readonly string _decoy = hasher.HashPassword(null!, Guid.NewGuid().ToString());

    /// <summary>What is wrong with a new password; null if nothing.</summary>
    public static AccountFault? FaultOf(string? password, string? repeated, string email) => password switch
    {
        null or { Length: < Shortest } => AccountFault.PasswordTooShort,
        { Length: > Longest } => AccountFault.PasswordTooLong,
        _ when password.Equals(email.Trim(), StringComparison.OrdinalIgnoreCase) => AccountFault.PasswordIsEmail,
        _ when password.Distinct().Count() < FewestDifferent => AccountFault.PasswordTooPlain,
        _ when repeated is not null && repeated != password => AccountFault.PasswordsDiffer,
        _ => null,
    };

    /// <summary>What is stored of a password.</summary>
    public string Hash(string password) => hasher.HashPassword(null!, Composed(password));

    /// <summary>True if the password is the one that was hashed. Takes as long where nothing was.</summary>
    public bool Fits(string? hash, string password) =>
        hasher.VerifyHashedPassword(null!, hash ?? _decoy, Composed(password)) != PasswordVerificationResult.Failed && hash is not null;

    // Keyboards write Vietnamese letters in one part or in two; both are the same password.
    private static string Composed(string password)
    {
        try { return password.Normalize(NormalizationForm.FormC); }
        catch (ArgumentException) { return password; }
    }
}
