using System.Text.Json;
using System.Text.RegularExpressions;

namespace Board.Bench.Viewers;

/// <summary>A page as its server rendered it, with what a browser needs to make its islands live.</summary>
/// <param name="Address">Where it came from.</param>
/// <param name="Cookies">The cookies it set, as a header value.</param>
/// <param name="Markers">The JSON of each interactive component's start marker, in the order of the page.</param>
/// <param name="State">The protected state that the server wants back; empty without.</param>
/// <param name="Version">The highest <c>data-version</c> on the page; 0 without.</param>
internal sealed partial record CircuitPage(Uri Address, string Cookies, IReadOnlyList<string> Markers, string State, long Version)
{
    /// <summary>Answers the page at this address.</summary>
    public static async Task<CircuitPage> FetchAsync(HttpClient http, Uri address)
    {
        using var answer = await http.GetAsync(address);
        answer.EnsureSuccessStatusCode();
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set)
            ? string.Join("; ", set.Select(cookie => cookie.Split(';')[0]))
            : "";
        var html = await answer.Content.ReadAsStringAsync();
        var markers = MarkerComments().Matches(html).Select(match => match.Groups[1].Value).Where(IsServerComponent).ToArray();
        var versions = VersionAttributes().Matches(html).Select(match => long.Parse(match.Groups[1].ValueSpan, null));
        return new(address, cookies, markers, StateComment().Match(html).Groups[1].Value, versions.DefaultIfEmpty().Max());
    }

    /// <summary>The batch of operations by which blazor.web.js adds every interactive component of a page.</summary>
    public string AddOperations()
    {
        var adds = Markers.Select((marker, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker}}}""");
        return $$"""{"batchId":1,"operations":[{{string.Join(',', adds)}}]}""";
    }

    // An end marker has only its prerenderId.
    private static bool IsServerComponent(string marker)
    {
        using var json = JsonDocument.Parse(marker);
        return json.RootElement.TryGetProperty("type", out var type) && type.ValueEquals("server");
    }

    [GeneratedRegex("<!--Blazor:({.*?})-->", RegexOptions.Singleline)]
    private static partial Regex MarkerComments();

    [GeneratedRegex("<!--Blazor-Server-Component-State:([A-Za-z0-9+/=]+)-->")]
    private static partial Regex StateComment();

    [GeneratedRegex("data-version=\"([0-9]+)\"")]
    private static partial Regex VersionAttributes();
}
