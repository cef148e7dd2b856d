namespace Board.Domain.Calendar;

/// <summary>A duty of a period that differs in another calendar of the same plan.</summary>
/// <param name="Before">One unit's deadline; null where there was none.</param>
/// <param name="After">The same unit's; null where there is none any more.</param>
public sealed record DeadlineMove(Deadline? Before, Deadline? After)
{
    /// <summary>Every duty that comes, goes or has another last working day: one entry for all the units that owe it.</summary>
    public static IReadOnlyList<DeadlineMove> Between(PlanCalendar before, PlanCalendar after)
    {
        var (old, now) = (Duties(before), Duties(after));
        return
        [
            .. old.Keys.Union(now.Keys)
                .Select(duty => new DeadlineMove(old.GetValueOrDefault(duty), now.GetValueOrDefault(duty)))
                .Where(move => move.Before?.LastWorkingDay != move.After?.LastWorkingDay)
                .OrderBy(move => (move.Before ?? move.After)!.DueBefore),
        ];
    }

    private static Dictionary<(string, Period), Deadline> Duties(PlanCalendar calendar) =>
        calendar.Deadlines.GroupBy(deadline => (deadline.Rule.Code, deadline.Period)).ToDictionary(duty => duty.Key, duty => duty.First());
}
