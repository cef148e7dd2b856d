using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Board.Web.Data;

/// <summary>Runs every invariant over a database that is there already, served or not. Nothing is created, migrated or written.</summary>
public static class CheckDatabase
{
    /// <summary>The invariants and what breaks them.</summary>
    /// <exception cref="IOException">There is no database, or it is just being replaced.</exception>
    /// <exception cref="InvalidDataException">The database is of another version, or has an audit but not its key.</exception>
    public static async Task<IReadOnlyList<Integrity.Finding>> ExecuteAsync(string connectionString, CancellationToken cancel)
    {
        var file = SqliteConnections.FileOf(connectionString);
        if (!File.Exists(file)) throw new FileNotFoundException($"There is no database at {file}.");
        using var inUse = FileLock.TryShare(FileLock.InUse(file)) ?? throw new IOException($"{file} is just being replaced by a restore.");

        var options = new DbContextOptionsBuilder<BoardDb>();
        SqliteConnections.Configure(options, $"Data Source={file};Mode=ReadOnly;Pooling=False");
        var databases = new PooledDbContextFactory<BoardDb>(options.Options, poolSize: 1);
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            // First of all: what a damaged file says of its tables means nothing.
            var whole = await Integrity.WholeAsync(db, cancel);
            if (whole.Faults.Count > 0) return [whole];
            await RefuseOtherVersionAsync(db, file, cancel);
            await DatabaseStart.RefuseLostKeyAsync(db, AuditKey.FileOf(file), cancel);
        }
        return await new Integrity(databases, KeyOf(file)).ExecuteAsync(cancel);
    }

    private static async Task RefuseOtherVersionAsync(BoardDb db, string file, CancellationToken cancel)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known).Any()) throw new InvalidDataException($"{file} is of a newer version of the product.");
        if (known.Except(applied).Any()) throw new InvalidDataException($"{file} is no database of this version; a start of the server brings an older one up to it.");
    }

    // Without an audit there is nothing that the key would have to fit.
    private static AuditKey KeyOf(string file) =>
        File.Exists(AuditKey.FileOf(file)) ? AuditKey.ReadOrMake(AuditKey.FileOf(file)) : AuditKey.Fleeting();
}
