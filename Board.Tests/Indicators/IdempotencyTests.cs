using System.Net;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Indicators;

public sealed class IdempotencyTests
{
    private const string Count = "SELECT count(*) FROM \"Readings\"";

    [Fact]
    public async Task ARetry_GetsTheSameReceipt_AndStoresOnce()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var first = await office.PostTextAsync(Answers.GoodReading, key: "once").ExpectAsync(HttpStatusCode.Created);
        var counts = Sql.Counts(server.Database);
        var retry = await office.PostTextAsync(Answers.GoodReading, key: "once").ExpectAsync(HttpStatusCode.Created);

        Assert.Equal(first.ToJsonString(), retry.ToJsonString());
        Assert.Equal(counts, Sql.Counts(server.Database));
    }

    [Fact]
    public async Task TwentyPostsAtOnce_AreOneReading_UnderOneKey()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => office.PostTextAsync(Answers.GoodReading, key: "twenty").ExpectAsync(HttpStatusCode.Created)));

        Assert.Single(receipts.Select(receipt => receipt.ToJsonString()).Distinct());
        Assert.Equal(1, Sql.Number(server.Database, Count));
        Assert.Equal(1, Sql.Number(server.Database, "SELECT count(*) FROM \"Audit\" WHERE \"Action\" = 'reading.submit'"));
    }

    [Fact]
    public async Task TwentyPostsAtOnce_AreTwentyRevisions_WithoutAKey()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => office.PostTextAsync(Answers.GoodReading).ExpectAsync(HttpStatusCode.Created)));

        Assert.Equal(Enumerable.Range(1, 20), receipts.Select(receipt => (int)receipt["revision"]!).Order());
        Assert.Equal(20, receipts.Select(receipt => (long)receipt["version"]!).Distinct().Count());
        Assert.Equal(1, Sql.Number(server.Database, Count + " WHERE \"Current\" = 1"));
    }

    [Theory]
    [InlineData("\"numerator\":800", "\"numerator\":801")]
    [InlineData("2023-10-31", "2023-10-30")]
    [InlineData("1000}", "1000,\"note\":\"x\"}")]
    [InlineData("1000}", "1000,\"confirm\":true}")]
    public async Task AKey_IsRefused_ForAnotherRequest(string from, string to)
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.PostTextAsync(Answers.GoodReading, key: "k").ExpectAsync(HttpStatusCode.Created);
        var counts = Sql.Counts(server.Database);
        await office.PostTextAsync(Answers.GoodReading.Replace(from, to), key: "k").ExpectProblemAsync(422, "idempotency-key-reused");
        Assert.Equal(counts, Sql.Counts(server.Database));
    }

    [Fact]
    public async Task AKey_BelongsToItsToken()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        await office.PostTextAsync(Answers.GoodReading, key: "k").ExpectAsync(HttpStatusCode.Created);
        var other = await unit.PostTextAsync(Answers.GoodReading.Replace("800", "790"), key: "k").ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(2, (int)other["revision"]!);
    }

    [Fact]
    public async Task ARefusal_DoesNotUseUpTheKey()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.PostTextAsync(Answers.GoodReading.Replace("800", "1001"), key: "k").ExpectProblemAsync(422, "refused");
        await office.PostTextAsync(Answers.GoodReading, key: "k").ExpectAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task AKey_IsRefused_WhenItIsEmptyTooLongOrNotAscii()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var counts = Sql.Counts(server.Database);
        await office.PostTextAsync(Answers.GoodReading, key: new string('k', 201)).ExpectProblemAsync(400, "bad-idempotency-key");
        await office.PostTextAsync(Answers.GoodReading, key: "a\tb").ExpectProblemAsync(400, "bad-idempotency-key");
        await office.PostTextAsync(Answers.GoodReading, key: "").ExpectProblemAsync(400, "bad-idempotency-key");

        using var latin = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 };
        using var utf8 = new HttpClient(latin) { BaseAddress = office.BaseAddress, DefaultRequestHeaders = { Authorization = office.DefaultRequestHeaders.Authorization } };
        await utf8.PostTextAsync(Answers.GoodReading, key: "khóa").ExpectProblemAsync(400, "bad-idempotency-key");
        Assert.Equal(counts, Sql.Counts(server.Database));

        await office.PostTextAsync(Answers.GoodReading, key: new string('k', 200)).ExpectAsync(HttpStatusCode.Created);
    }
}
