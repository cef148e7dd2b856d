using Board.Domain.Plans;
using Board.Domain.Readings;

namespace Board.Domain.Progress;

/// <summary>How much is missing to a target, counted in what the indicator counts.</summary>
public static class Gap
{
    /// <summary>
    /// What must be added to the numerator to reach a floor (or taken from it to get under a ceiling). Never negative.
    /// </summary>
    public static decimal Count(Target target, Figure figure)
    {
        var wanted = figure.Denominator is { } whole ? target.Floor * whole / 100m : target.Floor;
        return target.Better == Better.Higher
            ? Math.Max(0, decimal.Ceiling(wanted) - figure.Numerator)
            : Math.Max(0, figure.Numerator - decimal.Floor(wanted));
    }
}
