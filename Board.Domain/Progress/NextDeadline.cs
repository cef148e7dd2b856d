using Board.Domain.Calendar;

namespace Board.Domain.Progress;

/// <summary>The units' next duty, as the head of the board shows it.</summary>
/// <param name="Deadline">One of the units' deadlines of that day.</param>
/// <param name="DaysLeft">Calendar days from today to the last day, 0 on it.</param>
/// <param name="Reported">Units that owe it and have a figure dated in its period.</param>
/// <param name="Expected">Units that owe it and are a source of at least one indicator.</param>
public sealed record NextDeadline(Deadline Deadline, int DaysLeft, int Reported, int Expected)
{
    /// <summary>The nearest one that has not passed on that day; null where none is left.</summary>
    public static NextDeadline? Of(PlanCalendar calendar, DateOnly today, IReadOnlyList<IndicatorDetail> details)
    {
        var next = calendar.Next(today);
        if (next is not [var first, ..]) return null;

        var owing = next.Where(deadline => deadline.Rule == first.Rule).Select(deadline => deadline.Unit.Code).ToHashSet();
        var sources = details.SelectMany(detail => detail.Progress.Indicator.Sources).Where(owing.Contains).ToHashSet();
        var reported = details
            .SelectMany(detail => detail.Series.Effective.Values)
            .Where(reading => reading.AsOf >= (first.Period.FirstDay ?? calendar.Plan.FirstDay))
            .Select(reading => reading.Unit)
            .Where(owing.Contains)
            .ToHashSet();
        return new(first, first.LastDay.DayNumber - today.DayNumber, reported.Count, sources.Count);
    }
}
