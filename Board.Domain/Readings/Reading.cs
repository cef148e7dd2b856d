namespace Board.Domain.Readings;

/// <summary>Where a reading stands with the secretariat.</summary>
public enum ReadingState
{
    /// <summary>Recorded, not yet looked at. The live board uses and marks it.</summary>
    Provisional,

    /// <summary>Taken by the secretariat; consolidated reports use only these.</summary>
    Accepted,

    /// <summary>Sent back with a reason; nothing counts it.</summary>
    Returned,
}

/// <summary>
/// One figure of one indicator, by one unit, as of one date (số liệu). Append-only: a correction is a new reading of the
/// same indicator, unit and date with a higher revision.
/// </summary>
/// <param name="Revision">1 for the first, rising by one.</param>
/// <param name="Figure">What was counted.</param>
public sealed record Reading(string Indicator, string Unit, DateOnly AsOf, int Revision, Figure Figure, ReadingState State);

/// <summary>
/// What was counted: numerator over denominator for a percent; for a count or an amount the value over nothing.
/// </summary>
/// <param name="Numerator">N, or the single value. Never negative.</param>
/// <param name="Denominator">D, greater than zero; null unless the indicator is a percent.</param>
public readonly record struct Figure(decimal Numerator, decimal? Denominator)
{
    /// <summary>The share in percent, or the single value.</summary>
    public decimal Value => Denominator is { } whole ? 100m * Numerator / whole : Numerator;
}
