namespace Board.Domain.Progress;

/// <summary>What is wrong on a board, and who holds it back: a view of the snapshot, which computed every figure in it.</summary>
/// <param name="Indicators">
/// Those with which something is wrong: the most people missing first; then those that count other things, the farthest from their target first; without a gap last.
/// </param>
/// <param name="Holders">Units that hold a part of a gap, lack a figure or are late, who holds the most people first.</param>
public sealed record Shortfall(BoardSnapshot Board, IReadOnlyList<TroubledIndicator> Indicators, IReadOnlyList<GapHolder> Holders)
{
    /// <summary>Views a board.</summary>
    /// <param name="odd">Codes of the units whose figure is odd, by the indicator's code.</param>
    /// <param name="before">The last known view: what says the same is kept, so that who shows it knows by the object alone.</param>
    public static Shortfall Of(BoardSnapshot board, ILookup<string, string> odd, DateTimeOffset now, Shortfall? before = null) => new(
        board,
        [
            .. board.Details
                .Select(detail => TroubledIndicator.Of(detail, board.HasBegun, [.. detail.Units.Select(unit => unit.Unit).Where(odd[detail.Progress.Indicator.Code].Contains)]))
                .OfType<TroubledIndicator>()
                .Select(one => before?.Indicators.FirstOrDefault(known => known.SaysTheSameAs(one)) ?? one)
                .OrderByDescending(one => one.People ?? 0).ThenByDescending(one => one.Distance),
        ],
        [.. GapHolder.Of(board, now).Select(holder => before?.Find(holder.Unit.Code) is { } known && known.SaysTheSameAs(holder) ? known : holder)]);

    /// <summary>How many indicators have each trouble; every trouble is there.</summary>
    public IReadOnlyDictionary<Trouble, int> Tallies { get; } =
        Enum.GetValues<Trouble>().ToDictionary(trouble => trouble, trouble => Indicators.Count(one => one.Troubles.Contains(trouble)));

    /// <summary>What a unit holds back; null where nothing is to be asked of it.</summary>
    public GapHolder? Find(string unit) => Holders.FirstOrDefault(holder => holder.Unit.Code == unit);
}
