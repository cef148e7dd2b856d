using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Readings;

namespace Board.Domain.Progress;

/// <summary>One unit's figures through the plan year, a place for each period: where it reported, and where it was silent.</summary>
/// <param name="Periods">As long as <see cref="PeriodsOf"/>; null where no figure bears a date of that period. One is never carried over: silence shows.</param>
public sealed record UnitYear(string Unit, IReadOnlyList<UnitStanding?> Periods)
{
    /// <summary>The periods for which units report, up to a day. The shortest rule of the plan decides.</summary>
    public static IReadOnlyList<Period> PeriodsOf(PlanCalendar calendar, DateOnly today)
    {
        var all = Period.AllOf(calendar.PeriodOf(calendar.Plan.FirstDay).Kind, calendar.Plan.Year);
        return [.. all.Where(period => period.FirstDay <= today)];
    }

    /// <summary>Every source unit of an indicator, in the plan's order.</summary>
    /// <param name="readings">In any order. One that was returned counts nowhere; of a period the newest date counts, then the greatest revision.</param>
    public static IReadOnlyList<UnitYear> Of(Plan plan, Indicator indicator, IEnumerable<Reading> readings, IReadOnlyList<Period> periods)
    {
        var known = readings.Where(reading => reading.State != ReadingState.Returned).OrderBy(reading => reading.AsOf).ThenBy(reading => reading.Revision).ToLookup(reading => reading.Unit);
        // Each period for itself, since a unit's share is of what all lacked then.
        var columns = periods.Select(period => UnitStanding.Of(plan, indicator, indicator.Sources
            .Select(unit => known[unit].LastOrDefault(reading => reading.AsOf >= period.FirstDay && reading.AsOf <= period.LastDay))
            .OfType<Reading>().ToDictionary(reading => reading.Unit))).ToList();
        return [.. indicator.Sources.Select((unit, row) => new UnitYear(unit, [.. columns.Select(column => column[row] is { Reading: not null } standing ? standing : null)]))];
    }
}
