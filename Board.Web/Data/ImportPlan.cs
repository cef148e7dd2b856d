using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Reports;
using Board.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>Loads a plan file: all of it or nothing. The same file twice changes nothing.</summary>
public sealed class ImportPlan(BoardTransactions transactions)
{
    /// <summary>What came of it.</summary>
    public enum Outcome
    {
        Added,
        Replaced,
        Unchanged,

        /// <summary>The file has faults; nothing was stored.</summary>
        Faulty,

        /// <summary>Stored readings would lose their indicator or unit; nothing was stored.</summary>
        ReadingsInTheWay,

        /// <summary>Reports that were handed in would lose their deadline, and nobody could open them any more; nothing was stored.</summary>
        ReportsInTheWay,
        NotAllowed,
    }

    /// <summary>The outcome, and what it is about: the plan's id, its faults, or what is in the way: readings as "indicator unit", reports by period and unit.</summary>
    public sealed record Result(Outcome Outcome, string? PlanId, IReadOnlyList<PlanFault> Faults, IReadOnlyList<string> InTheWay);

    /// <summary>Reads, validates and stores a plan file.</summary>
    public Task<Result> ExecuteAsync(Actor actor, byte[] file, CancellationToken cancel = default)
    {
        var reading = PlanFile.Read(file);
        return reading.Plan is { } plan ? StoreAsync(actor, file, plan, cancel) : Task.FromResult(new Result(Outcome.Faulty, null, reading.Faults, []));
    }

    private Task<Result> StoreAsync(Actor actor, byte[] file, Plan plan, CancellationToken cancel) => transactions.RunAsync(async transaction =>
    {
        Result Of(Outcome outcome, params IReadOnlyList<string> inTheWay) => new(outcome, plan.Id, [], inTheWay);
        var db = transaction.Db;
        var permit = await actor.LoadAsync(db, cancel);
        if (permit is not { KeepsPlans: true }) return Of(Outcome.NotAllowed);

        var stored = await db.Plans.FindAsync([plan.Id], cancel);
        if (stored is not null && stored.File.AsSpan().SequenceEqual(file)) return Of(Outcome.Unchanged);
        if (stored is not null && await InTheWayAsync(db, plan, cancel) is { Count: > 0 } inTheWay)
            return Of(Outcome.ReadingsInTheWay, inTheWay);
        if (stored is not null && await ReportsInTheWayAsync(db, new(plan), cancel) is { Count: > 0 } reports)
            return Of(Outcome.ReportsInTheWay, reports);

        var version = transaction.RaiseVersion();
        if (stored is null)
        {
            var today = new PlanClock(plan.TimeZone).DateOf(transaction.Now);
            db.Add(new PlanRow { Id = plan.Id, Year = plan.Year, File = file, Version = version, Day = today, LoadedAt = transaction.Now.UtcDateTime });
        }
        else
        {
            stored.Replace(plan, file, version, transaction.Now.UtcDateTime);
        }
        transaction.Audit(actor, permit.Name, "plan.import", plan.Id, new { bytes = file.Length, version });
        return Of(stored is null ? Outcome.Added : Outcome.Replaced);
    }, cancel);

    /// <summary>The stored readings that a plan has no place for, as "indicator unit".</summary>
    internal static async Task<List<string>> InTheWayAsync(BoardDb db, Plan plan, CancellationToken cancel)
    {
        var kept = await db.Readings.Where(row => row.PlanId == plan.Id)
            .Select(row => new { row.Indicator, row.Unit, row.AsOf.Year, IsShare = row.Denominator != null })
            .Distinct().ToListAsync(cancel);
        return [.. kept
            .Where(key => plan.FindIndicator(key.Indicator) is not { } indicator || !indicator.Sources.Contains(key.Unit)
                || key.Year != plan.Year || key.IsShare != (indicator.Measure == Measure.Percent))
            .Select(key => $"{key.Indicator} {key.Unit}").Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The reports that were handed in and that a plan has no deadline for, by period and unit.</summary>
    internal static async Task<List<string>> ReportsInTheWayAsync(BoardDb db, PlanCalendar calendar, CancellationToken cancel)
    {
        var handedIn = await db.Reports.Where(row => row.PlanId == calendar.Plan.Id && row.Submissions > 0).Select(row => new { row.Period, row.Unit }).ToListAsync(cancel);
        return [.. handedIn.Where(row => ReportDuty.Find(calendar, row.Period, row.Unit) is null).Select(row => $"{row.Period} {calendar.Plan.UnitName(row.Unit)}").Order(StringComparer.Ordinal)];
    }
}
