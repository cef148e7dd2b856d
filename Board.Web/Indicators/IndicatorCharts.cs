using System.Globalization;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Web.Charts;
using Board.Web.Text;
using Microsoft.Extensions.Localization;

namespace Board.Web.Indicators;

/// <summary>The charts of indicators' pages, in the current language.</summary>
public sealed class IndicatorCharts(IStringLocalizer<Texts> texts)
{
    // Of everything that is lacking, what the few hold that are named.
    private const decimal Most = 0.7m;

    /// <summary>The units that lack something, most first.</summary>
    public static IEnumerable<UnitStanding> Lacking(IndicatorDetail detail) =>
        detail.Units.Where(unit => unit is { Gap: > 0, GapShare: > 0 }).OrderByDescending(unit => unit.Gap);

    /// <summary>The fewest units that hold most of what is lacking, and what part of it.</summary>
    public static (IReadOnlyList<UnitStanding> Units, decimal Share) Holders(IndicatorDetail detail)
    {
        var units = new List<UnitStanding>();
        decimal share = 0;
        foreach (var unit in Lacking(detail).TakeWhile(_ => share < Most))
        {
            units.Add(unit);
            share += unit.GapShare!.Value;
        }
        return (units, share);
    }

    /// <summary>The way to the target; the indicator has at least one figure.</summary>
    public ChartData Trend(IndicatorDetail detail, IReadOnlyList<MeetingMark> meetings)
    {
        var indicator = detail.Progress.Indicator;
        var scale = new TrendGeometry(detail, TrendSize.Page);
        var path = Trajectory.Of(indicator, detail.Series)!;
        var points = detail.Series.Points;
        var newest = new SeriesValue(points[^1].AsOf, points[^1].Figure.Value);
        var ahead = detail.Forecast is { Value: { } value, Low: { } low, High: { } high } forecast && newest.AsOf < forecast.Due
            ? (forecast.Due, Value: value, Low: Math.Min(low, high), High: Math.Max(low, high))
            : ((DateOnly Due, decimal Value, decimal Low, decimal High)?)null;
        ChartPoint Point(DateOnly day, decimal y) => new(day, Short(y), Say.Value(indicator, y));

        return ChartData.Of(
            new TrendFrame(
                scale.First, scale.Last, scale.Lowest, scale.Highest, scale.Step, indicator.Measure == Measure.Percent ? Say.Unit(indicator) : "",
                indicator.Target.Floor, indicator.Target.Aim, $"{texts["Trend.Target"]} {Say.Target(indicator)}",
                new(texts["Chart.Values"], path.MetAtStart ? null : texts["Chart.Path"].Value, ahead is null ? null : texts["Chart.Forecast"].Value, ahead is null ? null : texts["Chart.Span"].Value),
                [.. meetings.Where(meeting => meeting.Date >= scale.First && meeting.Date <= scale.Last).OrderBy(meeting => meeting.Date)
                    // Its whole name would hide the line.
                    .Select(meeting => meeting with { Title = texts["Chart.Meeting", meeting.Date.ToString("dd/MM", CultureInfo.InvariantCulture)] })]),
            new TrendSeries(
                [.. points.Select(point => Point(point.AsOf, point.Figure.Value))],
                path.MetAtStart ? null : [Point(path.Start.AsOf, path.Start.Value), Point(indicator.Due, indicator.Target.Floor)],
                ahead is { } to ? [Point(newest.AsOf, newest.Value), Point(to.Due, to.Value)] : null,
                ahead is { } end ? [new(newest.AsOf, Short(newest.Value), Short(newest.Value)), new(end.Due, Short(end.Low), Short(end.High))] : null));
    }

    /// <summary>Who lacks how much, most first; null where nobody lacks anything, where one unit alone reports, or units have no target of their own.</summary>
    public ChartData? Ranking(IndicatorDetail detail, Plan plan)
    {
        var indicator = detail.Progress.Indicator;
        var lacking = Lacking(detail).ToList();
        if (detail.Units.Count < 2 || lacking.Count == 0) return null;
        var strong = Holders(detail).Units;
        return ChartData.Of(
            new RankingFrame(lacking.Count, texts["Units.GapShare"], Say.Space + "%"),
            new RankingSeries([.. lacking.Select(unit => new ChartBar(
                plan.FindUnit(unit.Unit) is { } known ? Say.In(known.Label, known.Name) : unit.Unit, ShownValue.Round(unit.GapShare!.Value * 100),
                texts["Chart.Lacks", Say.Count(indicator, unit.Gap!.Value)], IndicatorAddress.Of(plan, indicator, unit.Unit), strong.Contains(unit)))]));
    }

    // Finer than any screen, and short to send.
    private static decimal Short(decimal value) => decimal.Round(value, 3);
}
