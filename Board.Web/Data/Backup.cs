using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>Copies of the database. The audit key is a file of its own and is not part of them.</summary>
public static class Backup
{
    /// <summary>Copies the database while it is used. Answers what went wrong, or null.</summary>
    public static async Task<string?> WriteAsync(IServiceProvider services, string path, CancellationToken cancel)
    {
        var database = DatabaseFile(services);
        if (!File.Exists(database)) return $"There is no database at {database}.";
        if (File.Exists(path)) return $"{path} exists already; nothing was written.";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = path + ".part";
        File.Delete(aside);
        Copy(database, aside);
        if (await FaultOfAsync(aside, cancel) is { } fault)
        {
            File.Delete(aside);
            return fault;
        }
        File.Move(aside, path);
        return null;
    }

    /// <summary>
    /// Puts a backup in the place of the database, which is kept beside it. The version goes on from the higher of the two, so that no
    /// open board ever goes back. Answers what went wrong, or null.
    /// </summary>
    public static async Task<string?> RestoreAsync(IServiceProvider services, string path, CancellationToken cancel)
    {
        var database = DatabaseFile(services);
        if (!File.Exists(path)) return $"There is no file {path}.";
        Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        using var alone = FileLock.TryTake(FileLock.InUse(database));
        if (alone is null) return "The server is running; stop it first.";

        var aside = database + ".restoring";
        File.Delete(aside);
        try { Copy(path, aside); }
        catch (SqliteException) { return $"{path} is not a database."; }
        if (await FaultOfAsync(aside, cancel) is { } fault)
        {
            File.Delete(aside);
            return $"{path}: {fault}";
        }
        await using (var raise = Open(aside))
        {
            var version = Math.Max(File.Exists(database) ? VersionOf(database) : 0, VersionOf(aside)) + 1;
            await using var command = raise.CreateCommand();
            command.CommandText = "PRAGMA synchronous = FULL; UPDATE \"BoardVersion\" SET \"Value\" = $version";
            command.Parameters.AddWithValue("$version", version);
            await command.ExecuteNonQueryAsync(cancel);
        }
        if (File.Exists(database)) File.Move(database, database + ".before-restore", overwrite: true);
        foreach (var rest in (string[])["-wal", "-shm"]) File.Delete(database + rest);
        File.Move(aside, database);
        return null;
    }

    private static string DatabaseFile(IServiceProvider services) =>
        SqliteConnections.FileOf(services.GetRequiredService<IConfiguration>().GetConnectionString("Board")!);

    private static void Copy(string from, string to)
    {
        using var source = Open(from, SqliteOpenMode.ReadOnly);
        using var target = Open(to, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(target);
        using var command = target.CreateCommand();
        // One file, without a log beside it.
        command.CommandText = "PRAGMA journal_mode = DELETE";
        command.ExecuteNonQuery();
    }

    private static async Task<string?> FaultOfAsync(string path, CancellationToken cancel)
    {
        var options = new DbContextOptionsBuilder<BoardDb>();
        SqliteConnections.Configure(options, $"Data Source={path};Mode=ReadOnly;Pooling=False");
        await using var db = new BoardDb(options.Options);
        try
        {
            var faults = await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync(cancel);
            if (faults is not ["ok"]) return "The file is damaged: " + string.Join("; ", faults);
            var unknown = (await db.Database.GetAppliedMigrationsAsync(cancel)).Except(db.Database.GetMigrations()).ToList();
            if (unknown.Count > 0) return "The file is of a newer version of the product.";
            return await db.BoardVersion.CountAsync(cancel) == 1 ? null : "The file is not a board's database.";
        }
        catch (SqliteException)
        {
            return "The file is not a board's database.";
        }
    }

    private static long VersionOf(string path)
    {
        using var connection = Open(path, SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Value\" FROM \"BoardVersion\"";
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
