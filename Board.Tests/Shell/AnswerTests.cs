using System.Net;
using Board.Tests.Support;

namespace Board.Tests.Shell;

/// <summary>What holds for answers of every kind: methods, conditions, encodings, and what is said when there is nothing to show.</summary>
public sealed class AnswerTests
{
    private const string Plan = "/api/v1/plans/" + BoardServer.Plan;

    [Fact]
    public async Task Head_AnswersLikeGet_WithoutABody()
    {
        await using var server = await BoardServer.StartAsync();
        string[] addresses =
            ["/", "/api", "/indicators/1a", "/css/app.css", "/openapi/v1.json", "/healthz/live", "/healthz/ready", "/metrics", "/api/v1/plans", Plan + "/board", Plan + "/deadlines", "/nothing", Plan + "/nothing"];
        foreach (var address in addresses)
        {
            using var got = await server.Anonymous.GetAsync(address);
            using var head = await AskAsync(server, HttpMethod.Head, address);
            Assert.Equal((address, got.StatusCode, got.Content.Headers.ContentType, got.Headers.ETag), (address, head.StatusCode, head.Content.Headers.ContentType, head.Headers.ETag));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData("/api/v1/plans/dak-rlap-2023/reports/2023-Q4/dak-ru", "no-store")]
    [InlineData("/api/v1/plans/dak-rlap-2023/compliance", "no-store")]
    [InlineData("/api/v1/plans/dak-rlap-2023/indicators/none", "no-store")]
    [InlineData("/api/v1/audit", "no-store")]
    [InlineData("/reports", "no-store")]
    [InlineData("/consolidated/2023-Q4", "no-store")]
    [InlineData("/account/manage", "no-store")]
    // What has a tag is asked for anew each time.
    [InlineData("/api/v1/plans/dak-rlap-2023/board", "no-cache")]
    [InlineData("/", "no-cache")]
    public async Task WhatIsForOneReader_StaysInNoCache(string address, string kept)
    {
        await using var server = await BoardServer.StartAsync("Board:PublicBoard=false");
        using var visitor = await server.VisitorAsync(Web.Access.Role.Admin);
        using var answer = await visitor.Client.GetAsync(address);
        Assert.Contains(kept, answer.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/reports")]
    [InlineData("/admin/plan")]
    [InlineData("/admin/reminders")]
    [InlineData("/lagging/letters")]
    [InlineData("/consolidated/2023-Q4")]
    public async Task APageThatRefusesItsReader_SaysSo_InsteadOfAnEmptyFrame(string address)
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Web.Access.Role.Viewer);
        using var answer = await visitor.Client.GetAsync(address);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Bạn không có quyền xem trang này</h1>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task WhatOnlyTakesPost_SaysSo(string method)
    {
        await using var server = await BoardServer.StartAsync();
        using var answer = await AskAsync(server, new(method), Plan + "/readings");
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
        await Task.FromResult(answer).ExpectProblemAsync(405, "method-not-allowed");
    }

    [Fact]
    public async Task TheBoardPage_ComparesTags_LikeTheApi()
    {
        await using var server = await BoardServer.StartAsync();
        string tag;
        using (var fresh = await server.Anonymous.GetAsync("/")) tag = fresh.Headers.ETag!.Tag;
        foreach (var known in (string[])[tag, "W/" + tag, "*", $"\"x\", {tag}"])
        {
            using var spared = await AskAsync(server, HttpMethod.Get, "/", ("If-None-Match", known));
            Assert.Equal(HttpStatusCode.NotModified, spared.StatusCode);
        }
        using var other = await AskAsync(server, HttpMethod.Get, "/", ("If-None-Match", "\"x\""));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, br", "br")]
    [InlineData("br;q=0.1, gzip;q=1", "gzip")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("*", "br")]
    [InlineData("gzip;q=0.001", "gzip")]
    [InlineData("gzip;q=0.5, identity", null)]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData("*;q=0", null)]
    [InlineData("zstd", null)]
    [InlineData(";;", null)]
    public async Task TheBoardPage_IsPacked_AsTheAskerPrefers(string accepted, string? encoding)
    {
        await using var server = await BoardServer.StartAsync();
        using var answer = await AskAsync(server, HttpMethod.Get, "/", ("Accept-Encoding", accepted));
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
    }

    [Theory]
    [InlineData("/?plan=")]
    [InlineData("/?plan")]
    [InlineData("/?plan=&lang=en")]
    [InlineData("/indicators/1a?plan=")]
    public async Task AnEmptyPlan_IsNone(string address)
    {
        await using var server = await BoardServer.StartAsync();
        using var answer = await server.Anonymous.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        if (address.Contains("lang=en", StringComparison.Ordinal)) Assert.Contains("<html lang=\"en\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/indicators/1a", 400, "Yêu cầu này không hợp lệ")]
    [InlineData("PUT", "/", 405, "Yêu cầu này không hợp lệ")]
    [InlineData("GET", "/nothing", 404, "Không tìm thấy trang này")]
    public async Task APage_SaysWhatIsWrong(string method, string address, int status, string title)
    {
        await using var server = await BoardServer.StartAsync();
        using var answer = await AskAsync(server, new(method), address, ("Accept", "text/html"));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains($"<h1>{title}</h1>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFault_IsAPageForABrowser_AndAProblemForTheRest()
    {
        await using var server = await BoardServer.StartAsync();
        Sql.Run(server.Database, """DROP TABLE "Tokens" """);
        // Whoever sends a token is looked up.
        (string, string) token = ("Authorization", "Bearer x");
        foreach (var (language, title) in ((string, string)[])[("vi", "Máy chủ gặp lỗi"), ("en", "The server failed")])
        {
            using var page = await AskAsync(server, HttpMethod.Get, "/", token, ("Accept", "text/html"), ("Accept-Language", language));
            Assert.Equal((HttpStatusCode.InternalServerError, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
            Assert.Contains($"<h1>{title}</h1>", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        await AskAsync(server, HttpMethod.Get, "/", token).ExpectProblemAsync(500, "server-fault");
        await AskAsync(server, HttpMethod.Get, Plan, token, ("Accept", "text/html")).ExpectProblemAsync(500, "server-fault");
    }

    private static async Task<HttpResponseMessage> AskAsync(BoardServer server, HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await server.Anonymous.SendAsync(request);
    }
}
