namespace Board.Bench.Servers;

/// <summary>Where the parts of this repository are.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory, "DigitalTransformationBoard.sln")
        ?? throw new DirectoryNotFoundException($"no DigitalTransformationBoard.sln above {AppContext.BaseDirectory}");

    /// <summary>The product as the same build left it.</summary>
    public static string BoardDll { get; } = Path.Combine(Root, "Board.Web", "bin", Configuration, "net10.0", "Board.Web.dll");

#if DEBUG
    private static string Configuration => "Debug";
#else
    private static string Configuration => "Release";
#endif

    /// <summary>The project folder that a built server takes its settings and files from, or the folder of a published one.</summary>
    public static string ContentRootOf(string dll)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(dll))!;
        return Above(folder, Path.GetFileNameWithoutExtension(dll) + ".csproj") ?? folder;
    }

    private static string? Above(string folder, string file)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, file))) return at.FullName;
        }
        return null;
    }
}
