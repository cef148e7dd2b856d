using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>Makes the database ready at start: safe version, tables, first row, audit key.</summary>
public sealed class DatabaseStart(IDbContextFactory<BoardDb> databases, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Creates or migrates the database.</summary>
    /// <exception cref="InvalidOperationException">The SQLite library is too old to be trusted with data.</exception>
    public async Task ExecuteAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var file = SqliteConnections.FileOf(db.Database.GetConnectionString()!);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await db.Database.OpenConnectionAsync(cancel);
        RefuseOldSqlite(db);

        using (await FileLock.TakeAsync(FileLock.Migrating(file), Patience, clock, cancel))
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancel);
            // A migration that was killed leaves its row here, and the next one would wait for it for ever. We hold the real lock.
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancel);
            await db.Database.MigrateAsync(cancel);
            if (!await db.BoardVersion.AnyAsync(cancel))
            {
                db.Add(new BoardVersionRow { Value = 0, At = clock.GetUtcNow().UtcDateTime, Epoch = Guid.NewGuid().ToString("N") });
                await db.SaveChangesAsync(cancel);
            }
        }
    }

    private static void RefuseOldSqlite(BoardDb db)
    {
        var version = Version.Parse(((SqliteConnection)db.Database.GetDbConnection()).ServerVersion);
        if (version < SqliteConnections.OldestSafe)
            throw new InvalidOperationException($"SQLite {version} can corrupt its write-ahead log; {SqliteConnections.OldestSafe} or newer is needed.");
    }
}
