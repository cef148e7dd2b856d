using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Board.Tests.Support;

/// <summary>Somebody at a browser without scripts: keeps cookies, fills in the forms that are shown, and follows nothing by itself.</summary>
public sealed partial class Visitor : IDisposable
{
    /// <summary>The password of all test accounts.</summary>
    public const string Password = "mot cau that dai";

    private readonly SocketsHttpHandler _handler;

    /// <param name="from">The address to come from, as <c>127.0.0.2</c>; any without it.</param>
    public Visitor(string url, string? from = null)
    {
        _handler = new() { AllowAutoRedirect = false, CookieContainer = Cookies };
        if (from is not null)
            _handler.ConnectCallback = async (connection, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(from).MapToIPv6(), 0));
                await socket.ConnectAsync(connection.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            };
        Client = new(_handler) { BaseAddress = new(url), DefaultRequestHeaders = { { "Accept", "text/html" }, { "Origin", url } } };
    }

    public CookieContainer Cookies { get; } = new();
    public HttpClient Client { get; }

    /// <summary>The path and query that an answer leads to, or what was shown in place of one.</summary>
    public string PathOf(HttpResponseMessage answer) => answer.Headers.Location?.OriginalString ?? $"({(int)answer.StatusCode})";

    /// <summary>Opens a page, and sends its form with that action, its hidden fields and those given.</summary>
    public async Task<HttpResponseMessage> SendAsync(string page, string action, params (string Name, string Value)[] fields) =>
        await PostAsync(action, [.. Hidden(await Client.GetStringAsync(page), action), .. fields]);

    /// <summary>Sends fields as they are.</summary>
    public Task<HttpResponseMessage> PostAsync(string action, params IEnumerable<(string Name, string Value)> fields) =>
        Client.PostAsync(action, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Signs in as a person does.</summary>
    public Task<HttpResponseMessage> SignInAsync(string email, string password = Password, string page = "/account/login") =>
        SendAsync(page, "/account/login", ("email", email), ("password", password));

    /// <summary>The hidden fields of the form with that action.</summary>
    public static IEnumerable<(string Name, string Value)> Hidden(string html, string action)
    {
        var form = Form().Matches(html).First(match => WebUtility.HtmlDecode(match.Groups[1].Value) == action).Value;
        return Field().Matches(form).Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));
    }

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("""<form method="post" action="([^"]*)".*?</form>""", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("""<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?""")]
    private static partial Regex Field();
}
