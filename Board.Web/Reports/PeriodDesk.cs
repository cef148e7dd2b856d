using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Reports;

/// <summary>The secretariat's desk for a period: what each unit has handed in for each indicator, and what is odd about it.</summary>
public sealed class PeriodDesk(IDbContextFactory<BoardDb> databases, PlanShelf plans, TimeProvider clock, IOptions<BoardSettings> settings)
{
    /// <summary>What there is of an indicator that a unit owes.</summary>
    public enum CellState
    {
        /// <summary>Its report is not in.</summary>
        Missing,

        /// <summary>Its report says that nothing has changed, and why.</summary>
        Unchanged,

        /// <summary>A figure is in.</summary>
        Received,

        /// <summary>The figure, or the whole report, was sent back.</summary>
        Returned,
    }

    /// <summary>What there is of one indicator and unit.</summary>
    /// <param name="Figure">What was handed in; where nothing was, the unit's newest figure of the period from elsewhere.</param>
    /// <param name="Reason">Why nothing has changed, or why it was sent back.</param>
    /// <param name="Conflicts">Other sources say otherwise: <c>other-source</c>, <c>denominator-differs</c>.</param>
    /// <param name="Odd">What the figure was or would be warned of.</param>
    /// <param name="IsOpen">The figure can be accepted or returned: it did not go back with a whole report that is being written again.</param>
    /// <param name="IsOfReport">The figure came in the unit's report, which is in: returning it may open that again.</param>
    public sealed record Cell(
        Indicator Indicator, ReportingUnit Unit, CellState State, FigureOfUnit? Figure, string? Reason, IReadOnlyList<Rejection> Conflicts, IReadOnlyList<Rejection> Odd,
        bool IsOpen, bool IsOfReport);

    /// <summary>A stored figure.</summary>
    /// <param name="From">The unit's figure that it followed.</param>
    public sealed record FigureOfUnit(
        long Id, DateOnly AsOf, int Revision, Figure Figure, Figure? From, ReadingState State, string By, DateTimeOffset At, string? Note, string Source);

    /// <summary>One unit's report.</summary>
    /// <param name="Content">What was handed in; null while nothing is in.</param>
    public sealed record UnitReport(ReportMatrix.Cell Duty, string? Receipt, ReportContent? Content, string? ReturnReason);

    /// <summary>The desk.</summary>
    /// <param name="Cells">By indicator, in the plan's order.</param>
    /// <param name="Reports">Every duty of the period, in the plan's order of units.</param>
    /// <param name="MayReview">The reader may accept and return.</param>
    public sealed record Desk(PlanCalendar Calendar, Period Period, IReadOnlyList<Cell> Cells, IReadOnlyList<UnitReport> Reports, DateOnly Today, bool MayReview);

    /// <summary>Reads it; null with the reason for whoever may not see it, or where the plan asks for nothing in such a period.</summary>
    public async Task<(Desk? Desk, ReportRefusal? Refusal)> ExecuteAsync(Actor actor, string planId, string period, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var reading = await db.ReadTogetherAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { } permit || !ReportGate.SeesAll(permit)) return (null, ReportRefusal.NotAllowed);
        if (await plans.FindAsync(db, planId, cancel) is not { } calendar || !Period.TryParse(period, out var asked)) return (null, ReportRefusal.NotFound);
        var duties = ReportMatrix.Cells(calendar, await db.StandingsAsync(planId, cancel), clock.GetUtcNow(), settings.Value.Reminders.Time)
            .Where(cell => cell.Deadline.Period == asked).DistinctBy(cell => cell.Deadline.Unit).ToDictionary(cell => cell.Deadline.Unit.Code);
        if (duties.Count == 0) return (null, ReportRefusal.NotFound);

