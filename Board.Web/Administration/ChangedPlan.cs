using System.Text.Json.Nodes;
using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Administration;

/// <summary>What a change makes of a stored plan: the same for whoever only asks and for whoever stores it.</summary>
/// <param name="File">The changed file.</param>
/// <param name="Before">The plan as it is stored.</param>
/// <param name="After">The changed plan; null where anything is wrong with it.</param>
/// <param name="Rejections">Everything that is wrong with it, by the place in the file or the unit.</param>
public sealed record ChangedPlan(byte[] File, PlanCalendar Before, PlanCalendar? After, IReadOnlyList<Rejection> Rejections)
{
    /// <summary>True where the change leaves everything as it is.</summary>
    public bool Same { get; private init; }

    /// <summary>Applies a change to a plan that can be read; null if it can't.</summary>
    public static async Task<ChangedPlan?> OfAsync(BoardDb db, PlanRow row, PlanChange change, CancellationToken cancel)
    {
        if (row.TryRead() is not { } plan) return null;
        var before = new PlanCalendar(plan);
        if (change is PlanChange.Register register && await RegisterFaultsAsync(db, plan, register, cancel) is { Count: > 0 } refused)
            return new(row.File, before, null, refused);

        var (old, changed) = (PlanJson.Parse(row.File), PlanJson.Parse(row.File));
        change.Apply(changed, plan);
        if (JsonNode.DeepEquals(old, changed)) return new(row.File, before, before, []) { Same = true };

        var file = PlanJson.Write(changed);
        var reading = PlanFile.Read(file);
        if (reading.Plan is not { } after)
            return new(file, before, null, [.. reading.Faults.Select(fault => new Rejection(fault.Path["$".Length..].TrimStart('.'), fault.Code, [.. fault.Arguments]))]);
        if (await ImportPlan.InTheWayAsync(db, after, cancel) is { Count: > 0 } inTheWay)
            return new(file, before, null, [new("", "readings-in-the-way", string.Join(", ", inTheWay))]);
        var calendar = new PlanCalendar(after);
        return await ImportPlan.ReportsInTheWayAsync(db, calendar, cancel) is { Count: > 0 } reports
            ? new(file, before, null, [new("", "reports-in-the-way", string.Join(", ", reports))])
            : new(file, before, calendar, []);
    }

    private static async Task<List<Rejection>> RegisterFaultsAsync(BoardDb db, Plan plan, PlanChange.Register register, CancellationToken cancel)
    {
        var units = register.Values.Where(entry => entry.Value is not null).Select(entry => entry.Key).ToList();
        var rows = await db.Readings.AsNoTracking().Where(row => row.PlanId == plan.Id && row.Current && units.Contains(row.Unit)).ToListAsync(cancel);
        var readings = rows.ToLookup(row => row.Unit, row => row.ToReading());
        return [.. units.SelectMany(unit => RegisterRules.Check(plan, register.Group, unit, register.Values[unit]!.Value, readings[unit]))];
    }
}
