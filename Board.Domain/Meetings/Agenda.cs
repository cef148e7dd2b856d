using Board.Domain.Progress;

namespace Board.Domain.Meetings;

/// <summary>In which order a meeting goes through the indicators.</summary>
public static class Agenda
{
    /// <summary>
    /// Codes of all indicators, the worst gap first: what is missing to the target, measured by the target itself, since people, files and
    /// money can't be compared. Those without a figure come after those with a gap, and before those that lack nothing.
    /// </summary>
    public static IReadOnlyList<string> Of(IEnumerable<IndicatorProgress> indicators) =>
        [.. indicators.OrderBy(Rank).ThenByDescending(Share).Select(progress => progress.Indicator.Code)];

    private static int Rank(IndicatorProgress progress) => progress switch
    {
        { Status: ProgressStatus.NoData } => 1,
        { GapPoints: > 0 } => 0,
        { Status: ProgressStatus.Achieved } => 3,
        _ => 2,
    };

    private static decimal Share(IndicatorProgress progress) =>
        progress.GapPoints is not { } gap ? 0 : progress.Indicator.Target.Floor == 0 ? gap : gap / Math.Abs(progress.Indicator.Target.Floor);
}
