using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Dashboard;

public sealed class BoardApiTests
{
    private const string Api = "/api/v1/plans/" + BoardServer.Plan;

    private static readonly string[] Progress =
    [
        "code", "clause", "pillar", "name", "measure", "target", "value", "display", "numerator", "denominator", "low", "high", "coverage", "status", "result",
        "evidence", "pace", "expected", "expectedToday", "deteriorating", "fellBack", "gap", "requiredPace", "asOf", "provisional", "orphan", "leads",
        "previous", "version",
    ];

    [Fact]
    public async Task Plans_AreListed_NewestYearFirst()
    {
        await using var server = await BoardServer.StartAsync();
        await server.ImportAsync(SeedPlan.With(plan => plan["id"] = "another-2023"));
        server.Live.Announce();
        await server.ReachAsync(Sql.Number(server.Database, """SELECT "Value" FROM "BoardVersion" """));
        var plans = (await server.Anonymous.GetFromJsonAsync<JsonArray>("/api/v1/plans"))!;
        Assert.Equal(["another-2023", BoardServer.Plan], plans.Select(plan => (string?)plan!["id"]));
        Assert.Equal(["id", "year", "title", "locality"], plans[1]!.AsObject().Select(field => field.Key));
        Assert.Equal((2023, "Huyện Đăk R’lấp"), ((int)plans[1]!["year"]!, (string?)plans[1]!["locality"]!["name"]));
    }

    [Fact]
    public async Task APlan_ComesBackAsItWasLoaded()
    {
        await using var server = await BoardServer.StartAsync();
        using var answer = await server.Anonymous.GetAsync(Api);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var file = SeedPlan.Bytes();
        Assert.Equal(file is [0xEF, 0xBB, 0xBF, ..] ? file[3..] : file, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task TheBoard_HasTheFieldsOfTheContract()
    {
        await using var server = await BoardServer.StartAsync();
        var board = await server.BoardAsync();

        Assert.Equal(["planId", "version", "asOf", "tallies", "indicators", "notice"], board.AsObject().Select(field => field.Key));
        Assert.Equal(BoardServer.Plan, (string?)board["planId"]);
        Assert.Equal(JsonValueKind.Number, board["version"]!.GetValueKind());
        Assert.Equal(19, board["indicators"]!.AsArray().Count);
        var gauge = board["indicators"]![0]!.AsObject();
        Assert.Equal(Progress, gauge.Select(field => field.Key));
        Assert.Equal(["floor", "aim", "better"], gauge["target"]!.AsObject().Select(field => field.Key));
        Assert.Equal(("1a", "II.1.a", "percent", "higher"), ((string?)gauge["code"], (string?)gauge["clause"], (string?)gauge["measure"], (string?)gauge["target"]!["better"]));
        Assert.Equal(["reported", "expected", "missing"], gauge["coverage"]!.AsObject().Select(field => field.Key));
        Assert.Equal("no-data", (string?)gauge["status"]);
        Assert.Null(gauge["value"]);
        Assert.Equal(19, board["tallies"]!.AsObject().Sum(tally => (int)tally.Value!));
        Assert.Subset(
            new HashSet<string> { "no-data", "achieved", "stale", "on-track", "slow", "lagging", "unrated" }, board["tallies"]!.AsObject().Select(tally => tally.Key).ToHashSet());
    }

    [Fact]
    public async Task AValue_IsExact_AndItsDisplayStaysOnItsSideOfTheTarget()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var receipt = await office.PostTextAsync("""{"indicator":"1a","unit":"dak-ru","asOf":"2023-10-31","numerator":7996,"denominator":10000}""").ExpectAsync(HttpStatusCode.Created);
        await server.ReachAsync((long)receipt["version"]!);

        foreach (var language in (string[])["vi", "en"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Api + "/board") { Headers = { { "Accept-Language", language } } };
            var gauge = (await server.Anonymous.SendAsync(request).ExpectAsync(HttpStatusCode.OK))["indicators"]![0]!;
            Assert.Equal((79.96m, "79,9 %"), ((decimal)gauge["value"]!, (string?)gauge["display"]));
            Assert.Equal((7996m, 10000m), ((decimal)gauge["numerator"]!, (decimal)gauge["denominator"]!));
            Assert.Equal((1, 11, 10), ((int)gauge["coverage"]!["reported"]!, (int)gauge["coverage"]!["expected"]!, gauge["coverage"]!["missing"]!.AsArray().Count));
            Assert.Equal(("2023-10-31", true), ((string?)gauge["asOf"], (bool)gauge["provisional"]!));
            Assert.Equal("unrated", (string?)gauge["status"]);
        }
    }

    [Fact]
    public async Task TheVersion_RisesByOne_WithEachReading()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var version = (long)(await server.BoardAsync())["version"]!;
        for (var i = 1; i <= 3; i++)
        {
            var receipt = await office.PostTextAsync(Answers.GoodReading.Replace("800", $"{800 + i}")).ExpectAsync(HttpStatusCode.Created);
            Assert.Equal(version + i, (long)receipt["version"]!);
            await server.ReachAsync(version + i);
            var board = await server.BoardAsync();
            Assert.Equal(version + i, (long)board["version"]!);
            Assert.Equal([version + i], board["indicators"]!.AsArray().Where(gauge => (string?)gauge!["code"] == "1a").Select(gauge => (long)gauge!["version"]!));
            Assert.All(board["indicators"]!.AsArray().Skip(1), gauge => Assert.True((long)gauge!["version"]! <= version));
        }
    }