        var rows = await db.Reports.AsNoTracking().Where(row => row.PlanId == planId && row.Period == asked.ToString()).ToDictionaryAsync(row => row.Unit, cancel);
        var handedIn = await HandedInAsync(db, planId, asked.ToString(), cancel);
        var stored = await StoredAsync(db, planId, asked, handedIn, cancel);
        var reasons = await ReasonsAsync(db, planId, cancel);
        var cells =
            from indicator in calendar.Plan.Indicators
            where asked.Kind != PeriodKind.Once
            from unit in indicator.Sources
            where duties.ContainsKey(unit)
            select CellOf(calendar.Plan, indicator, duties[unit].Deadline.Unit, rows.GetValueOrDefault(unit), handedIn, stored, reasons);
        return (new(
            calendar, asked, [.. cells],
            [
                .. from unit in calendar.Plan.Units
                   where duties.ContainsKey(unit.Code)
                   let row = rows.GetValueOrDefault(unit.Code)
                   select new UnitReport(duties[unit.Code], row?.Receipt, row is { Standing.IsIn: true } ? row.Content : null, row?.ReturnReason),
            ],
            calendar.Clock.DateOf(clock.GetUtcNow()), ReportGate.Reviews(permit)), null);
    }

    private static Cell CellOf(
        Plan plan, Indicator indicator, ReportingUnit unit, ReportRow? report, ILookup<(string Unit, string Indicator), long> handedIn,
        ILookup<(string Unit, string Indicator), ReadingRow> stored, Dictionary<long, string?> reasons)
    {
        var revisions = stored[(unit.Code, indicator.Code)];
        var own = report is null ? null : revisions.FirstOrDefault(row => handedIn[(unit.Code, indicator.Code)].Contains(row.Id));
        // A correction that came in another way counts in the place of what was handed in.
        var counting = own is null ? null : revisions.FirstOrDefault(row => row.AsOf == own.AsOf && row.Current);
        var shown = own switch
        {
            null => revisions.Where(row => row.Current).MaxBy(row => row.AsOf),
            { State: ReadingState.Returned } when counting is null || counting.Revision < own.Revision => own,
            _ => counting ?? own,
        };
        var unchanged = report?.Content.Unchanged.FirstOrDefault(entry => entry.Indicator == indicator.Code);
        var (state, reason) = report switch
        {
            { State: ReportState.Returned } when own is not null && shown!.State == ReadingState.Returned => (CellState.Returned, reasons.GetValueOrDefault(own.Id) ?? report.ReturnReason),
            { State: ReportState.Returned } when own is null => (CellState.Returned, report.ReturnReason),
            { State: ReportState.Returned } => (CellState.Received, null),
            { Standing.IsIn: true } when own is not null && shown!.State == ReadingState.Returned => (CellState.Returned, reasons.GetValueOrDefault(own.Id)),
            { Standing.IsIn: true } when own is not null => (CellState.Received, null),
            { Standing.IsIn: true } when unchanged is not null => (CellState.Unchanged, unchanged.Reason),
            _ => (CellState.Missing, null),
        };
        return new(
            indicator, unit, state, shown is null ? null : FigureOf(shown), reason, shown is null ? [] : Conflicts(plan, indicator, shown, revisions),
            shown?.From is { } from ? ReadingRules.Odd(indicator, shown.Figure, from) : [],
            shown is not null && state != CellState.Unchanged && (shown != own || shown.State != ReadingState.Returned || report is { Standing.IsIn: true }),
            own is not null && shown == own && report is { Standing.IsIn: true });
    }

    private static FigureOfUnit FigureOf(ReadingRow row) =>
        new(row.Id, row.AsOf, row.Revision, row.Figure, row.From, row.State, row.By, new(row.At), row.Note, row.Source);

    private static List<Rejection> Conflicts(Plan plan, Indicator indicator, ReadingRow shown, IEnumerable<ReadingRow> revisions)
    {
        var conflicts = new List<Rejection>();
        if (shown.Denominator is { } given && plan.RegisteredDenominator(shown.Unit, indicator.Group) is { } approved && given != approved)
            conflicts.Add(new("denominator", "denominator-differs", given, approved));
        // The last word of each other source on the same day.
        foreach (var other in revisions.Where(row => row.AsOf == shown.AsOf && row.Source != shown.Source && row.State != ReadingState.Returned)
                     .GroupBy(row => row.Source).Select(source => source.MaxBy(row => row.Revision)!).Where(other => other.Figure != shown.Figure))
            conflicts.Add(new("numerator", "other-source", other.Source, other.Numerator, (object?)other.Denominator ?? "—"));
        return conflicts;
    }

    private static async Task<ILookup<(string Unit, string Indicator), long>> HandedInAsync(BoardDb db, string planId, string period, CancellationToken cancel) => (await (
        from report in db.Reports
        where report.PlanId == planId && report.Period == period
        join submission in db.Submissions on report.Id equals submission.ReportId
        where submission.Number == report.Submissions
        join submitted in db.SubmittedReadings on submission.Id equals submitted.SubmissionId
        join reading in db.Readings on submitted.ReadingId equals reading.Id
        select new { reading.Unit, reading.Indicator, reading.Id }).ToListAsync(cancel)).ToLookup(row => (row.Unit, row.Indicator), row => row.Id);

    // Every revision of the period's dates, and of those that were handed in with another date.
    private static async Task<ILookup<(string Unit, string Indicator), ReadingRow>> StoredAsync(
        BoardDb db, string planId, Period period, ILookup<(string, string), long> handedIn, CancellationToken cancel)
    {
        var (first, last) = (period.FirstDay ?? DateOnly.MaxValue, period.LastDay ?? DateOnly.MinValue);
        var ids = handedIn.SelectMany(group => group).ToList();
        var rows = await db.Readings.AsNoTracking()
            .Where(row => row.PlanId == planId && (row.AsOf >= first && row.AsOf <= last || ids.Contains(row.Id))).ToListAsync(cancel);
        return rows.ToLookup(row => (row.Unit, row.Indicator));
    }

    private static async Task<Dictionary<long, string?>> ReasonsAsync(BoardDb db, string planId, CancellationToken cancel) =>
        (await db.Reviews.AsNoTracking().Where(row => row.PlanId == planId && row.ReadingId != null && row.Verdict == ReadingState.Returned)
            .OrderBy(row => row.Id).Select(row => new { row.ReadingId, row.Reason }).ToListAsync(cancel))
            .GroupBy(row => row.ReadingId!.Value).ToDictionary(reviews => reviews.Key, reviews => reviews.Last().Reason);
}
