namespace Board.Web.Data;

/// <summary>Files that from their first moment only their owner can read.</summary>
public static class PrivateFile
{
    /// <summary>Makes a new file.</summary>
    /// <exception cref="IOException">It exists already.</exception>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }

    /// <summary>Makes an empty file if there is none; one that is there is not even opened, which would drop SQLite's locks on it.</summary>
    public static void Ensure(string path)
    {
        if (File.Exists(path)) return;
        try { Create(path).Dispose(); }
        catch (IOException) when (File.Exists(path)) { }
    }
}