    [Fact]
    public async Task TheETag_IsTheVersion_AndSparesWhoHasIt()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var version = (long)(await server.BoardAsync())["version"]!;
        var tag = $"\"{version}\"";

        using (var fresh = await server.Anonymous.GetAsync(Api + "/board")) Assert.Equal(tag, fresh.Headers.ETag?.Tag);
        foreach (var known in (string[])[tag, "W/" + tag, "*", $"\"x\", {tag}", $"{tag},\"y\"", $"\"a\" , W/{tag} , \"b\""])
        {
            using var spared = await AskAsync(server, known);
            Assert.Equal((HttpStatusCode.NotModified, tag), (spared.StatusCode, spared.Headers.ETag?.Tag));
            Assert.Empty(await spared.Content.ReadAsByteArrayAsync());
        }
        foreach (var other in (string[])[$"\"{version + 1}\"", $"\"{version}0\"", $"{version}", "garbage", "", "W/"])
        {
            using var told = await AskAsync(server, other);
            Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        }

        var receipt = await office.PostTextAsync(Answers.GoodReading).ExpectAsync(HttpStatusCode.Created);
        await server.ReachAsync((long)receipt["version"]!);
        using var newer = await AskAsync(server, tag);
        Assert.Equal((HttpStatusCode.OK, $"\"{version + 1}\""), (newer.StatusCode, newer.Headers.ETag?.Tag));
    }

    [Fact]
    public async Task AnIndicator_HasItsUnitsHistoryAndForecast()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        long version = 0;
        foreach (var (asOf, numerator) in new[] { ("2023-08-31", 600), ("2023-09-30", 650), ("2023-10-31", 700) })
            version = (long)(await office.PostTextAsync(Answers.GoodReading.Replace("2023-10-31", asOf).Replace("800", $"{numerator}")).ExpectAsync(HttpStatusCode.Created))["version"]!;
        await server.ReachAsync(version);

        var indicator = (await server.Anonymous.GetFromJsonAsync<JsonNode>(Api + "/indicators/1a"))!;
        Assert.Equal([.. Progress, "units", "history", "forecast", "notice"], indicator.AsObject().Select(field => field.Key));
        var unit = indicator["units"]!.AsArray().Single(unit => (string?)unit!["unit"] == "dak-ru")!;
        Assert.Equal(["unit", "numerator", "denominator", "value", "asOf", "state", "gapShare"], unit.AsObject().Select(field => field.Key));
        Assert.Equal((70m, "provisional", 1m), ((decimal)unit["value"]!, (string?)unit["state"], (decimal)unit["gapShare"]!));
        Assert.Equal(11, indicator["units"]!.AsArray().Count);
        Assert.Equal(["2023-08-31", "2023-09-30", "2023-10-31"], indicator["history"]!.AsArray().Select(point => (string?)point!["asOf"]));
        Assert.Equal(["asOf", "value", "coverage"], indicator["history"]![0]!.AsObject().Select(field => field.Key));
        Assert.Equal("2023-12-31", (string?)indicator["forecast"]!["due"]);
        Assert.Equal(10m, (decimal)indicator["gap"]!["points"]!);
        Assert.Equal(100m, (decimal)indicator["gap"]!["count"]!);
    }

    [Theory]
    [InlineData("/api/v1/plans/nowhere", "unknown-plan")]
    [InlineData("/api/v1/plans/nowhere/board", "unknown-plan")]
    [InlineData("/api/v1/plans/nowhere/assignments", "unknown-plan")]
    [InlineData("/api/v1/plans/nowhere/deadlines", "unknown-plan")]
    [InlineData("/api/v1/plans/nowhere/indicators/1a", "unknown-plan")]
    [InlineData("/api/v1/plans/nowhere/indicators/1a/readings", "unknown-plan")]
    [InlineData(Api + "/indicators/9z", "unknown-indicator")]
    [InlineData(Api + "/indicators/1A/readings", "unknown-indicator")]
    [InlineData("/api/v1/nothing", "not-found")]
    [InlineData("/api/v1", "not-found")]
    [InlineData("/api/v1/", "not-found")]
    [InlineData("/api/v2/plans", "not-found")]
    [InlineData(Api + "/readings.tsv", "not-found")]
    [InlineData(Api + "/board.json", "not-found")]
    public async Task WhatIsNotThere_IsNotFound_WithACode(string address, string code)
    {
        await using var server = await BoardServer.StartAsync();
        await server.Anonymous.GetAsync(address).ExpectProblemAsync(404, code);
    }

    [Theory]
    [InlineData("POST", "/api/v1/plans")]
    [InlineData("DELETE", Api)]
    [InlineData("PUT", Api + "/board")]
    [InlineData("PATCH", Api + "/indicators/1a")]
    [InlineData("DELETE", Api + "/indicators/1a/readings")]
    [InlineData("PUT", Api + "/readings")]
    public async Task AnotherMethod_IsNotAllowed_WithACode(string method, string address)
    {
        await using var server = await BoardServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        await server.Anonymous.SendAsync(request).ExpectProblemAsync(405, "method-not-allowed");
    }

    private static async Task<HttpResponseMessage> AskAsync(BoardServer server, string known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Api + "/board");
        request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return await server.Anonymous.SendAsync(request);
    }
}
