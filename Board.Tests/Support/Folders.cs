using System.Runtime.CompilerServices;

namespace Board.Tests.Support;

/// <summary>Where the sources lie.</summary>
public static class Folders
{
    /// <summary>A folder or file of the repository.</summary>
    public static string Of(params string[] path) => Path.Combine([Root(), .. path]);

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
