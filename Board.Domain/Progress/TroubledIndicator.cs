using Board.Domain.Plans;

namespace Board.Domain.Progress;

/// <summary>An indicator with which something is wrong. Its figures are the board's own; nothing is computed a second time.</summary>
/// <param name="Troubles">What is wrong, in the order of <see cref="Trouble"/>; at least one.</param>
/// <param name="OddUnits">Codes of the units whose figure is odd, in the plan's order.</param>
public sealed record TroubledIndicator(IndicatorDetail Detail, IReadOnlyList<Trouble> Troubles, IReadOnlyList<string> OddUnits)
{
    private const string Person = "người";

    /// <summary>Where it stands.</summary>
    public IndicatorProgress Progress => Detail.Progress;

    /// <summary>The indicator.</summary>
    public Indicator Indicator => Progress.Indicator;

    /// <summary>How many people are missing; null where other things are counted, or where there is no figure.</summary>
    public decimal? People => CountsPeople(Indicator) ? Progress.GapCount : null;

    /// <summary>What is missing, measured by the target itself, since files, computers and money can't be compared; 0 without a figure.</summary>
    public decimal Distance => DistanceOf(Progress);

    /// <summary>True where a unit has a part in what is wrong: it holds some of the gap, has no figure, or an odd one.</summary>
    public bool Involves(string unit) =>
        Detail.Units.Any(one => one.Unit == unit && (one.Reading is null || one.Gap > 0)) || OddUnits.Contains(unit);

    /// <summary>True where another says the same of the same figures.</summary>
    public bool SaysTheSameAs(TroubledIndicator other) =>
        ReferenceEquals(Detail, other.Detail) && Troubles.SequenceEqual(other.Troubles) && OddUnits.SequenceEqual(other.OddUnits);

    /// <summary>True where the plan counts an indicator in people.</summary>
    public static bool CountsPeople(Indicator indicator) => indicator.Counted?.Vi == Person;

    /// <summary>What an indicator lacks, measured by its target.</summary>
    internal static decimal DistanceOf(IndicatorProgress progress) => progress.GapPoints switch
    {
        null => 0,
        { } gap when progress.Indicator.Target.Floor == 0 => gap,
        { } gap => gap / Math.Abs(progress.Indicator.Target.Floor),
    };

    /// <summary>What is wrong with an indicator; null where nothing is.</summary>
    /// <param name="begun">False where the year has not begun, and no figure can be missing.</param>
    internal static TroubledIndicator? Of(IndicatorDetail detail, bool begun, IReadOnlyList<string> odd)
    {
        var progress = detail.Progress;
        var troubles = new List<Trouble>();
        if (progress.Status == ProgressStatus.Lagging) troubles.Add(Trouble.Lagging);
        if (progress.Status == ProgressStatus.Slow) troubles.Add(Trouble.Slow);
        if (progress.Evidence == Evidence.Stale) troubles.Add(Trouble.Stale);
        if (begun && !progress.Coverage.Complete) troubles.Add(Trouble.Incomplete);
        if (progress.Indicator.Orphan) troubles.Add(Trouble.Orphan);
        if (odd.Count > 0) troubles.Add(Trouble.Odd);
        return troubles.Count == 0 ? null : new(detail, troubles, odd);
    }
}
