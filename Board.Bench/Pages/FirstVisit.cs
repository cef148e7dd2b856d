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
        var loaded = References().Matches(html).Select(match => match.Groups[1].Value)
            .Where(address => address.StartsWith('/') && Path.GetExtension(address.Split('?')[0]) is ".css" or ".js" or ".svg" or ".woff2").Distinct().ToList();
        var bytes = (await http.GetByteArrayAsync("/")).Length;
        foreach (var address in loaded)
        {
            bytes += (await http.GetByteArrayAsync(address)).Length;
            if (!address.Contains(".css", StringComparison.Ordinal)) continue;
            // Every one of them counts, though a browser takes only those whose letters stand on the page.
            foreach (Match face in Faces().Matches(await plain.GetStringAsync(address)))
                bytes += (await http.GetByteArrayAsync(new Uri(new Uri(http.BaseAddress!, address), face.Groups[1].Value))).Length;
        }
        return bytes;
    }

    [GeneratedRegex("(?:href|src)=\"([^\"#]+)\"")]
    private static partial Regex References();

    [GeneratedRegex("url\\([\"']?([^\"')]+\\.woff2[^\"')]*)[\"']?\\)")]
    private static partial Regex Faces();
}
