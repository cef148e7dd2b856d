using System.Collections.Concurrent;
using Board.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>Plans as the database has them, read from their files once for each version.</summary>
public sealed class PlanShelf
{
    private readonly ConcurrentDictionary<string, (long Version, PlanCalendar Calendar)> _read = new();

    /// <summary>The plan as of now in that context, or null.</summary>
    public async Task<PlanCalendar?> FindAsync(BoardDb db, string planId, CancellationToken cancel)
    {
        var version = await db.Plans.Where(row => row.Id == planId).Select(row => (long?)row.Version).FirstOrDefaultAsync(cancel);
        return version is null ? null : await ReadAsync(db, planId, version.Value, cancel);
    }

    /// <summary>The plan at a version that was read in the same transaction.</summary>
    public async Task<PlanCalendar> ReadAsync(BoardDb db, string planId, long version, CancellationToken cancel)
    {
        if (_read.TryGetValue(planId, out var known) && known.Version == version) return known.Calendar;

        var row = await db.Plans.AsNoTracking().SingleAsync(row => row.Id == planId, cancel);
        var calendar = new PlanCalendar(row.Read());
        _read[planId] = (row.Version, calendar);
        return calendar;
    }
}
