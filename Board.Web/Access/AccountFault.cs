using Board.Web.Data;
using Board.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>What is wrong with what somebody gave for an account; each has its words.</summary>
public enum AccountFault
{
    NotAllowed,
    NotFound,
    NameMissing,
    NameTooLong,
    NameWrong,
    EmailWrong,
    EmailTaken,
    UnitMissing,
    UnitNotAllowed,
    UnknownUnit,
    PasswordTooShort,
    PasswordTooLong,
    PasswordTooPlain,
    PasswordsDiffer,
    PasswordIsEmail,
    WrongPassword,
    WrongCode,
    Locked,
    TooManyTries,
    SecondFactorOn,
    LastAdmin,
    Disabled,
    Self,
}

/// <summary>What must hold of an account's fields, whoever fills them in.</summary>
public static class AccountRules
{
    /// <summary>The longest name.</summary>
    public const int LongestName = 120;

    /// <summary>The longest e-mail address.</summary>
    public const int LongestEmail = 254;

    /// <summary>What is wrong with a name; null if nothing.</summary>
    public static AccountFault? OfName(string? name) =>
        string.IsNullOrWhiteSpace(name) ? AccountFault.NameMissing
        : name.Length > LongestName ? AccountFault.NameTooLong
        : name.Any(char.IsControl) ? AccountFault.NameWrong : null;

    /// <summary>What is wrong with an e-mail address; null if nothing. Whether it exists, only a letter could tell.</summary>
    public static AccountFault? OfEmail(string? email) =>
        email?.Trim().Split('@') is [{ Length: > 0 }, { Length: > 0 }] && email.Trim() is { Length: <= LongestEmail } text
            && !text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is '<' or '>' or '"' or ',' or ';') ? null : AccountFault.EmailWrong;

    /// <summary>What is wrong with a role that has a unit or has none; null if nothing.</summary>
    public static AccountFault? OfRole(Role role, string? unit) =>
        role == Role.Reporter && unit is null ? AccountFault.UnitMissing
        : role != Role.Reporter && unit is not null ? AccountFault.UnitNotAllowed : null;

    /// <summary>What is wrong with a role and its unit; null if nothing.</summary>
    public static async Task<AccountFault?> OfUnitAsync(BoardDb db, Role role, string? unit, CancellationToken cancel) =>
        OfRole(role, unit) ?? (unit is null || await IsUnitAsync(db, unit, cancel) ? null : AccountFault.UnknownUnit);

    /// <summary>True if some plan has a unit of that code.</summary>
    public static async Task<bool> IsUnitAsync(BoardDb db, string unit, CancellationToken cancel)
    {
        foreach (var row in await db.Plans.AsNoTracking().ToListAsync(cancel))
            if (row.TryRead()?.FindUnit(unit) is not null) return true;
        return false;
    }

    /// <summary>The form of an e-mail address under which an account is found.</summary>
    public static string Normalised(string email) => UnicodeForms.Composed(email.Trim()).ToUpperInvariant();
}
