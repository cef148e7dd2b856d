using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Web.Live;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>Everything that must hold of the database, whatever happened to the server.</summary>
public sealed class Integrity(IDbContextFactory<BoardDb> databases, AuditKey key)
{
    private const int MostFaults = 5;

    /// <summary>An invariant and what breaks it; no faults, it holds.</summary>
    public sealed record Finding(string Invariant, IReadOnlyList<string> Faults);

    /// <summary>Runs every invariant.</summary>
    public async Task<IReadOnlyList<Finding>> ExecuteAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var whole = await WholeAsync(db, cancel);
        // What a damaged file says of its rows means nothing.
        if (whole.Faults.Count > 0) return [whole];
        // One read transaction: a reading that comes in meanwhile must not look like a fault.
        await using var reading = await db.ReadTogetherAsync(cancel);
        var plans = await db.Plans.AsNoTracking().ToListAsync(cancel);
        var readings = await db.Readings.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancel);
        var audit = await db.Audit.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancel);
        var keys = readings.GroupBy(row => (row.PlanId, row.Indicator, row.Unit, row.AsOf)).ToList();
        var version = await db.BoardVersion.AsNoTracking().SingleAsync(cancel);
        return
        [
            whole,
            new("foreign keys", [.. (await db.Database.SqlQueryRaw<string>("SELECT \"table\" AS \"Value\" FROM pragma_foreign_key_check").ToListAsync(cancel)).Take(MostFaults)]),
            Each("one effective reading per key", keys, group => IsCurrent(group) ? null : Name(group.Key)),
            Each("revisions without gaps", keys, group => group.Select(row => row.Revision).Order().SequenceEqual(Enumerable.Range(1, group.Count())) ? null : Name(group.Key)),
            Each("plans can be read", plans, plan => PlanFile.Read(plan.File).Plan?.Id == plan.Id ? null : plan.Id),
            new("no row is newer than the board", [.. readings.Where(row => row.Version > version.Value).Select(row => $"reading {row.Id}")
                .Concat(plans.Where(row => row.Version > version.Value).Select(row => $"plan {row.Id}")).Take(MostFaults)]),
            Each("every reading is in the audit once", Audited(readings, audit), subject => subject),
            Each("every reading is in the audit as it is stored", Altered(readings, audit), subject => subject),
            new("audit chain", [.. BrokenLinks(audit, await AuditWalk.LastEntryAsync(db, cancel)).Take(MostFaults)]),
            await BoardsAsync(db, plans, readings, version, cancel),
            .. await ReportIntegrity.FindAsync(db, readings, audit, version.Value, cancel),
            .. await ReminderIntegrity.FindAsync(db, plans, cancel),
            .. await MeetingIntegrity.FindAsync(db, audit, cancel),
            .. await LetterIntegrity.FindAsync(db, audit, cancel),
        ];
    }

    /// <summary>Whether the file is whole. Nothing else may be asked of one that isn't.</summary>
    public static async Task<Finding> WholeAsync(BoardDb db, CancellationToken cancel)
    {
        try
        {
            var lines = await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync(cancel);
            return new("database file is whole", [.. lines.Where(line => line != "ok").Select(line => line.ReplaceLineEndings(" ")).Take(MostFaults)]);
        }
        catch (SqliteException damage) when (SqliteConnections.IsDamage(damage))
        {
            return new("database file is whole", [damage.Message.ReplaceLineEndings(" ")]);
        }
    }

    internal static Finding Each<T>(string invariant, IEnumerable<T> items, Func<T, string?> fault) =>
        new(invariant, [.. items.Select(fault).OfType<string>().Take(MostFaults)]);

    private static bool IsCurrent(IEnumerable<ReadingRow> revisions)
    {
        var greatest = revisions.Where(row => row.State != ReadingState.Returned).MaxBy(row => row.Revision);
        return revisions.Where(row => row.Current).SequenceEqual(greatest is null ? [] : [greatest]);
    }

    private static IEnumerable<string> Audited(List<ReadingRow> readings, List<AuditRow> audit)
    {
        var stored = readings.Select(Subject).ToList();
        var said = audit.Where(row => row.Action == "reading.submit").Select(row => row.Subject).ToList();
        return stored.Except(said).Concat(said.Except(stored)).Concat(said.GroupBy(subject => subject).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    private static IEnumerable<string> Altered(List<ReadingRow> readings, List<AuditRow> audit)
    {
        var said = audit.Where(row => row.Action == "reading.submit").ToLookup(row => row.Subject);
        return readings.Where(row => said[Subject(row)].Any(entry => entry.Name != row.By || AuditChain.FigureOf(entry) != row.Figure)).Select(Subject);
    }

    private IEnumerable<string> BrokenLinks(List<AuditRow> audit, long last)
    {
        var chain = new AuditWalk(key);
        foreach (var row in audit)
            if (chain.Next(row) is { } fault) yield return fault;
        if (chain.End(last) is { } missing) yield return missing;
    }

    // The figures as the board reads them, against a computation from every stored revision.
    private static async Task<Finding> BoardsAsync(
        BoardDb db, List<PlanRow> plans, List<ReadingRow> readings, BoardVersionRow version, CancellationToken cancel)
    {
        var faults = new List<string>();
        foreach (var plan in plans)
        {
            if (PlanFile.Read(plan.File).Plan is not { } content) continue;
            var calendar = new PlanCalendar(content);
            var served = await BoardReader.BoardAsync(db, new(), calendar, version, plan.Day, null, cancel);
            foreach (var indicator in calendar.Plan.Indicators)
            {
                var effective = readings
                    .Where(row => row.PlanId == plan.Id && row.Indicator == indicator.Code && row.State != ReadingState.Returned)
                    .GroupBy(row => (row.Unit, row.AsOf)).Select(revisions => revisions.MaxBy(row => row.Revision)!.ToReading());
                var raw = IndicatorDetail.Of(calendar, indicator, effective, plan.Day, version.Value);
                if (raw.Progress != served.Find(indicator.Code)!.Progress) faults.Add($"{plan.Id} {indicator.Code}");
            }
        }
        return new("the board shows what the raw rows say", faults);
    }

    private static string Subject(ReadingRow row) => $"{Name((row.PlanId, row.Indicator, row.Unit, row.AsOf))}#{row.Revision}";

    private static string Name((string PlanId, string Indicator, string Unit, DateOnly AsOf) key) =>
        $"{key.PlanId}/{key.Indicator}/{key.Unit}/{key.AsOf:yyyy-MM-dd}";
}
