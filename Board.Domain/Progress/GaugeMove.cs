namespace Board.Domain.Progress;

/// <summary>An indicator whose gauge looks different on another board of the same plan.</summary>
public sealed record GaugeMove(IndicatorProgress Before, IndicatorProgress After)
{
    /// <summary>Every gauge that differs, in the plan's order. What is said of the indicator itself, its owner for example, is no move.</summary>
    public static IReadOnlyList<GaugeMove> Between(BoardSnapshot before, BoardSnapshot after) =>
    [
        .. from progress in before.Indicators
           let moved = after.Find(progress.Indicator.Code)?.Progress
           where moved is not null && progress != moved with { Indicator = progress.Indicator, Version = progress.Version }
           select new GaugeMove(progress, moved),
    ];
}
