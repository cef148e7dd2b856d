using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>
/// Attached files: beside the database, under random names that only its rows know. A file is written before its row is stored and bears
/// a mark until then, so that a kill in between leaves nothing that a start can't tell.
/// </summary>
public sealed class AttachmentFiles(IConfiguration configuration)
{
    private const string Mark = ".new";
    private const int NameLength = 32;

    private readonly string _folder = FolderOf(SqliteConnections.FileOf(configuration.GetConnectionString("Board")!));

    /// <summary>Where the files of a database lie; two databases in one folder don't share them.</summary>
    public static string FolderOf(string database) =>
        Path.Combine(Path.GetDirectoryName(database)!, "attachments", Path.GetFileNameWithoutExtension(database));

    /// <summary>True if the file of a row is there.</summary>
    public static bool Exists(string folder, string name) => File.Exists(Path.Combine(folder, name)) || File.Exists(Path.Combine(folder, name + Mark));

    /// <summary>Writes a file through to the disk, still marked, and answers its name.</summary>
    public async Task<string> WriteAsync(byte[] content, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(_folder);
        else Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var name = RandomNumberGenerator.GetHexString(NameLength, lowercase: true);
        await using var file = PrivateFile.Create(Path.Combine(_folder, name + Mark));
        await file.WriteAsync(content, cancel);
        file.Flush(flushToDisk: true);
        return name;
    }

    /// <summary>Takes the mark off a file whose row is stored. Where that fails, the file is found all the same.</summary>
    public void Keep(string name)
    {
        var path = Path.Combine(_folder, name);
        try { File.Move(path + Mark, path); }
        catch (IOException) { }
    }

    /// <summary>Opens the file of a row; null where it is gone.</summary>
    public Stream? TryOpen(string name)
    {
        foreach (var path in (string[])[Path.Combine(_folder, name), Path.Combine(_folder, name + Mark)])
        {
            try { return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true); }
            catch (FileNotFoundException) { }
            catch (DirectoryNotFoundException) { }
        }
        return null;
    }

    /// <summary>Deletes a file.</summary>
    public void Remove(string name)
    {
        if (!Directory.Exists(_folder)) return;
        File.Delete(Path.Combine(_folder, name));
        File.Delete(Path.Combine(_folder, name + Mark));
    }

    /// <summary>
    /// Finishes what a kill left: takes marks off, and deletes what no row holds or what was removed. A file without a mark that no row
    /// knows stays: after a restore it may belong to the database that was replaced.
    /// </summary>
    public async Task TidyAsync(BoardDb db, CancellationToken cancel)
    {
        if (!Directory.Exists(_folder)) return;
        var rows = await db.Attachments.AsNoTracking().ToDictionaryAsync(row => row.File, row => row.RemovedAt is null, cancel);
        foreach (var path in Directory.EnumerateFiles(_folder).ToList())
        {
            var marked = path.EndsWith(Mark, StringComparison.Ordinal);
            var name = Path.GetFileName(marked ? path[..^Mark.Length] : path);
            if (!rows.TryGetValue(name, out var held) ? marked : !held) File.Delete(path);
            else if (marked && held) Keep(name);
        }
    }
}
