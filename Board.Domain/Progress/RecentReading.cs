using Board.Domain.Readings;

namespace Board.Domain.Progress;

/// <summary>Who changed what, for the ticker.</summary>
/// <param name="At">When it was recorded.</param>
/// <param name="From">The unit's figure before; null for its first.</param>
public sealed record RecentReading(DateTimeOffset At, string Unit, string Indicator, DateOnly AsOf, Figure? From, Figure To);
