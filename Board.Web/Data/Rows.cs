using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Web.Access;

namespace Board.Web.Data;

/// <summary>A plan, kept as the file it was loaded from.</summary>
public sealed class PlanRow
{
    public required string Id { get; init; }
    public required int Year { get; set; }
    public required byte[] File { get; set; }

    /// <summary>The board version at which the file was stored.</summary>
    public required long Version { get; set; }

    /// <summary>The plan's own day that the board was last computed for.</summary>
    public required DateOnly Day { get; set; }

    public required DateTime LoadedAt { get; set; }

    /// <summary>The plan in the file, which was valid when it was stored; null if a stricter version of the product refuses it.</summary>
    public Plan? TryRead() => PlanFile.Read(File).Plan;

    /// <summary>Puts another file in the place of this one.</summary>
    public void Replace(Plan plan, byte[] file, long version, DateTime at) => (Year, File, Version, LoadedAt) = (plan.Year, file, version, at);
}

/// <summary>A reading. The database itself refuses to delete one or to change its figures.</summary>
public sealed class ReadingRow
{
    public long Id { get; init; }
    public required string PlanId { get; init; }
    public required string Indicator { get; init; }
    public required string Unit { get; init; }
    public required DateOnly AsOf { get; init; }
    public required int Revision { get; init; }
    public required decimal Numerator { get; init; }
    public required decimal? Denominator { get; init; }

    /// <summary>The unit's figure that this one followed; null for its first.</summary>
    public required decimal? FromNumerator { get; init; }
    public required decimal? FromDenominator { get; init; }

    public required ReadingState State { get; set; }

    /// <summary>True for the greatest revision that is not returned; at most one for each indicator, unit and date.</summary>
    public required bool Current { get; set; }

    /// <summary>The board version at which this row last changed.</summary>
    public required long Version { get; set; }

    public required string By { get; init; }
    public required DateTime At { get; init; }
    public required string? Note { get; init; }

    /// <summary>How it came in: <c>api</c>, <c>demo</c> …</summary>
    public required string Source { get; init; }

    public Figure Figure => new(Numerator, Denominator);

    public Figure? From => FromNumerator is { } numerator ? new(numerator, FromDenominator) : null;

    public Reading ToReading() => new(Indicator, Unit, AsOf, Revision, Figure, State);
}

/// <summary>The one row that says at which version the board is.</summary>
public sealed class BoardVersionRow
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;
    public long Value { get; set; }
    public DateTime At { get; set; }

    /// <summary>Made with the database: tells a new one from one that merely restarted.</summary>
    public required string Epoch { get; init; }
}

/// <summary>An API token; of the token itself only the hash.</summary>
public sealed class TokenRow
{
    public long Id { get; init; }
    public required string Name { get; init; }
    public required Role Role { get; set; }
    public required string? Unit { get; set; }
    public required byte[] Hash { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RevokedAt { get; set; }
}

/// <summary>A link that lets somebody set a password once; of the link itself only the hash.</summary>
public sealed class AccountLinkRow
{
    public long Id { get; init; }

    /// <summary>Whose password; null for the link that makes the first account.</summary>
    public required long? AccountId { get; init; }
    public required byte[] Hash { get; init; }
    public required DateTime ExpiresAt { get; init; }

    /// <summary>When it was used, or made void by a newer one.</summary>
    public DateTime? EndedAt { get; set; }
}

/// <summary>A code that stands in for the second factor once; of the code itself only the hash.</summary>
public sealed class RecoveryCodeRow
{
    public long Id { get; init; }
    public required long AccountId { get; init; }
    public required byte[] Hash { get; init; }
    public DateTime? UsedAt { get; set; }
}

/// <summary>What was answered to a request with an idempotency key, so that a retry gets the same.</summary>
public sealed class ReceiptRow
{
    public required string Actor { get; init; }
    public required string Key { get; init; }

    /// <summary>Hash of what was asked, to tell a retry from another request under the same key.</summary>
    public required byte[] Request { get; init; }
    public required string Receipt { get; init; }
    public required DateTime At { get; init; }
}

/// <summary>One link of the audit chain: who did what, and a keyed hash over it and the link before.</summary>
public sealed class AuditRow
{
    public long Id { get; init; }
    public required DateTime At { get; init; }
    public required string Actor { get; init; }
    public required string Name { get; init; }
    public required string Action { get; init; }
    public required string Subject { get; init; }
    public required string Detail { get; init; }
    public required byte[] Mac { get; init; }
}
