using System.Globalization;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Web.Text;

namespace Board.Web.Charts;

/// <summary>The size of a drawing of the way to a target.</summary>
/// <param name="Left">Room for the scale.</param>
/// <param name="Letter">The height of its words; the style sheet of where it is shown must say the same.</param>
/// <param name="Apart">The fewest days between the words of two days.</param>
public sealed record TrendSize(int Width, int Height, double Left, double Top, double Letter, int Apart)
{
    /// <summary>On an indicator's own page.</summary>
    public static TrendSize Page { get; } = new(1000, 250, 64, 16, 13, 45);

    /// <summary>On a meeting screen, read from far away.</summary>
    public static TrendSize Meeting { get; } = new(1000, 400, 126, 22, 35, 130);
}

/// <summary>Where things lie on the drawing of an indicator's way to its target.</summary>
public sealed class TrendGeometry
{
    private readonly TrendSize frame;
    private readonly int first;
    private readonly int last;

    /// <summary>Lays out an indicator that has at least one point.</summary>
    public TrendGeometry(IndicatorDetail detail, TrendSize frame)
    {
        this.frame = frame;
        var indicator = detail.Progress.Indicator;
        var points = detail.Series.Points.Select(point => new SeriesValue(point.AsOf, point.Figure.Value)).ToList();
        var path = Trajectory.Of(indicator, detail.Series)!;
        var forecast = detail.Forecast;
        var known = points.Append(path.Start).ToList();

        first = known.Min(point => point.AsOf).DayNumber;
        last = Math.Max(known.Max(point => point.AsOf).DayNumber, indicator.Due.DayNumber);
        List<decimal?> values = [.. known.Select(point => (decimal?)point.Value), indicator.Target.Floor, indicator.Target.Aim, forecast?.Low, forecast?.High, forecast?.Value];
        Step = StepOf((values.Max()!.Value - values.Min()!.Value) / 4);
        Lowest = decimal.Floor(values.Min()!.Value / Step) * Step;
        Highest = decimal.Ceiling(values.Max()!.Value / Step) * Step;
        if (Highest == Lowest) Highest += Step;

        Lines = [.. Enumerable.Range(0, (int)((Highest - Lowest) / Step) + 1).Select(i => Lowest + i * Step).Select(value =>
            new Label($"M{Number(Left)} {Y(value)}H{Number(Right)}", Number(Left - 8), Number(YOf(value) + frame.Letter / 3), Say.Number(value) + (indicator.Measure == Measure.Percent ? Say.Unit(indicator) : null), "end"))];
        Dates = [Date(DateOnly.FromDayNumber(first), "start"), Date(DateOnly.FromDayNumber(last), "end"), .. Between()];
        Dots = [.. points.Select(point => new Label("", X(point.AsOf), Y(point.Value), $"{Say.Date(point.AsOf)}: {Say.Value(indicator, point.Value)}", ""))];
        Curve = "M" + string.Join("L", points.Select(At));
        Path = path.MetAtStart ? null : $"M{At(path.Start)}L{At(new(indicator.Due, indicator.Target.Floor))}";
        TargetLine = $"M{Number(Left)} {Y(indicator.Target.Floor)}H{Number(Right)}";
        TargetWord = (Number(Left + 8), Number(YOf(indicator.Target.Floor) < Top + 1.4 * frame.Letter ? YOf(indicator.Target.Floor) + 1.25 * frame.Letter : YOf(indicator.Target.Floor) - 7));
        if (indicator.Target.Aim is { } aim)
            Band = $"M{Number(Left)} {Y(indicator.Target.Floor)}H{Number(Right)}V{Y(aim)}H{Number(Left)}Z";
        if (forecast is { Value: { } value, Low: { } low, High: { } high } && points[^1].AsOf < forecast.Due)
        {
            Forecast = $"M{At(points[^1])}L{At(new(forecast.Due, value))}";
            Span = $"M{At(points[^1])}L{At(new(forecast.Due, low))}L{At(new(forecast.Due, high))}Z";
        }
    }

    /// <summary>A text at its place, or a line with its text.</summary>
    public sealed record Label(string Path, string X, string Y, string Text, string Anchor);

    /// <summary>The first day of the drawing.</summary>
    public DateOnly First => DateOnly.FromDayNumber(first);

    /// <summary>The last day of the drawing.</summary>
    public DateOnly Last => DateOnly.FromDayNumber(last);

    /// <summary>The lower end of the scale.</summary>
    public decimal Lowest { get; }

    /// <summary>The upper end of the scale.</summary>
    public decimal Highest { get; }

    /// <summary>From one line of the scale to the next.</summary>
    public decimal Step { get; }

    /// <summary>The lines of the scale.</summary>
    public IReadOnlyList<Label> Lines { get; }

    /// <summary>The days under the drawing.</summary>
    public IReadOnlyList<Label> Dates { get; }

    /// <summary>The figures.</summary>
    public IReadOnlyList<Label> Dots { get; }

    /// <summary>Through the figures.</summary>
    public string Curve { get; }

    /// <summary>From the start to the target; null where the target was met at the start.</summary>
    public string? Path { get; }

    /// <summary>The floor.</summary>
    public string TargetLine { get; }

    /// <summary>Where the floor is named.</summary>
    public (string X, string Y) TargetWord { get; }

    /// <summary>From floor to aim; null where the target is no range.</summary>
    public string? Band { get; }

    /// <summary>From the newest figure to the forecast; null without one.</summary>
    public string? Forecast { get; }

    /// <summary>The forecast's span; null without one.</summary>
    public string? Span { get; }

    private double Left => frame.Left;

    private double Right => frame.Width - 16;

    private double Top => frame.Top;

    private double Bottom => frame.Height - 1.6 * frame.Letter - 9;

    private IEnumerable<Label> Between()
    {
        for (var day = DateOnly.FromDayNumber(first + frame.Apart); day.DayNumber < last - frame.Apart; day = day.AddDays(1))
            if (day.Day == 1 && day.Month % 3 == 1) yield return Date(day, "middle");
    }

    private Label Date(DateOnly day, string anchor) => new("", X(day), Number(frame.Height - 8), Say.Date(day), anchor);

    private string At(SeriesValue point) => $"{X(point.AsOf)} {Y(point.Value)}";

    private string X(DateOnly day) => Number(Left + (Right - Left) * (day.DayNumber - first) / Math.Max(1, last - first));

    private string Y(decimal value) => Number(YOf(value));

    private double YOf(decimal value) => Bottom - (Bottom - Top) * (double)((value - Lowest) / (Highest - Lowest));

    private static decimal StepOf(decimal rough)
    {
        if (rough <= 0) return 1;
        decimal power = 1;
        while (power * 10 <= rough) power *= 10;
        while (power > rough) power /= 10;
        return new[] { 1m, 2, 5, 10 }.First(step => step * power >= rough) * power;
    }

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
