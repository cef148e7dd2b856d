using System.Text.RegularExpressions;

namespace Board.Bench.Pages;

/// <summary>What a browser loads that has never been here: the board, its styles and scripts, and the typeface's files that Vietnamese text needs.</summary>
internal static partial class FirstVisit
{
    /// <summary>Bytes over the wire, bodies only.</summary>
    /// <param name="http">Asks for packed answers.</param>
    public static async Task<int> BytesAsync(HttpClient http)
    {
        using var plain = new HttpClient { BaseAddress = http.BaseAddress };
        var html = await plain.GetStringAsync("/");
        var page = http.BaseAddress!;
        var loaded = References().Matches(html).Select(match => new Uri(page, match.Groups[1].Value))
            .Where(address => address.Host == page.Host && Path.GetExtension(address.AbsolutePath) is ".css" or ".js" or ".svg" or ".woff2").ToHashSet();
        // Every typeface file counts, though a browser takes only those whose letters stand on the page; one that is loaded early is loaded once.
        foreach (var style in loaded.Where(address => address.AbsolutePath.EndsWith(".css", StringComparison.Ordinal)).ToList())
            loaded.UnionWith(Faces().Matches(await plain.GetStringAsync(style)).Select(face => new Uri(style, face.Groups[1].Value)));
        var bytes = (await http.GetByteArrayAsync(page)).Length;
        foreach (var address in loaded) bytes += (await http.GetByteArrayAsync(address)).Length;
        return bytes;
    }

    [GeneratedRegex("(?:href|src)=\"([^\"#]+)\"")]
    private static partial Regex References();

    [GeneratedRegex("url\\([\"']?([^\"')]+\\.woff2[^\"')]*)[\"']?\\)")]
    private static partial Regex Faces();
}
