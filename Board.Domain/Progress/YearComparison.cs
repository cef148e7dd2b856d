using Board.Domain.Plans;

namespace Board.Domain.Progress;

/// <summary>An indicator in two years' plans, known by its code.</summary>
/// <param name="Earlier">Null where the earlier plan has none of that code.</param>
/// <param name="Later">Null where the later plan did not take it over.</param>
/// <param name="SamePeriod">
/// What the earlier year's series said on the same day of its year as the later one's figure (cùng kỳ): its newest point up to that day. Null without
/// one, and where the two measure different things.
/// </param>
public sealed record ComparedIndicator(IndicatorProgress? Earlier, IndicatorProgress? Later, SeriesValue? SamePeriod)
{
    /// <summary>The later value less that of the same period, in the indicator's own unit; null where either is missing.</summary>
    public decimal? Change => Later?.Value - SamePeriod?.Value;

    /// <summary>The indicator, by the later plan's words where it has it.</summary>
    public Indicator Indicator => (Later ?? Earlier)!.Indicator;

    /// <summary>True where the two years promise different thresholds.</summary>
    public bool TargetMoved => Earlier is not null && Later is not null && Earlier.Indicator.Target != Later.Indicator.Target;
}

/// <summary>Two years' boards side by side.</summary>
/// <param name="Indicators">Those of the later plan in its order, then those that only the earlier one has.</param>
public sealed record YearComparison(BoardSnapshot Earlier, BoardSnapshot Later, IReadOnlyList<ComparedIndicator> Indicators)
{
    /// <summary>Compares two boards.</summary>
    public static YearComparison Of(BoardSnapshot earlier, BoardSnapshot later) => new(
        earlier, later,
        [
            .. later.Details.Select(detail => Of(earlier.Find(detail.Progress.Indicator.Code), detail, later.Plan.Year - earlier.Plan.Year)),
            .. earlier.Details.Where(detail => later.Find(detail.Progress.Indicator.Code) is null).Select(detail => new ComparedIndicator(detail.Progress, null, null)),
        ]);

    private static ComparedIndicator Of(IndicatorDetail? earlier, IndicatorDetail later, int years)
    {
        var progress = later.Progress;
        if (earlier is null || progress.AsOf is not { } asOf || !Comparable(earlier.Progress.Indicator, progress.Indicator)) return new(earlier?.Progress, progress, null);
        var day = asOf.AddYears(-years);
        return new(earlier.Progress, progress, earlier.Series.Points.LastOrDefault(point => point.AsOf <= day) is { } point ? new(point.AsOf, point.Figure.Value) : null);
    }

    private static bool Comparable(Indicator earlier, Indicator later) =>
        earlier.Measure == later.Measure && earlier.Target.Better == later.Target.Better && earlier.Money == later.Money;
}
