using Board.Domain.Plans;

namespace Board.Domain.Progress;

/// <summary>
/// Everything that a gauge shows of one indicator at one board version. Flat and immutable; two that are equal look the same.
/// Values are in the indicator's own unit (percent, a count or an amount), exact, never rounded.
/// </summary>
/// <param name="Value">Σ N / Σ D over the effective readings, in percent; null without data.</param>
/// <param name="Low">The value if every missing unit had nothing; null without data.</param>
/// <param name="High">The value if every missing unit had everything; null without data, or where nothing bounds it.</param>
/// <param name="AsOf">The newest date of the effective readings.</param>
/// <param name="Pace">Ground covered over ground expected at <paramref name="AsOf"/>; null where it can't be judged.</param>
/// <param name="Expected">Where the path from baseline to target stands at <paramref name="AsOf"/>.</param>
/// <param name="ExpectedToday">The same for the board's own day.</param>
/// <param name="Deteriorating">The value is worse than its baseline.</param>
/// <param name="FellBack">The target was met at an earlier date and is not met now.</param>
/// <param name="GapPoints">What is missing to the floor, in the value's unit; never negative; null without data.</param>
/// <param name="GapCount">What is missing in people, households, files …; never negative; null without data.</param>
/// <param name="RequiredPace">Points a month from <paramref name="AsOf"/> to the due day; null once due or without data.</param>
/// <param name="Provisional">At least one effective reading has not been accepted.</param>
/// <param name="Previous">The district series at the end of the period before that of <paramref name="AsOf"/>.</param>
/// <param name="Version">The board version at which this last changed.</param>
public sealed record IndicatorProgress(
    Indicator Indicator,
    decimal? Value,
    decimal? Numerator,
    decimal? Denominator,
    decimal? Low,
    decimal? High,
    Coverage Coverage,
    ProgressStatus Status,
    ProgressResult Result,
    Evidence Evidence,
    decimal? Pace,
    decimal? Expected,
    decimal? ExpectedToday,
    bool Deteriorating,
    bool FellBack,
    decimal? GapPoints,
    decimal? GapCount,
    decimal? RequiredPace,
    DateOnly? AsOf,
    bool Provisional,
    SeriesValue? Previous,
    long Version);

/// <summary>A value of the district series at a date.</summary>
public sealed record SeriesValue(DateOnly AsOf, decimal Value);
