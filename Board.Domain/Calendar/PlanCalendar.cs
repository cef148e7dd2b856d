using System.Diagnostics;
using Board.Domain.Plans;

namespace Board.Domain.Calendar;

/// <summary>Every duty to report that a plan makes (clause V), and the plan's own clock and working days.</summary>
public sealed class PlanCalendar
{
    private readonly Plan plan;

    public PlanCalendar(Plan plan)
    {
        this.plan = plan;
        Clock = new(plan.TimeZone);
        WorkingDays = new(plan.Holidays, plan.WorkingSaturdays);
        // The sort is stable: within a day it keeps the plan's order of rules, then periods, then units.
        Deadlines = [.. plan.Reporting.SelectMany(DeadlinesOf).OrderBy(deadline => deadline.DueBefore)];
        ConsolidationClashes = [.. FindClashes()];
    }

    /// <summary>The plan whose calendar it is.</summary>
    public Plan Plan => plan;

    public PlanClock Clock { get; }

    public WorkingDays WorkingDays { get; }

    /// <summary>
    /// All deadlines of the plan, by day, the plan's order of rules and its order of units; none whose <c>DueBefore</c> is on or
    /// before the day the plan takes effect.
    /// </summary>
    public IReadOnlyList<Deadline> Deadlines { get; }

    /// <summary>Where the plan leaves its standing office no day to consolidate, by the consolidation's day.</summary>
    public IReadOnlyList<ConsolidationClash> ConsolidationClashes { get; }

    /// <summary>The duty of a unit for a period, the earliest where several rules ask for it; null where it owes none.</summary>
    public Deadline? Find(Period period, string unit) => Deadlines.FirstOrDefault(deadline => deadline.Period == period && deadline.Unit.Code == unit);

    /// <summary>
    /// The latest-starting recurring period whose unit deadline has passed on that day; null while there is none. A figure from
    /// before its first day is stale.
    /// </summary>
    public Period? LastClosedUnitPeriod(DateOnly today) =>
        UnitDeadlines
            .Where(deadline => deadline.Period.Kind != PeriodKind.Once && deadline.DueBefore <= today)
            .MaxBy(deadline => deadline.Period.FirstDay)?.Period;

    /// <summary>The shortest period for which units report again and again, at a day; the quarter where the plan has no such rule.</summary>
    public Period PeriodOf(DateOnly day) =>
        Period.Of(
            plan.Reporting
                .Where(rule => rule.Who == ReportingParty.Units && rule.Period != PeriodKind.Once)
                .Select(rule => rule.Period)
                .DefaultIfEmpty(PeriodKind.Quarter)
                .Min(),
            day);

    private IEnumerable<Deadline> UnitDeadlines => Deadlines.Where(deadline => deadline.Rule.Who == ReportingParty.Units);

    private IEnumerable<Deadline> DeadlinesOf(ReportingRule rule) =>
        from period in rule.Period == PeriodKind.Once ? [Period.Once(rule.Code)] : Period.AllOf(rule.Period, plan.Year)
        let dueBefore = DueBefore(rule.Before, period)
        where dueBefore > plan.EffectiveFrom.Date
        let lastWorkingDay = WorkingDays.LastOnOrBefore(dueBefore.AddDays(-1))
        from unit in plan.Units
        where unit.Reports && unit.Standing == (rule.Who == ReportingParty.Standing)
        select new Deadline(rule, period, unit, dueBefore, lastWorkingDay);

    private DateOnly DueBefore(DueRule before, Period period)
    {
        // What is owed once belongs to the plan year as a whole.
        var lastDay = period.LastDay ?? plan.LastDay;
        var nextDay = lastDay.AddDays(1);
        return before switch
        {
            DueRule.LastMonth last => new(lastDay.Year, lastDay.Month, last.Day),
            DueRule.NextMonth next => new(nextDay.Year, nextDay.Month, next.Day),
            DueRule.MonthOfYear month => new(plan.Year, month.Month, month.Day),
            DueRule.OnDate day => day.Date,
            _ => throw new UnreachableException(),
        };
    }

    private IEnumerable<ConsolidationClash> FindClashes() =>
        from consolidation in Deadlines
        where consolidation.Rule.Who == ReportingParty.Standing
        from report in UnitDeadlines.DistinctBy(deadline => (deadline.Rule, deadline.Period))
        // Reports whose period ends within the consolidation's are what it is made from.
        where consolidation.Period.FirstDay <= report.Period.LastDay && report.Period.LastDay <= consolidation.Period.LastDay
        where consolidation.DueBefore <= report.DueBefore
        select new ConsolidationClash(report.Rule, report.Period, report.DueBefore, consolidation);
}
