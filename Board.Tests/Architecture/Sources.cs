using Board.Tests.Support;

namespace Board.Tests.Architecture;

/// <summary>A source file, by its path from the repository's root.</summary>
public sealed record Source(string Path, string Text)
{
    /// <summary>The hand-written files of a project with that ending.</summary>
    public static IReadOnlyList<Source> Of(string project, params string[] endings) =>
    [
        .. Directory.EnumerateFiles(Folders.Of(project), "*", SearchOption.AllDirectories)
            .Select(path => System.IO.Path.GetRelativePath(Folders.Of(), path).Replace('\\', '/'))
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "Migrations"))
            .Order(StringComparer.Ordinal)
            .Select(path => new Source(path, File.ReadAllText(Folders.Of(path)))),
    ];
}
