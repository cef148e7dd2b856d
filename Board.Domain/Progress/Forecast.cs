using Board.Domain.Plans;

namespace Board.Domain.Progress;

/// <summary>
/// A line through the district series by Theil and Sen: the median of all pairwise slopes, which single odd figures don't bend.
/// </summary>
/// <param name="AchievedPace">The line's slope, points a month.</param>
/// <param name="Due">The day that is forecast.</param>
/// <param name="Value">The line's value on that day; null under three dates.</param>
/// <param name="Low">The same with the slopes' 20th percentile from the newest date on; null under three dates.</param>
/// <param name="High">The same with the slopes' 80th percentile; null under three dates.</param>
public sealed record Forecast(decimal AchievedPace, DateOnly Due, decimal? Value, decimal? Low, decimal? High)
{
    private const int FewestDates = 3;

    /// <summary>The forecast of a series; null under two dates, where there is no slope.</summary>
    public static Forecast? Of(Indicator indicator, DistrictSeries series)
    {
        var points = series.Points.Select(point => (Day: point.AsOf.DayNumber, point.Figure.Value)).ToArray();
        if (points.Length < 2) return null;

        var slopes = new List<decimal>(points.Length * (points.Length - 1) / 2);
        for (var i = 0; i < points.Length; i++)
            for (var j = i + 1; j < points.Length; j++)
                slopes.Add((points[j].Value - points[i].Value) / (points[j].Day - points[i].Day));
        slopes.Sort();

        var slope = Percentile(slopes, 0.5m);
        if (points.Length < FewestDates) return new(slope * Months.Days, indicator.Due, null, null, null);

        var intercepts = points.Select(point => point.Value - slope * point.Day).Order().ToList();
        var newest = points[^1].Day;
        var line = Percentile(intercepts, 0.5m) + slope * newest;
        var ahead = Math.Max(0, indicator.Due.DayNumber - newest);
        decimal At(decimal perDay) => Bound(indicator.Measure, line + perDay * ahead);
        return new(slope * Months.Days, indicator.Due, At(slope), At(Percentile(slopes, 0.2m)), At(Percentile(slopes, 0.8m)));
    }

    private static decimal Bound(Measure measure, decimal value) =>
        measure == Measure.Percent ? Math.Clamp(value, 0, 100) : Math.Max(0, value);

    private static decimal Percentile(List<decimal> sorted, decimal part)
    {
        var place = part * (sorted.Count - 1);
        var below = (int)decimal.Floor(place);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }
}
