using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>
/// Copies of the database and of the files attached to its reports, which lie beside a copy as they lie beside the database. The keys are files of
/// their own and no part of them.
/// </summary>
public static class Backup
{
    /// <summary>Copies the database while it is used. Answers what went wrong, or null. Where only attached files are at fault, the copy is kept.</summary>
    public static async Task<string?> WriteAsync(IServiceProvider services, string path, CancellationToken cancel)
    {
        var database = DatabaseFile(services);
        if (!File.Exists(database)) return $"There is no database at {database}.";
        var (from, folder) = (AttachmentFiles.FolderOf(database), AttachmentFiles.FolderOf(path));
        foreach (var there in (string[])[path, folder])
            if (Path.Exists(there)) return $"{there} exists already; nothing was written.";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var (aside, files) = (path + ".part", folder + ".part");
        File.Delete(aside);
        // Files first, and once more after the rows: one may be taken away in between, and another come.
        await AttachmentFiles.CopyAsync(from, files, null, cancel);
        Copy(database, aside);
        if (await FaultOfAsync(aside, cancel) is { } fault)
        {
            File.Delete(aside);
            AttachmentFiles.Thin(files, new HashSet<string>());
            return fault;
        }
        var rows = await AttachmentsAsync(aside, cancel);
        var held = rows.Select(row => row.File).ToHashSet();
        await AttachmentFiles.CopyAsync(from, files, held, cancel);
        AttachmentFiles.Thin(files, held);
        if (Directory.Exists(files)) Directory.Move(files, folder);
        File.Move(aside, path);
        return Complaint(await AttachmentFiles.FaultsAsync(folder, rows, cancel));
    }

    /// <summary>
    /// Puts a backup in the place of the database, which is kept beside it. The version goes on from the higher of the two, so that no
    /// open board ever goes back. Answers what went wrong, or null. Where only attached files or the audit's key are at fault, the rest is restored.
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
        if (await CopyFaultAsync(path, aside, cancel) is { } fault)
        {
            File.Delete(aside);
            return $"{path}: {fault}";
        }
        var (rows, folder) = (await AttachmentsAsync(aside, cancel), AttachmentFiles.FolderOf(database));
        // Files have names that nothing else ever had, so those of the backup can lie among those of the database that goes.
        await AttachmentFiles.CopyAsync(AttachmentFiles.FolderOf(path), folder, rows.Select(row => row.File).ToHashSet(), cancel);
        GoOnFrom(aside, File.Exists(database) ? VersionOf(database) : 0);
        KeepOld(database);
        File.Move(aside, database, overwrite: true);
        string?[] complaints = [await KeyComplaintAsync(database, cancel), Complaint(await AttachmentFiles.FaultsAsync(folder, rows, cancel))];
        return complaints.OfType<string>().ToList() is { Count: > 0 } all ? string.Join(' ', all) : null;
    }

    // The key is no part of a backup, and no server starts without it; with another one, the audit can't be verified from its first entry on.
    private static async Task<string?> KeyComplaintAsync(string database, CancellationToken cancel)
    {
        await using var db = Read(database);
        if (await db.Audit.AsNoTracking().OrderBy(row => row.Id).FirstOrDefaultAsync(cancel) is not { } first) return null;
        var key = AuditKey.FileOf(database);
        if (!File.Exists(key)) return $"Done, but the audit key {key} is missing. Put the key of this database back from its copy.";
        return AuditChain.Follows(AuditKey.ReadOrMake(key), null, first) ? null : $"Done, but the audit was not written with the key {key}. Put the key of this database back from its copy.";
    }

    private static string? Complaint(IReadOnlyList<string> faults) =>
        faults.Count == 0 ? null : $"Done, but {faults.Count} attached files are at fault: {string.Join("; ", faults)}".ReplaceLineEndings(" ");

    private static async Task<string?> CopyFaultAsync(string path, string aside, CancellationToken cancel)
    {
        try { Copy(path, aside); }
        catch (SqliteException) { return "The file is not a board's database."; }
        return await FaultOfAsync(aside, cancel);
    }

    private static void GoOnFrom(string restored, long? old)
    {
        using var connection = Open(restored);
        using var command = connection.CreateCommand();
        // How far open boards have come can't be read from a damaged database. A new epoch makes them load again.
        command.CommandText = "UPDATE \"BoardVersion\" SET \"Value\" = max(\"Value\", $old) + 1, \"Epoch\" = coalesce($epoch, \"Epoch\")";
        command.Parameters.AddWithValue("$old", old ?? 0);
        command.Parameters.AddWithValue("$epoch", old is null ? Guid.NewGuid().ToString("N") : DBNull.Value);
        command.ExecuteNonQuery();
    }

    // The old file stays in its place until the new one replaces it in one step; its log must be gone by then.
    private static void KeepOld(string database)
    {
        var kept = database + ".before-restore";
        if (File.Exists(database)) File.Copy(database, kept, overwrite: true);
        foreach (var rest in (string[])["-wal", "-shm"])
        {
            File.Delete(kept + rest);
            if (File.Exists(database + rest)) File.Move(database + rest, kept + rest);
        }
    }

    private static string DatabaseFile(IServiceProvider services) =>
        SqliteConnections.FileOf(services.GetRequiredService<IConfiguration>().GetConnectionString("Board")!);

    private static void Copy(string from, string to)
    {
        using var source = Open(from, SqliteOpenMode.ReadOnly);
        PrivateFile.Ensure(to);
        using var target = Open(to, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(target);
        using var command = target.CreateCommand();
        // One file, without a log beside it.
        command.CommandText = "PRAGMA journal_mode = DELETE";
        command.ExecuteNonQuery();
    }

    // A backup of an earlier version may know of no attached files yet.
    private static async Task<IReadOnlyList<AttachmentRow>> AttachmentsAsync(string path, CancellationToken cancel)
    {
        await using var db = Read(path);
        var tables = await db.Database.SqlQueryRaw<string>("SELECT \"name\" AS \"Value\" FROM \"sqlite_master\" WHERE \"type\" = 'table'").ToListAsync(cancel);
        return tables.Contains("Attachments") ? await AttachmentFiles.Kept(db).OrderBy(row => row.Id).ToListAsync(cancel) : [];
    }

    private static BoardDb Read(string path)
    {
        var options = new DbContextOptionsBuilder<BoardDb>();
        SqliteConnections.Configure(options, $"Data Source={path};Mode=ReadOnly;Pooling=False");
        return new(options.Options);
    }

    private static async Task<string?> FaultOfAsync(string path, CancellationToken cancel)
    {
        await using var db = Read(path);
        try
        {
            var faults = await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync(cancel);
            if (faults is not ["ok"]) return "The file is damaged: " + string.Join("; ", faults);
            var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
            if (applied.Count == 0) return "The file is not a board's database.";
            if (applied.Except(db.Database.GetMigrations()).Any()) return "The file is of a newer version of the product.";
            return await db.BoardVersion.CountAsync(cancel) == 1 ? null : "The file is not a board's database.";
        }
        catch (SqliteException)
        {
            return "The file is not a board's database.";
        }
    }

    // Null where it can't be read.
    private static long? VersionOf(string path)
    {
        try
        {
            // Closing the last connection brings the log into the file.
            using var connection = Open(path);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT \"Value\" FROM \"BoardVersion\"";
            return command.ExecuteScalar() as long?;
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
