namespace Board.Domain.Readings;

/// <summary>A figure as somebody hands it in, before any rule has looked at it.</summary>
/// <param name="Numerator">Of a percent.</param>
/// <param name="Denominator">Of a percent; may be left out where the register knows it.</param>
/// <param name="Value">The single value of a count or an amount. A percentage may never be typed.</param>
public sealed record ReadingDraft(
    string Indicator,
    string Unit,
    DateOnly AsOf,
    decimal? Numerator,
    decimal? Denominator,
    decimal? Value = null,
    string? Note = null);

/// <summary>What the rules must know beside the draft and the plan.</summary>
/// <param name="Today">The day it is in the plan's zone.</param>
/// <param name="Last">The unit's effective figure at the draft's date; null where it has none.</param>
/// <param name="Revision">The greatest revision of the same indicator, unit and date; 0 where there is none.</param>
public sealed record ReadingContext(DateOnly Today, Figure? Last, int Revision);

/// <summary>What the rules say of a draft.</summary>
/// <param name="Reading">The reading to store; null if it was refused.</param>
/// <param name="Rejections">Every reason to refuse it.</param>
/// <param name="Warnings">What looks odd and may be confirmed; empty if it was refused.</param>
public sealed record ReadingVerdict(Reading? Reading, IReadOnlyList<Rejection> Rejections, IReadOnlyList<Rejection> Warnings);
