using Board.Domain.Calendar;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Reports;

/// <summary>Who has kept the duties of a period.</summary>
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

    /// <summary>The compliance; null where there is no such plan, or the plan asks for nothing in such a period.</summary>
    /// <param name="period">Null: the last one whose units' day has passed, else the running one.</param>
    public async Task<Compliance?> ExecuteAsync(string planId, string? period, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await plans.FindAsync(db, planId, cancel) is not { } calendar) return null;
        var now = clock.GetUtcNow();
        var today = calendar.Clock.DateOf(now);
        Period? asked = null;
        if (period is null) asked = calendar.LastClosedUnitPeriod(today) ?? calendar.PeriodOf(today);
        else if (!Period.TryParse(period, out asked)) return null;

        var cells = ReportMatrix.Cells(calendar, await db.StandingsAsync(planId, cancel), now, settings.Value.Reminders.Time)
            .Where(cell => cell.Deadline.Period == asked).DistinctBy(cell => cell.Deadline.Unit).ToList();
        return cells.Count == 0 ? null : new(calendar, asked, [.. cells.OrderBy(cell => calendar.Plan.Units.ToList().IndexOf(cell.Deadline.Unit))]);
    }
}
