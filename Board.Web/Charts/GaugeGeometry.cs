using System.Globalization;
using Board.Domain.Plans;
using Board.Domain.Progress;

namespace Board.Web.Charts;

/// <summary>
/// Where things lie on a gauge's half circle, in the coordinates of its drawing. Every number it writes is invariant: a comma breaks a path.
/// </summary>
public sealed class GaugeGeometry
{
    /// <summary>The radius of the track's middle.</summary>
    public const double Radius = 80;

    private const double CentreX = 100;
    private const double CentreY = 98;

    // A share with a target of a few percent would be a hairline on a scale to 100.
    private const decimal SmallShare = 15;

    /// <summary>Lays out an indicator's record.</summary>
    public GaugeGeometry(IndicatorProgress progress)
    {
        var target = progress.Indicator.Target;
        var largest = new[] { target.Floor, target.Aim, progress.Value, progress.ExpectedToday, progress.Indicator.Measure == Measure.Percent ? null : progress.High }.Max() ?? 0;
        var share = progress.Indicator.Measure == Measure.Percent;
        Maximum = share && largest > SmallShare ? 100
            : Rounded(largest * (target.Better == Better.Lower ? 1.6m : 1.25m)) is var rounded && share ? Math.Min(100, rounded) : rounded;
        Floor = Mark(target.Floor);
        Value = progress.Value is { } value ? Dash(value) : null;
        Band = target.Aim is { } aim ? Arc(Math.Min(target.Floor, aim), Math.Max(target.Floor, aim), Radius + 14) : null;
        Expected = progress.ExpectedToday is { } expected ? Pointer(expected) : null;
        if (progress is { Value: { } middle, Low: { } low } && !progress.Coverage.Complete)
        {
            Uncertain = Arc(low, middle, Radius);
            Possible = Arc(middle, progress.High ?? Maximum, Radius);
        }
    }

    /// <summary>The value at the right end: 100, or a round number well over everything shown.</summary>
    public decimal Maximum { get; }

    /// <summary>True where the right end is not 100 percent, so that the ends must be written.</summary>
    public bool OwnScale(Indicator indicator) => indicator.Measure != Measure.Percent || Maximum != 100;

    /// <summary>The whole half circle.</summary>
    public string Track { get; } = Arc(0, 1, Radius);

    /// <summary>The dash pattern that shows the track up to the value, on a path length of 100; null without data.</summary>
    public string? Value { get; }

    /// <summary>The line across the track at the floor.</summary>
    public string Floor { get; }

    /// <summary>The arc outside the track from floor to aim; null where the target is no range.</summary>
    public string? Band { get; }

    /// <summary>The triangle inside the track where the plan should be today; null where nothing is expected.</summary>
    public string? Expected { get; }

    /// <summary>The part of the value that missing units could take away; null where nobody is missing.</summary>
    public string? Uncertain { get; }

    /// <summary>What missing units could add; null where nobody is missing.</summary>
    public string? Possible { get; }

    /// <summary>How far along the half circle a value lies, 0 to 1.</summary>
    public double Position(decimal value) => Maximum == 0 ? 0 : (double)Math.Clamp(value / Maximum, 0, 1);

    private string Dash(decimal value) => $"{Text(100 * Position(value))} 200";

    private string Mark(decimal value) => $"M{Point(Position(value), Radius - 13)}L{Point(Position(value), Radius + 13)}";

    private string Arc(decimal from, decimal to, double radius) => Arc(Position(from), Position(to), radius);

    private string Pointer(decimal value)
    {
        var position = Position(value);
        const double halfWidth = 0.024;
        return $"M{Point(position, Radius - 10.5)}L{Point(position - halfWidth, Radius - 18.5)}L{Point(position + halfWidth, Radius - 18.5)}Z";
    }

    private static string Arc(double from, double to, double radius) =>
        $"M{Point(from, radius)}A{Text(radius)} {Text(radius)} 0 0 1 {Point(to, radius)}";

    private static string Point(double position, double radius) =>
        $"{Text(CentreX - radius * Math.Cos(Math.PI * position))} {Text(CentreY - radius * Math.Sin(Math.PI * position))}";

    private static decimal Rounded(decimal value)
    {
        if (value <= 0) return 1;
        decimal power = 1;
        while (power * 10 <= value) power *= 10;
        while (power > value) power /= 10;
        decimal[] steps = [1, 1.5m, 2, 3, 4, 5, 6, 8, 10];
        return steps.First(step => step * power >= value) * power;
    }

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
