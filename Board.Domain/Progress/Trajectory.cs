using Board.Domain.Plans;

namespace Board.Domain.Progress;

/// <summary>
/// The straight path from where an indicator started to its target. The cut points are those of the published Open SDG method;
/// its growth-rate form cannot judge a one-year plan.
/// </summary>
/// <param name="Start">The baseline, or the first point of the series.</param>
/// <param name="Target">What the path leads to.</param>
/// <param name="Due">The day it leads there.</param>
public sealed record Trajectory(SeriesValue Start, Target Target, DateOnly Due)
{
    private const decimal OnTrackFrom = 0.95m;
    private const decimal SlowFrom = 0.60m;

    /// <summary>The path of an indicator: from its baseline, or from its first figure. Null where it has neither.</summary>
    public static Trajectory? Of(Indicator indicator, DistrictSeries series) => (indicator.Baseline, series.Points) switch
    {
        ({ } baseline, _) => new(new(baseline.Date, baseline.Value), indicator.Target, indicator.Due),
        (null, [var first, ..]) => new(new(first.AsOf, first.Figure.Value), indicator.Target, indicator.Due),
        _ => null,
    };

    /// <summary>True where the target was met at the start already.</summary>
    public bool MetAtStart => IsAtLeast(Start.Value, Target.Floor);

    /// <summary>Where the path stands on a day; null before its start. It stays at the target after the due day.</summary>
    public decimal? Expected(DateOnly day) =>
        day < Start.AsOf ? null
        : day >= Due || MetAtStart ? Target.Floor
        : Start.Value + (Target.Floor - Start.Value) * Days(day) / Days(Due);

    /// <summary>Ground covered over ground expected; null where none is expected yet or the target was met at the start.</summary>
    public decimal? Pace(SeriesValue now) =>
        MetAtStart || now.AsOf <= Start.AsOf ? null : (now.Value - Start.Value) / (Expected(now.AsOf)!.Value - Start.Value);

    /// <summary>The status by pace alone; null where a pace can't be judged.</summary>
    public ProgressStatus? Judge(SeriesValue now)
    {
        if (now.AsOf <= Start.AsOf) return null;
        if (MetAtStart) return IsAtLeast(now.Value, Target.Floor) ? ProgressStatus.OnTrack : ProgressStatus.Lagging;
        return Reaches(now, OnTrackFrom) ? ProgressStatus.OnTrack
            : Reaches(now, SlowFrom) ? ProgressStatus.Slow
            : ProgressStatus.Lagging;
    }

    /// <summary>True where the value is worse than at the start. A figure from before the start has not moved from it.</summary>
    public bool Deteriorates(SeriesValue now) => now.AsOf > Start.AsOf && !IsAtLeast(now.Value, Start.Value);

    /// <summary>Points a month needed from a figure to the due day; null once it is due.</summary>
    public decimal? RequiredPace(SeriesValue now) =>
        now.AsOf >= Due ? null : (Target.Floor - now.Value) / Months.Between(now.AsOf, Due);

    // Multiplied out, so that a third of the way is not cut short by the last digit of a division.
    private bool Reaches(SeriesValue now, decimal cut)
    {
        var (done, all) = now.AsOf >= Due ? (1, 1) : (Days(now.AsOf), Days(Due));
        var covered = (now.Value - Start.Value) * all;
        var wanted = cut * (Target.Floor - Start.Value) * done;
        return Target.Better == Better.Higher ? covered >= wanted : covered <= wanted;
    }

    private bool IsAtLeast(decimal value, decimal mark) => Target.Better == Better.Higher ? value >= mark : value <= mark;

    private int Days(DateOnly day) => day.DayNumber - Start.AsOf.DayNumber;
}
