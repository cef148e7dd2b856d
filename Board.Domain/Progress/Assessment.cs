using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Readings;

namespace Board.Domain.Progress;

/// <summary>Judges an indicator: is the target met, is it on pace, is the figure fresh and complete. The three are never folded into one.</summary>
public static class Assessment
{
    /// <summary>The record of an indicator on the board's day.</summary>
    public static IndicatorProgress Of(PlanCalendar calendar, Indicator indicator, DistrictSeries series, DateOnly today, long version)
    {
        var path = Trajectory.Of(indicator, series);
        if (series.Points is not [.., var newest]) return WithoutData(indicator, path, today, version);

        var figure = newest.Figure;
        var asOf = series.Effective.Values.Max(reading => reading.AsOf);
        var now = new SeriesValue(asOf, figure.Value);
        var result = Result(indicator.Target, figure);
        var stale = calendar.LastClosedUnitPeriod(today) is { } closed && asOf < closed.FirstDay;
        var met = result is ProgressResult.Met or ProgressResult.MetAim;
        return new(
            indicator,
            figure.Value,
            figure.Numerator,
            figure.Denominator,
            figure.Low,
            figure.High,
            figure.Coverage,
            met ? ProgressStatus.Achieved : stale ? ProgressStatus.Stale : path?.Judge(now) ?? ProgressStatus.Unrated,
            result,
            stale ? Evidence.Stale : figure.Coverage.Complete ? Evidence.Complete : Evidence.Incomplete,
            path?.Pace(now),
            path?.Expected(asOf),
            path?.Expected(today),
            path?.Deteriorates(now) ?? false,
            !met && series.Points.SkipLast(1).Any(point => point.Figure.Meets(indicator.Target.Floor)),
            figure.GapPoints,
            figure.GapCount,
            path?.RequiredPace(now),
            asOf,
            series.Effective.Values.Any(reading => reading.State == ReadingState.Provisional),
            Previous(calendar, series, asOf),
            version);
    }

    private static IndicatorProgress WithoutData(Indicator indicator, Trajectory? path, DateOnly today, long version) => new(
        indicator, null, null, null, null, null, new(0, indicator.Sources.Count, indicator.Sources), ProgressStatus.NoData,
        ProgressResult.Unknown, Evidence.None, null, null, path?.Expected(today), false, false, null, null, null, null, false, null, version);

    private static ProgressResult Result(Target target, DistrictFigure figure) =>
        !figure.Meets(target.Floor) ? ProgressResult.NotMet
        : target.Aim is { } aim && figure.Meets(aim) ? ProgressResult.MetAim
        : ProgressResult.Met;

    private static SeriesValue? Previous(PlanCalendar calendar, DistrictSeries series, DateOnly asOf)
    {
        var first = calendar.PeriodOf(asOf).FirstDay;
        var point = series.Points.LastOrDefault(point => point.AsOf < first);
        return point is null ? null : new(point.AsOf, point.Figure.Value);
    }
}
