using Board.Domain.Calendar;
using Board.Domain.Meetings;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Calendar;

/// <summary>What stands in a plan's calendar beside the plan's own days: directives, and reports that were sent back. Nobody sees more of them here than on their own pages.</summary>
public sealed class FindCalendarItems(IDbContextFactory<BoardDb> databases, PlanShelf plans)
{
    /// <summary>The items that the reader may see, by their day; null where there is no such plan.</summary>
    /// <param name="actor">Null for somebody who is not signed in.</param>
    /// <param name="unit">One unit's only; all without it.</param>
    public async Task<IReadOnlyList<CalendarItem>?> ExecuteAsync(Actor? actor, string planId, string? unit, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var reading = await db.ReadTogetherAsync(cancel);
        if (await plans.FindAsync(db, planId, cancel) is not { } calendar) return null;
        if (actor is not { } known || await known.LoadAsync(db, cancel) is not { } permit) return [];
        var standings = await db.StandingsAsync(planId, cancel);
        IEnumerable<CalendarItem> items =
        [
            .. calendar.Deadlines.Where(deadline => permit.SeesReportsOf(deadline.Unit.Code)).Select(deadline => OfReport(calendar, deadline, standings.GetValueOrDefault((deadline.Period, deadline.Unit.Code)))).OfType<CalendarItem>(),
            .. (await db.ReadDirectivesAsync(planId, cancel)).Where(directive => permit.SeesDirectivesOf(directive.Unit)).Select(directive => OfDirective(calendar, directive)).OfType<CalendarItem>(),
        ];
        return [.. items.Where(item => unit is null || item.Unit.Code == unit).OrderBy(item => item.LastDay).ThenBy(item => item.Directive)];
    }

    private static CalendarItem? OfReport(PlanCalendar calendar, Deadline deadline, ReportStanding? report) =>
        report is { DueAgainBefore: not null, IsIn: false } && deadline.Again(report, calendar.WorkingDays) is var again
            ? new(deadline.Unit, again.LastDay, again.LastWorkingDay, IsMet: false, again, null, null)
            : null;

    private static CalendarItem? OfDirective(PlanCalendar calendar, Directive directive) =>
        directive.State != DirectiveState.Cancelled && calendar.Plan.FindUnit(directive.Unit) is { } unit
            ? new(unit, directive.Due, calendar.WorkingDays.LastOnOrBefore(directive.Due), directive.State != DirectiveState.Open, null, directive.Number, directive.Text)
            : null;
}
