using System.Collections.Concurrent;
using Board.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>Plans as the database has them, read from their files once for each version.</summary>
public sealed class PlanShelf(ILogger<PlanShelf> log)
{
    private readonly ConcurrentDictionary<string, (long Version, PlanCalendar? Calendar)> _read = new();

    /// <summary>The plan as of now in that context; null if there is none that can be read.</summary>
    public async Task<PlanCalendar?> FindAsync(BoardDb db, string planId, CancellationToken cancel)
    {
        var version = await db.Plans.Where(row => row.Id == planId).Select(row => (long?)row.Version).FirstOrDefaultAsync(cancel);
        return version is null ? null : await TryReadAsync(db, planId, version.Value, cancel);
    }

    /// <summary>The plan as of now in an open transaction; null if there is none that can be read.</summary>
    public Task<PlanCalendar?> FindAsync(BoardTransaction transaction, string planId, CancellationToken cancel) =>
        transaction.Prepare("""SELECT "Version" FROM "Plans" WHERE "Id" = $0""", planId).ExecuteScalar() is long version
            ? TryReadAsync(transaction.Db, planId, version, cancel)
            : Task.FromResult<PlanCalendar?>(null);

    /// <summary>The plan at a version that was read in the same transaction; null, said once in the log, if this version of the product refuses its file.</summary>
    public async Task<PlanCalendar?> TryReadAsync(BoardDb db, string planId, long version, CancellationToken cancel)
    {
        if (_read.TryGetValue(planId, out var known) && known.Version == version) return known.Calendar;

        var row = await db.Plans.AsNoTracking().SingleAsync(row => row.Id == planId, cancel);
        var plan = row.TryRead();
        if (plan is null) log.LogError("The stored plan {Plan} can no longer be read, and is left out; 'plan validate' lists the faults of its file.", planId);
        var calendar = plan is null ? null : new PlanCalendar(plan);
        _read[planId] = (row.Version, calendar);
        return calendar;
    }
}
