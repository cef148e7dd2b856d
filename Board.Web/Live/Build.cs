namespace Board.Web.Live;

/// <summary>Which build of the product this is.</summary>
public static class Build
{
    private static readonly string Id = typeof(Build).Module.ModuleVersionId.ToString("N")[..8];

    /// <summary>One text for the build and the database together.</summary>
    public static string Epoch(string database) => $"{Id}-{database[..8]}";
}
