using Board.Domain.Plans;
using Board.Domain.Readings;

namespace Board.Domain.Progress;

/// <summary>Where one unit stands on one indicator.</summary>
/// <param name="Reading">Its effective reading; null where it is missing.</param>
/// <param name="Gap">What it lacks to the target itself; null without a reading, or where units have no target of their own.</param>
/// <param name="GapShare">Its part of all units' gaps, 0 to 1; null where nobody has a gap.</param>
public sealed record UnitStanding(string Unit, Reading? Reading, Figure? Figure, decimal? Gap, decimal? GapShare)
{
    /// <summary>Every source unit of an indicator, in the plan's order: who holds the gap.</summary>
    public static IReadOnlyList<UnitStanding> Of(Plan plan, Indicator indicator, IReadOnlyDictionary<string, Reading> effective)
    {
        var rows = indicator.Sources.Select(unit => Row(plan, indicator, unit, effective.GetValueOrDefault(unit))).ToList();
        var all = rows.Sum(row => row.Gap ?? 0);
        return [.. rows.Select(row => all > 0 && row.Gap is { } gap ? row with { GapShare = gap / all } : row)];
    }

    private static UnitStanding Row(Plan plan, Indicator indicator, string unit, Reading? reading)
    {
        if (reading is null) return new(unit, null, null, null, null);
        var figure = reading.Figure.Denominator is { } own
            ? new Figure(reading.Figure.Numerator, plan.RegisteredDenominator(unit, indicator.Group) ?? own)
            : reading.Figure;
        var hasTarget = indicator.Measure == Measure.Percent;
        return new(unit, reading, figure, hasTarget ? Progress.Gap.Count(indicator.Target, figure) : null, null);
    }
}
