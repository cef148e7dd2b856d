using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Tests.Access;

public sealed class TokenTests
{
    private const string Api = "/api/v1/plans/" + BoardServer.Plan;

    private static readonly string[] Reads =
    [
        "/api/v1/plans", Api, Api + "/board", Api + "/indicators/1a", Api + "/indicators/1a/readings", Api + "/assignments", Api + "/deadlines",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EachRole_MayDoWhatIsItsOwn_AndNothingElse(bool isPublic)
    {
        await using var server = await BoardServer.StartAsync($"Board:PublicBoard={isPublic}");
        foreach (var address in Reads)
            if (isPublic) Assert.Equal(HttpStatusCode.OK, (await server.Anonymous.GetAsync(address)).StatusCode);
            else await server.Anonymous.GetAsync(address).ExpectProblemAsync(401, "not-known");
        await server.Anonymous.PostTextAsync(Answers.GoodReading).ExpectProblemAsync(401, "not-known");

        var posts = new (Role Role, string? Unit, int Status, string? Code)[]
        {
            (Role.Viewer, null, 403, "not-allowed"),
            (Role.Committee, null, 403, "not-allowed"),
            (Role.Reporter, "dak-ru", 201, null),
            (Role.Reporter, "dak-sin", 404, "not-found"),
            (Role.Reporter, "vhtt", 404, "not-found"),
            (Role.Secretariat, null, 201, null),
            (Role.Admin, null, 201, null),
        };
        foreach (var (role, unit, status, code) in posts)
        {
            using var client = await server.ClientAsync(role, unit);
            foreach (var address in Reads) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(address)).StatusCode);
            var before = Sql.Counts(server.Database);
            if (code is null) await client.PostTextAsync(Answers.GoodReading).ExpectAsync(HttpStatusCode.Created);
            else
            {
                await client.PostTextAsync(Answers.GoodReading).ExpectProblemAsync(status, code);
                Assert.Equal(before, Sql.Counts(server.Database));
            }
        }
    }

    [Fact]
    public async Task AnUnknownToken_IsRefused_EvenWhereTheBoardIsPublic()
    {
        await using var server = await BoardServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/plans");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer dtb_nobody");

        var answer = await server.Anonymous.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("not-known", (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]);
    }

    [Fact]
    public async Task ARefusal_TellsNothingOfAnotherUnitsFigures()
    {
        await using var server = await BoardServer.StartAsync();
        using var other = await server.ClientAsync(Role.Reporter, "dak-sin");
        // The answer to another unit's figure is the same whether it would be right, wrong or odd.
        var right = await other.PostTextAsync(Answers.GoodReading).ExpectProblemAsync(404, "not-found");
        var wrong = await other.PostTextAsync(Answers.GoodReading.Replace("800", "1001")).ExpectProblemAsync(404, "not-found");
        Assert.Equal((string?)right["title"], (string?)wrong["title"]);
    }

    [Fact]
    public async Task ARevokedToken_EndsAtOnce()
    {
        await using var server = await BoardServer.StartAsync("Board:PublicBoard=false");
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.PostTextAsync(Answers.GoodReading).ExpectAsync(HttpStatusCode.Created);
        Sql.Run(server.Database, "UPDATE \"Tokens\" SET \"RevokedAt\" = '2023-11-24 00:00:00'");
        await office.PostTextAsync(Answers.GoodReading).ExpectProblemAsync(401, "not-known");
        await office.GetAsync(Api + "/board").ExpectProblemAsync(401, "not-known");
    }

    [Fact]
    public async Task AChangedRole_CountsAtOnce()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        Sql.Run(server.Database, "UPDATE \"Tokens\" SET \"Role\" = 'Viewer'");
        await office.PostTextAsync(Answers.GoodReading).ExpectProblemAsync(403, "not-allowed");
    }

    [Theory]
    [InlineData("Bearer dtb_unknown")]
    [InlineData("Bearer ")]
    [InlineData("Bearer")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    [InlineData("garbage")]
    [InlineData("Bearer a, Bearer b")]
    [InlineData("Bearer ' OR 1=1 --")]
    [InlineData("Bearer {0}")]
    public async Task AGarbageToken_IsNotKnown(string header)
    {
        await using var server = await BoardServer.StartAsync("Board:PublicBoard=false");
        using var client = new HttpClient { BaseAddress = server.Anonymous.BaseAddress };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header.Replace("{0}", new string('x', 4000)));
        await client.GetAsync(Api + "/board").ExpectProblemAsync(401, "not-known");
        await client.PostTextAsync(Answers.GoodReading).ExpectProblemAsync(401, "not-known");
        using var answer = await client.GetAsync("/api/v1/plans");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task TheDatabase_HoldsOnlyTheHash()
    {
        await using var server = await BoardServer.StartAsync();
        var (token, _) = await server.Services.GetRequiredService<AddToken>().ExecuteAsync(Actor.Console, "office", Role.Secretariat, null);
        Sql.Run(server.Database, "PRAGMA wal_checkpoint(TRUNCATE)");
        var file = await File.ReadAllBytesAsync(server.Database);
        Assert.Equal(-1, file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(token!)));
        Assert.Equal(-1, file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(token!["dtb_".Length..])));
    }

    [Theory]
    [InlineData(Role.Secretariat)]
    [InlineData(Role.Viewer)]
    public async Task OnlyAnAdmin_AddsTokens(Role role)
    {
        await using var server = await BoardServer.StartAsync();
        var add = server.Services.GetRequiredService<AddToken>();
        await add.ExecuteAsync(Actor.Console, "somebody", role, null);
        var before = Sql.Counts(server.Database);
        var (token, refusal) = await add.ExecuteAsync(new(ActorKind.Token, 1), "more", Role.Admin, null);
        Assert.Equal((null, AccountFault.NotAllowed), (token, refusal));
        Assert.Equal(before, Sql.Counts(server.Database));
    }

    [Fact]
    public async Task APerson_GetsAPage_WhereTheBoardIsNotPublic()
    {
        await using var server = await BoardServer.StartAsync("Board:PublicBoard=false");
        using var answer = await GetAsync(server, "/", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("/account/login", answer.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Theory]
    [InlineData("text/html,*/*;q=0.8")]
    [InlineData("*/*")]
    [InlineData("")]
    public async Task TheApi_AnswersProblems_WhateverIsAccepted(string accept)
    {
        await using var server = await BoardServer.StartAsync("Board:PublicBoard=false");
        await GetAsync(server, Api + "/board", accept).ExpectProblemAsync(401, "not-known");
    }

    private static async Task<HttpResponseMessage> GetAsync(BoardServer server, string address, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accept.Length > 0) request.Headers.Accept.ParseAdd(accept);
        return await server.Anonymous.SendAsync(request);
    }
}
