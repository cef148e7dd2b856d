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
        if (version is null) return null;
        if (_read.TryGetValue(planId, out var known) && known.Version == version) return known.Calendar;

        var row = await db.Plans.AsNoTracking().SingleAsync(row => row.Id == planId, cancel);
        var calendar = new PlanCalendar(row.Read());
        _read[planId] = (row.Version, calendar);
        return calendar;
    }
}
