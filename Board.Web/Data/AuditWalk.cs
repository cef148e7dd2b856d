using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>Goes along the audit chain from its first link and says which ones are broken.</summary>
public sealed class AuditWalk(AuditKey key)
{
    private AuditRow? _last;

    /// <summary>How many links it has passed.</summary>
    public long Count { get; private set; }

    /// <summary>What is wrong with the next link; null if nothing.</summary>
    public string? Next(AuditRow row)
    {
        var before = _last;
        _last = row;
        Count++;
        return AuditChain.Follows(key, before?.Mac, row) && row.Id == (before?.Id ?? 0) + 1 ? null : $"entry {row.Id}";
    }

    /// <summary>What is missing at the end. The links can't tell that the newest of them are gone; the count that SQLite keeps can.</summary>
    public string? End(long last) => (_last?.Id ?? 0) < last ? $"entries up to {last} are missing" : null;

    /// <summary>The number of the newest entry that there ever was.</summary>
    public static async Task<long> LastEntryAsync(BoardDb db, CancellationToken cancel) =>
        (await db.Database.SqlQueryRaw<long>("SELECT \"seq\" AS \"Value\" FROM sqlite_sequence WHERE \"name\" = 'Audit'").ToListAsync(cancel)).SingleOrDefault();
}
