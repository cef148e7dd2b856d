using System.Net;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Shell;

/// <summary>Behind a proxy: whose address and scheme count, and whose word for them.</summary>
public sealed class ProxyTests
{
    [Theory]
    // The settings, the way that a request came, and where it counts as coming from.
    [InlineData("", "203.0.113.7", "127.0.0.2")]
    [InlineData("127.0.0.2", "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.0/8", "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.2, 10.0.0.0/8", "198.51.100.1, 203.0.113.7, 10.1.2.3", "203.0.113.7")]
    [InlineData("10.0.0.0/8", "203.0.113.7", "127.0.0.2")]
    [InlineData("127.0.0.2", "garbage", "127.0.0.2")]
    [InlineData("127.0.0.2", null, "127.0.0.2")]
    public async Task AnAddress_IsTakenFromConfiguredProxiesAlone(string proxies, string? forwarded, string counted)
    {
        await using var server = await BoardServer.StartAsync($"Board:Proxies={proxies}");
        await server.AccountAsync("a@huyen.vn", Role.Viewer);
        using var visitor = new Visitor(server.Url, "127.0.0.2");
        if (forwarded is not null) visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
        using (await visitor.SignInAsync("a@huyen.vn")) { }
        var said = Sql.Text(server.Database, """SELECT "Detail" ->> 'from' FROM "Audit" WHERE "Action" = 'account.sign-in'""");
        Assert.Equal(counted, IPAddress.Parse(said) is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4().ToString() : said);
    }

    [Theory]
    [InlineData("127.0.0.2", "https", true)]
    [InlineData("127.0.0.2", "http", false)]
    [InlineData("127.0.0.3", "https", false)]
    [InlineData("", "https", false)]
    public async Task CookiesAreKeptToTls_WhereTheProxySaysSo(string proxies, string scheme, bool secure)
    {
        await using var server = await BoardServer.StartAsync($"Board:Proxies={proxies}");
        using var visitor = new Visitor(server.Url, "127.0.0.2");
        visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        visitor.Client.DefaultRequestHeaders.Host = "board.vn";
        using var answer = await visitor.Client.GetAsync("/account/login");
        Assert.Equal(secure, answer.Headers.Contains("Strict-Transport-Security"));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal(secure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("10.0.0.0/33")]
    [InlineData("127.0.0.1, x")]
    [InlineData("*")]
    public async Task WhatIsNoAddress_IsSaidAtTheStart(string proxies)
    {
        using var files = new TempFolder();
        var run = await CommandLine.RunAsync("check", $"--Board:Proxies={proxies}", CommandLine.On(files["board.db"]));
        Assert.Equal((2, 1), (run.Code, run.Errors.Length));
        Assert.Contains("Board:Proxies", run.Error, StringComparison.Ordinal);
    }
}
