using Board.Domain.Plans;

namespace Board.Domain.Readings;

/// <summary>The only place that decides whether a denominator may stand in the register.</summary>
public static class RegisterRules
{
    /// <summary>Everything that is wrong with a unit's denominator; its code names the field.</summary>
    /// <param name="readings">The readings that count, of any unit and indicator.</param>
    public static IReadOnlyList<Rejection> Check(Plan plan, string group, string unit, decimal value, IEnumerable<Reading> readings)
    {
        var indicators = plan.Indicators.Where(indicator => indicator.Group == group).ToList();
        var code = value switch
        {
            <= 0 => "not-positive",
            > ReadingRules.Largest => "too-large",
            _ when decimal.Truncate(value) != value && indicators.Any(indicator => indicator.Whole) => "not-whole",
            _ when decimal.Round(value, ReadingRules.Decimals) != value => "too-precise",
            _ => null,
        };
        if (code is not null) return [new(unit, code, value)];

        var name = plan.FindUnit(unit)?.Name ?? unit;
        return
        [
            .. from reading in readings
               where reading.Unit == unit && reading.State != ReadingState.Returned && reading.Figure.Numerator > value
               where indicators.Any(indicator => indicator.Code == reading.Indicator)
               group reading by reading.Indicator into own
               select Over(unit, name, own.MaxBy(reading => reading.Figure.Numerator)!, value),
        ];
    }

    private static Rejection Over(string unit, string name, Reading most, decimal value) =>
        new(unit, "numerator-over-register", name, most.Indicator, most.Figure.Numerator, most.AsOf, value);
}
