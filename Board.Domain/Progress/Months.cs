namespace Board.Domain.Progress;

/// <summary>Spans of time in months of equal length: a twelfth of the Gregorian mean year.</summary>
public static class Months
{
    /// <summary>Days in a mean month.</summary>
    public const decimal Days = 365.2425m / 12;

    /// <summary>Months from one day to a later one.</summary>
    public static decimal Between(DateOnly from, DateOnly to) => (to.DayNumber - from.DayNumber) / Days;
}
