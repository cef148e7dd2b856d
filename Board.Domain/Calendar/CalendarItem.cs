using Board.Domain.Plans;

namespace Board.Domain.Calendar;

/// <summary>A duty of one unit whose day is not the plan's but somebody's: what a meeting decided, or a report that was sent back.</summary>
/// <param name="SentBack">The deadline of the report as it holds now; null for a directive.</param>
/// <param name="Directive">Number of the directive; null for a report.</param>
/// <param name="Text">What was decided; null for a report.</param>
public sealed record CalendarItem(ReportingUnit Unit, DateOnly LastDay, DateOnly LastWorkingDay, bool IsMet, Deadline? SentBack, int? Directive, string? Text);
