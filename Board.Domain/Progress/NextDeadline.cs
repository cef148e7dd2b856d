using Board.Domain.Calendar;

namespace Board.Domain.Progress;

/// <summary>A duty that lies ahead of all who owe it, as the board shows it.</summary>
/// <param name="Deadline">One of the deadlines of that day.</param>
/// <param name="DaysLeft">Calendar days from today to the last day, 0 on it.</param>
/// <param name="Reported">Those of them whose report of the period is in.</param>
/// <param name="Expected">Those who owe it.</param>
public sealed record NextDeadline(Deadline Deadline, int DaysLeft, int Reported, int Expected)
{
    /// <summary>Those that have not passed on that day, one for each rule and period, the nearest first; the standing office's are among them.</summary>
    /// <param name="reports">What has become of the reports, by period and unit.</param>
    public static IReadOnlyList<NextDeadline> AllOf(PlanCalendar calendar, DateOnly today, IReadOnlyDictionary<(Period Period, string Unit), ReportStanding> reports) =>
    [
        .. from deadline in calendar.Deadlines
           where deadline.DueBefore > today
           group deadline by (deadline.Rule, deadline.Period) into owing
           let first = owing.First()
           let reported = owing.Count(deadline => reports.GetValueOrDefault((deadline.Period, deadline.Unit.Code)) is { IsIn: true })
           select new NextDeadline(first, first.LastDay.DayNumber - today.DayNumber, reported, owing.Count()),
    ];
}
