using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Readings;

namespace Board.Domain.Progress;

/// <summary>A unit's part of one indicator's gap, as the board has it.</summary>
/// <param name="Count">What it lacks to the target itself; more than 0.</param>
/// <param name="Share">Its part of all units' gaps of that indicator, 0 to 1.</param>
/// <param name="Units">How many units report the indicator; where it is one alone, its share says nothing.</param>
public sealed record HeldGap(IndicatorProgress Progress, Figure Figure, DateOnly AsOf, decimal Count, decimal Share, int Units)
{
    /// <summary>The indicator.</summary>
    public Indicator Indicator => Progress.Indicator;
}

/// <summary>What a unit holds back across all indicators, and what it owes.</summary>
/// <param name="Held">Its part of the gaps that the district has: people first, the largest first; then the rest by share.</param>
/// <param name="Missing">Indicators for which it has no figure, in the plan's order.</param>
/// <param name="Overdue">Reports whose day has passed, the earliest first.</param>
/// <param name="PeopleShare">Its part of the people that all units lack, 0 to 1.</param>
public sealed record GapHolder(ReportingUnit Unit, IReadOnlyList<HeldGap> Held, IReadOnlyList<Indicator> Missing, IReadOnlyList<Deadline> Overdue, decimal PeopleShare)
{
    /// <summary>How many people it lacks, over all indicators that count people; one person may be missing in several.</summary>
    public decimal People => Held.Where(gap => TroubledIndicator.CountsPeople(gap.Indicator)).Sum(gap => gap.Count);

    /// <summary>True where there is nothing to ask of it.</summary>
    public bool OwesNothing => Held.Count + Missing.Count + Overdue.Count == 0;

    /// <summary>True where another says the same of the same unit.</summary>
    public bool SaysTheSameAs(GapHolder other) =>
        Unit == other.Unit && PeopleShare == other.PeopleShare && Held.SequenceEqual(other.Held) && Missing.SequenceEqual(other.Missing) && Overdue.SequenceEqual(other.Overdue);

    /// <summary>Every unit that holds a part of a gap, lacks a figure or is late, who holds the most people first.</summary>
    internal static IReadOnlyList<GapHolder> Of(BoardSnapshot board, DateTimeOffset now)
    {
        var holders = board.Plan.Units.Select(unit => Of(board, unit, now)).Where(holder => !holder.OwesNothing).ToList();
        var people = holders.Sum(holder => holder.People);
        return
        [
            .. holders.Select(holder => people == 0 ? holder : holder with { PeopleShare = holder.People / people })
                .OrderByDescending(holder => holder.People).ThenByDescending(holder => holder.Held.Count).ThenByDescending(holder => holder.Overdue.Count + holder.Missing.Count),
        ];
    }

    private static GapHolder Of(BoardSnapshot board, ReportingUnit unit, DateTimeOffset now)
    {
        var held = from detail in board.Details
                   where detail.Progress.GapPoints > 0
                   from standing in detail.Units
                   where standing.Unit == unit.Code
                   let gap = HeldOrNull(detail, standing)
                   where gap is not null
                   select gap;
        return new(
            unit,
            [.. held.OrderByDescending(gap => TroubledIndicator.CountsPeople(gap.Indicator) ? gap.Count : 0).ThenByDescending(gap => gap.Share)],
            [.. board.Indicators.Where(progress => board.HasBegun && progress.Coverage.Missing.Contains(unit.Code)).Select(progress => progress.Indicator)],
            [.. board.Calendar.Deadlines.Where(deadline => deadline.Unit == unit).Select(deadline => OverdueOrNull(board, deadline, now)).OfType<Deadline>()],
            0);
    }

    private static HeldGap? HeldOrNull(IndicatorDetail detail, UnitStanding standing) =>
        standing is { Reading.AsOf: var asOf, Figure: { } figure, Gap: > 0 and { } count, GapShare: { } share } ? new(detail.Progress, figure, asOf, count, share, detail.Units.Count) : null;

    // A report that was sent back is late by the day that was set then.
    private static Deadline? OverdueOrNull(BoardSnapshot board, Deadline deadline, DateTimeOffset now)
    {
        var report = board.Reports.GetValueOrDefault((deadline.Period, deadline.Unit.Code));
        var duty = deadline.Again(report, board.Calendar.WorkingDays);
        return report is not { IsIn: true } && !duty.IsMetAt(now, board.Calendar.Clock) ? duty : null;
    }
}
