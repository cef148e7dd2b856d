using Board.Domain.Calendar;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Reports;

/// <summary>Who has kept the duties of a period. A reporter sees its own unit's, as in the matrix.</summary>
public sealed class FindCompliance(IDbContextFactory<BoardDb> databases, PlanShelf plans, TimeProvider clock, IOptions<BoardSettings> settings)
{
    /// <summary>The duties of a period; a unit has one of them at most.</summary>
    public sealed record Compliance(PlanCalendar Calendar, Period Period, IReadOnlyList<ReportMatrix.Cell> Cells)
    {
        /// <summary>Reports that are in now, accepted ones included.</summary>
        public int Submitted => Cells.Count(cell => cell.Report is { IsIn: true });

        /// <summary>Reports that are in, and came in time.</summary>
        public int OnTime => Cells.Count(cell => cell.Report is { IsIn: true, DaysLate: 0 });

        public int Accepted => Cells.Count(cell => cell.Report is { State: ReportState.Accepted });
    }

    /// <summary>The compliance, or why not: not found where there is no such plan, or the plan asks for nothing in such a period.</summary>
    /// <param name="period">Null: the last one whose units' day has passed, else the running one.</param>
    public async Task<(Compliance? Compliance, ReportRefusal? Refusal)> ExecuteAsync(Actor actor, string planId, string? period, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { } permit || !ReportGate.SeesAny(permit)) return (null, ReportRefusal.NotAllowed);
        if (await plans.FindAsync(db, planId, cancel) is not { } calendar) return (null, ReportRefusal.NotFound);
        var now = clock.GetUtcNow();
        var today = calendar.Clock.DateOf(now);
        Period? asked = null;
        if (period is null) asked = calendar.LastClosedUnitPeriod(today) ?? calendar.PeriodOf(today);
        else if (!Period.TryParse(period, out asked)) return (null, ReportRefusal.NotFound);

        var cells = ReportMatrix.Cells(calendar, await db.StandingsAsync(planId, cancel), now, settings.Value.Reminders.Time)
            .Where(cell => cell.Deadline.Period == asked).DistinctBy(cell => cell.Deadline.Unit).ToList();
        if (cells.Count == 0) return (null, ReportRefusal.NotFound);
        var places = calendar.Plan.Units.Index().ToDictionary(one => one.Item, one => one.Index);
        return (new(calendar, asked, [.. cells.Where(cell => ReportGate.Sees(permit, cell.Deadline.Unit)).OrderBy(cell => places[cell.Deadline.Unit])]), null);
    }
}
