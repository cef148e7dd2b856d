using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>Makes the database ready at start: safe version, tables, first row, audit key.</summary>
public sealed class DatabaseStart(IDbContextFactory<BoardDb> databases, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private FileLock? _inUse;

    /// <summary>Creates or migrates the database.</summary>
    /// <exception cref="PlatformNotSupportedException">SQLite is too old to be trusted with data.</exception>
    /// <exception cref="IOException">The database is just being replaced.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or the database has an audit but not its key.</exception>
    public async Task ExecuteAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var file = SqliteConnections.FileOf(db.Database.GetConnectionString()!);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // Held as long as this process lives, so that nobody replaces the file under it.
        _inUse = FileLock.TryShare(FileLock.InUse(file)) ?? throw new IOException($"{file} is just being replaced by a restore.");
        PrivateFile.Ensure(file);
        try { await MakeReadyAsync(db, file, cancel); }
        catch (SqliteException damage) when (SqliteConnections.IsDamage(damage)) { throw new InvalidDataException($"{file} is damaged or no database: {damage.Message}", damage); }
        await RefuseLostKeyAsync(db, AuditKey.FileOf(file), cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => _inUse?.Dispose();

    private async Task MakeReadyAsync(BoardDb db, string file, CancellationToken cancel)
    {
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

    // A new key would break the chain for good, and quietly.
    internal static async Task RefuseLostKeyAsync(BoardDb db, string key, CancellationToken cancel)
    {
        if (!File.Exists(key) && await db.Audit.AnyAsync(cancel))
            throw new InvalidDataException($"The audit key {key} is missing, but the database has an audit. Put the key back from its copy.");
    }

    private static void RefuseOldSqlite(BoardDb db)
    {
        var version = Version.Parse(((SqliteConnection)db.Database.GetDbConnection()).ServerVersion);
        if (version < SqliteConnections.OldestSafe)
            throw new PlatformNotSupportedException($"SQLite {version} can corrupt its write-ahead log; {SqliteConnections.OldestSafe} or newer is needed.");
    }
}
