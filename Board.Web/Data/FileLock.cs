namespace Board.Web.Data;

/// <summary>A lock between processes on one machine; the system gives it up when its holder dies.</summary>
public sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>The lock that whoever uses a database holds together with others, and whoever replaces it alone.</summary>
    public static string InUse(string database) => database + ".in-use.lock";

    /// <summary>The lock of whoever changes the database's tables.</summary>
    public static string Migrating(string database) => database + ".migrating.lock";

    /// <summary>Takes the lock together with others; null while somebody has it alone.</summary>
    public static FileLock? TryShare(string path)
    {
        using (new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)) { }
        return TryOpen(path, FileAccess.Read, FileShare.Read);
    }

    /// <summary>Takes the lock alone; null while anybody has it.</summary>
    public static FileLock? TryTake(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Takes the lock alone, waiting for whoever has it.</summary>
    /// <exception cref="TimeoutException">Nobody gave it up in time.</exception>
    public static async Task<FileLock> TakeAsync(string path, TimeSpan patience, TimeProvider clock, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            if (TryTake(path) is { } taken) return taken;
            if (clock.GetElapsedTime(started) > patience) throw new TimeoutException($"Another process holds {path}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancel);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static FileLock? TryOpen(string path, FileAccess access, FileShare share)
    {
        try { return new(new FileStream(path, FileMode.OpenOrCreate, access, share)); }
        catch (IOException) { return null; }
    }
}
