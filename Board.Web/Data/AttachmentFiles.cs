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

    /// <summary>The rows whose files are kept: those of a report as it is now, and those that were ever handed in, removed since or not.</summary>
    public static IQueryable<AttachmentRow> Kept(BoardDb db) => db.Attachments.AsNoTracking()
        .Where(row => row.RemovedAt == null || db.Submissions.Any(one => one.ReportId == row.ReportId && one.Attachments.Contains(row.File)));

    /// <summary>What is wrong with the file of a row; null if it is there and as it was.</summary>
    private static async Task<string?> FaultOfAsync(string folder, AttachmentRow row, CancellationToken cancel)
    {
        await using var file = TryOpen(folder, row.File);
        if (file is null) return "is missing";
        return file.Length == row.Size && (await SHA256.HashDataAsync(file, cancel)).AsSpan().SequenceEqual(row.Hash) ? null : "was changed";
    }

    /// <summary>What is wrong with the files of rows, by their names.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string folder, IEnumerable<AttachmentRow> rows, CancellationToken cancel)
    {
        var faults = new List<string>();
        foreach (var row in rows)
            if (await FaultOfAsync(folder, row, cancel) is { } fault) faults.Add($"{row.File} {row.Name} {fault}");
        return faults;
    }

    /// <summary>Copies the files that another folder does not have yet.</summary>
    /// <param name="wanted">Those of stored rows; null for all but those that are just being written.</param>
    public static async Task CopyAsync(string from, string to, IReadOnlySet<string>? wanted, CancellationToken cancel)
    {
        if (!Directory.Exists(from)) return;
        foreach (var path in Directory.EnumerateFiles(from).ToList())
        {
            var name = NameOf(path);
            if (!(wanted?.Contains(name) ?? !IsMarked(path)) || File.Exists(Path.Combine(to, name))) continue;
            // Whatever was removed meanwhile nobody wants any more.
            await using var source = TryOpen(from, name);
            if (source is null) continue;
            Make(to);
            var target = Path.Combine(to, name);
            File.Delete(target + Mark);
            await using (var copy = PrivateFile.Create(target + Mark))
            {
                await source.CopyToAsync(copy, cancel);
                copy.Flush(flushToDisk: true);
            }
            File.Move(target + Mark, target, overwrite: true);
        }
    }

    /// <summary>Deletes the files of a folder that are not wanted, and a folder without any.</summary>
    public static void Thin(string folder, IReadOnlySet<string> wanted)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var path in Directory.EnumerateFiles(folder).ToList())
            if (!wanted.Contains(NameOf(path))) File.Delete(path);
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    /// <summary>Writes a file through to the disk, still marked, and answers its name.</summary>
    public async Task<string> WriteAsync(byte[] content, CancellationToken cancel)
    {
        Make(_folder);
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
    public Stream? TryOpen(string name) => TryOpen(_folder, name);

    /// <summary>Deletes a file.</summary>
    public void Remove(string name)
    {
        if (!Directory.Exists(_folder)) return;
        File.Delete(Path.Combine(_folder, name));
        File.Delete(Path.Combine(_folder, name + Mark));
    }

    /// <summary>
    /// Finishes what a kill left: takes marks off, and deletes what no row holds or what was removed and never handed in. A file without a mark that no row
    /// knows stays: after a restore it may belong to the database that was replaced.
    /// </summary>
    public async Task TidyAsync(BoardDb db, CancellationToken cancel)
    {
        if (!Directory.Exists(_folder)) return;
        var kept = await Kept(db).Select(row => row.File).ToHashSetAsync(cancel);
        var rows = await db.Attachments.AsNoTracking().ToDictionaryAsync(row => row.File, row => kept.Contains(row.File), cancel);
        foreach (var path in Directory.EnumerateFiles(_folder).ToList())
        {
            var marked = IsMarked(path);
            var name = NameOf(path);
            if (!rows.TryGetValue(name, out var held) ? marked : !held) File.Delete(path);
            else if (marked && held) Keep(name);
        }
    }

    private static FileStream? TryOpen(string folder, string name)
    {
        foreach (var path in (string[])[Path.Combine(folder, name), Path.Combine(folder, name + Mark)])
        {
            try { return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true); }
            catch (FileNotFoundException) { }
            catch (DirectoryNotFoundException) { }
        }
        return null;
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static bool IsMarked(string path) => path.EndsWith(Mark, StringComparison.Ordinal);

    private static string NameOf(string path) => Path.GetFileName(IsMarked(path) ? path[..^Mark.Length] : path);
}
