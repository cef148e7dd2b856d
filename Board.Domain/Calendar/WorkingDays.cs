using Board.Domain.Plans;

namespace Board.Domain.Calendar;

/// <summary>
/// Which days are worked: Monday to Friday without the plan's holidays, and the Saturdays that make up for them.
/// A Saturday listed as worked counts even inside a holiday's span, because it was named and the span only covers it.
/// </summary>
public sealed class WorkingDays(IReadOnlyList<Holiday> holidays, IReadOnlyList<DateOnly> workingSaturdays)
{
    public bool IsWorkingDay(DateOnly day) =>
        workingSaturdays.Contains(day)
        || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            && !holidays.Any(holiday => holiday.From <= day && day <= holiday.To));

    /// <summary>The day itself if it is worked, else the nearest worked day before it.</summary>
    public DateOnly LastOnOrBefore(DateOnly day) => IsWorkingDay(day) ? day : Nth(day, 1, -1);

    /// <summary>The n-th working day after a day, which itself isn't counted.</summary>
    /// <param name="n">1 or more.</param>
    public DateOnly NthAfter(DateOnly day, int n) => Nth(day, n, +1);

    /// <summary>The n-th working day before a day, which itself isn't counted.</summary>
    /// <param name="n">1 or more.</param>
    public DateOnly NthBefore(DateOnly day, int n) => Nth(day, n, -1);

    private DateOnly Nth(DateOnly day, int n, int step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        while (n > 0)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day))
                n--;
        }
        return day;
    }
}
