using Board.Domain.Readings;

namespace Board.Web.Reports;

/// <summary>What of a period's figures the desk shows.</summary>
public enum DeskFilter
{
    All,

    /// <summary>Handed in, as a figure or as "no change".</summary>
    Received,

    /// <summary>Not handed in.</summary>
    Missing,

    /// <summary>Sent back.</summary>
    Returned,

    /// <summary>Another source says otherwise.</summary>
    Conflicting,

    /// <summary>Odd beside the unit's figure before.</summary>
    Odd,

    /// <summary>Counts, and nobody has decided of it.</summary>
    Waiting,
}

/// <summary>Which cells a filter lets through.</summary>
public static class DeskFilters
{
    /// <summary>True where the filter shows the cell.</summary>
    public static bool Shows(this DeskFilter filter, PeriodDesk.Cell cell) => filter switch
    {
        DeskFilter.Received => cell.State is PeriodDesk.CellState.Received or PeriodDesk.CellState.Unchanged,
        DeskFilter.Missing => cell.State == PeriodDesk.CellState.Missing,
        DeskFilter.Returned => cell.State == PeriodDesk.CellState.Returned,
        DeskFilter.Conflicting => cell.Conflicts.Count > 0,
        DeskFilter.Odd => cell.Odd.Count > 0,
        DeskFilter.Waiting => cell is { State: PeriodDesk.CellState.Received, Figure.State: ReadingState.Provisional },
        _ => true,
    };

    /// <summary>True for what somebody should look at: a figure that waits, that is odd or in conflict, or that was sent back out of a report that is in.</summary>
    public static bool NeedsAttention(this PeriodDesk.Cell cell) => cell.State switch
    {
        PeriodDesk.CellState.Received => DeskFilter.Waiting.Shows(cell) || cell.Conflicts.Count > 0 || cell.Odd.Count > 0,
        PeriodDesk.CellState.Returned => cell.IsOpen,
        _ => false,
    };

    /// <summary>True for a figure that waits and of which nothing is to be asked.</summary>
    public static bool IsPlain(this PeriodDesk.Cell cell) => DeskFilter.Waiting.Shows(cell) && cell is { Conflicts.Count: 0, Odd.Count: 0 };
}
