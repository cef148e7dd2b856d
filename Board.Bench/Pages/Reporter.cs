using System.Net;
using System.Text.RegularExpressions;
using Board.Bench.Servers;
using Board.Bench.Viewers;

namespace Board.Bench.Pages;

/// <summary>Somebody who reports for a unit, and has as many windows open as are asked for.</summary>
internal sealed partial class Reporter
{
    private const string Email = "bench@localhost.test";
    private const string Password = "a sentence for the bench";

    private readonly string _link;

    private Reporter(string link) => _link = link;

    /// <summary>Adds the account to the database of these settings.</summary>
    public static async Task<Reporter> AddAsync(string[] settings)
    {
        var link = await ServerProcess.RunAsync(
            [Repository.BoardDll, "user", "add", "--email", Email, "--name", "Bench", "--role", "reporter", "--unit", "kien-duc", .. settings],
            Repository.ContentRootOf(Repository.BoardDll));
        return new(new Uri(link).PathAndQuery);
    }

    /// <summary>By how much the server grows with that many windows of a page.</summary>
    public async Task<Memory> WeighAsync(ServerProcess server, string page, int windows)
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies })
        {
            BaseAddress = server.Address,
            DefaultRequestHeaders = { { "Origin", server.Address.GetLeftPart(UriPartial.Authority) } },
        };
        await SendAsync(http, _link, ("password", Password), ("repeated", Password));
        await SendAsync(http, "/account/login", ("email", Email), ("password", Password));
        await using var crowd = new Crowd(server);
        // The first of them loads what all share.
        await crowd.OpenAsync(await OpenAsync(http, cookies, page, 10));
        var before = await server.WeighAsync();
        await crowd.OpenAsync(await OpenAsync(http, cookies, page, windows));
        return await server.WeighAsync() - before;
    }

    private static async Task<IReadOnlyList<IViewer>> OpenAsync(HttpClient http, CookieContainer cookies, string page, int windows)
    {
        var viewers = new List<IViewer>();
        for (var i = 0; i < windows; i++)
        {
            var fetched = await CircuitPage.FetchAsync(http, new Uri(http.BaseAddress!, page));
            if (fetched.Markers.Count == 0) throw new InvalidOperationException($"{page} has nothing interactive");
            viewers.Add(new CircuitClient(fetched with { Cookies = cookies.GetCookieHeader(http.BaseAddress!) }));
        }
        return viewers;
    }

    // Fills in the first form of a page that is sent with a password, as a browser does.
    private static async Task SendAsync(HttpClient http, string page, params IEnumerable<(string Name, string Value)> fields)
    {
        var form = Forms().Matches(await http.GetStringAsync(page)).First(match => match.Value.Contains("type=\"password\"", StringComparison.Ordinal));
        var hidden = Hidden().Matches(form.Value).Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));
        using var answer = await http.PostAsync(
            WebUtility.HtmlDecode(form.Groups[1].Value), new FormUrlEncodedContent(hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{page} answered {(int)answer.StatusCode}");
    }

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]*)\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\"(?: value=\"([^\"]*)\")?")]
    private static partial Regex Hidden();
}
