using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Reports;

/// <summary>All duties of a plan: units × periods. A reporter sees its own unit's row.</summary>
public sealed class ReportMatrix(IDbContextFactory<BoardDb> databases, PlanShelf plans, TimeProvider clock, IOptions<BoardSettings> settings)
{
    /// <summary>One duty.</summary>
    /// <param name="Deadline">As it is owed now: after a return, by the secretariat's day.</param>
    /// <param name="Report">What has become of its report; null where nobody has begun one.</param>
    /// <param name="DaysLate">How late it was handed in, or is by now; null while it is neither in nor overdue.</param>
    public sealed record Cell(Deadline Deadline, DeadlineState State, ReportStanding? Report, int? DaysLate)
    {
        /// <summary>True, false, or null while nothing was handed in and there is time left.</summary>
        public bool? OnTime => DaysLate is { } late ? late == 0 : null;
    }

    /// <summary>A unit and its duties by day.</summary>
    public sealed record Row(ReportingUnit Unit, IReadOnlyList<Cell> Cells)
    {
        /// <summary>Its duty for a period; null where it has none.</summary>
        public Cell? Find(Period period) => Cells.FirstOrDefault(cell => cell.Deadline.Period == period);
    }

    /// <summary>The matrix.</summary>
    /// <param name="Periods">Its columns, by the day of their first duty.</param>
    /// <param name="Rows">In the plan's order.</param>
    /// <param name="At">When it was read.</param>
    /// <param name="MayReview">The reader may accept and return.</param>
    public sealed record Matrix(PlanCalendar Calendar, IReadOnlyList<Period> Periods, IReadOnlyList<Row> Rows, DateTimeOffset At, bool MayReview)
    {
        /// <summary>The day on which it was read.</summary>
        public DateOnly Today => Calendar.Clock.DateOf(At);
    }

    /// <summary>Reads it; null with the reason for whoever may not see it.</summary>
    public async Task<(Matrix? Matrix, ReportRefusal? Refusal)> ExecuteAsync(Actor actor, string planId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { } permit || !ReportGate.SeesAny(permit)) return (null, ReportRefusal.NotAllowed);
        if (await plans.FindAsync(db, planId, cancel) is not { } calendar) return (null, ReportRefusal.NotFound);

        var now = clock.GetUtcNow();
        var cells = Cells(calendar, await db.StandingsAsync(planId, cancel), now, settings.Value.Reminders.Time)
            .Where(cell => ReportGate.Sees(permit, cell.Deadline.Unit)).ToList();
        var rows = calendar.Plan.Units
            .Select(unit => new Row(unit, [.. cells.Where(cell => cell.Deadline.Unit == unit)])).Where(row => row.Cells.Count > 0).ToList();
        return (new(
            calendar, [.. calendar.Deadlines.Where(deadline => rows.Any(row => row.Unit == deadline.Unit)).Select(deadline => deadline.Period).Distinct()], rows,
            now, ReportGate.Reviews(permit)), null);
    }

    /// <summary>Every duty of a plan with what has become of it.</summary>
    internal static IEnumerable<Cell> Cells(
        PlanCalendar calendar, IReadOnlyDictionary<(Period, string), ReportStanding> standings, DateTimeOffset now, TimeOnly noticeTime)
    {
        foreach (var deadline in calendar.Deadlines)
        {
            var report = standings.GetValueOrDefault((deadline.Period, deadline.Unit.Code));
            var due = deadline.Again(report, calendar.WorkingDays);
            var overdue = due.DaysLate(now, calendar.Clock);
            yield return new(
                due, due.StateAt(now, calendar.Clock, noticeTime: noticeTime, report: report), report,
                report is { IsIn: true } ? report.DaysLate : overdue > 0 ? overdue : null);
        }
    }
}
