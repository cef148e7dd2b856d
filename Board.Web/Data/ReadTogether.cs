using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Board.Web.Data;

/// <summary>Reads that belong together.</summary>
public static class ReadTogether
{
    /// <summary>
    /// Until it is disposed of, every query sees the database as it was at the first one, whatever is committed meanwhile. In WAL mode
    /// any transaction does so; by this level SQLite's driver knows not to take the writer's lock for it.
    /// </summary>
    public static Task<IDbContextTransaction> ReadTogetherAsync(this BoardDb db, CancellationToken cancel) =>
        db.Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancel);
}
