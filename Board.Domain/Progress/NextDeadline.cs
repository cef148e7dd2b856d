using Board.Domain.Calendar;

namespace Board.Domain.Progress;

/// <summary>The units' next duty, as the head of the board shows it.</summary>
/// <param name="Deadline">One of the units' deadlines of that day.</param>
/// <param name="DaysLeft">Calendar days from today to the last day, 0 on it.</param>
/// <param name="Reported">Those of them whose report of the period is in.</param>
/// <param name="Expected">Units that owe it.</param>
public sealed record NextDeadline(Deadline Deadline, int DaysLeft, int Reported, int Expected)
{
    /// <summary>The nearest one that has not passed on that day; null where none is left.</summary>
    /// <param name="reports">What has become of the reports, by period and unit.</param>
    public static NextDeadline? Of(PlanCalendar calendar, DateOnly today, IReadOnlyDictionary<(Period Period, string Unit), ReportStanding> reports)
    {
        var next = calendar.Next(today);
        if (next is not [var first, ..]) return null;
        var owing = next.Where(deadline => deadline.Rule == first.Rule && deadline.Period == first.Period).ToList();
        var reported = owing.Count(deadline => reports.GetValueOrDefault((deadline.Period, deadline.Unit.Code)) is { IsIn: true });
        return new(first, first.LastDay.DayNumber - today.DayNumber, reported, owing.Count);
    }
}
