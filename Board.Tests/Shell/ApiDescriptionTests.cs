using System.Text.Json.Nodes;
using Board.Tests.Support;

namespace Board.Tests.Shell;

public sealed class ApiDescriptionTests
{
    private const string Indicator = "/api/v1/plans/{id}/indicators/{code}";
    private const string Readings = "/api/v1/plans/{id}/readings";

    [Fact]
    public async Task ItSaysWhatItIs_AndWhoMayCall()
    {
        await using var server = await BoardServer.StartAsync();
        var description = await DescriptionAsync(server);
        Assert.Equal(("Digital Transformation Board", "1"), ((string?)description["info"]!["title"], (string?)description["info"]!["version"]));
        Assert.Equal(("http", "bearer"), ((string?)description["components"]!["securitySchemes"]!["bearer"]!["type"], (string?)description["components"]!["securitySchemes"]!["bearer"]!["scheme"]));
        foreach (var (address, calls) in description["paths"]!.AsObject())
            foreach (var (method, call) in calls!.AsObject())
            {
                Assert.True(((string[])["401", "403", "429"]).All(call!["responses"]!.AsObject().ContainsKey), $"{method} {address}");
                Assert.Equal(method == "get" ? ["{}", """{"bearer":[]}"""] : ["""{"bearer":[]}"""], call["security"]!.AsArray().Select(one => one!.ToJsonString()));
            }
    }

    [Fact]
    public async Task AReading_IsDescribed_WithItsKeyAndItsRefusals()
    {
        await using var server = await BoardServer.StartAsync();
        var description = await DescriptionAsync(server);
        var post = description["paths"]![Readings]!["post"]!;
        Assert.Equal(["post"], description["paths"]![Readings]!.AsObject().Select(call => call.Key));
        Assert.Contains(post["parameters"]!.AsArray(), parameter => (string?)parameter!["name"] == "Idempotency-Key" && (string?)parameter["in"] == "header");
        Assert.Equal("#/components/schemas/ReadingBody", (string?)post["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]);
        Assert.Subset(post["responses"]!.AsObject().Select(answer => answer.Key).ToHashSet(), new HashSet<string> { "201", "400", "404", "413", "415", "422" });
        Assert.Equal(["indicator", "unit", "asOf"], description["components"]!["schemas"]!["ReadingBody"]!["required"]!.AsArray().Select(field => (string?)field));

        var problem = description["components"]!["schemas"]!["ProblemDetails"]!;
        Assert.Subset(problem["properties"]!.AsObject().Select(field => field.Key).ToHashSet(), new HashSet<string> { "title", "status", "code", "errors", "warnings" });
        Assert.Equal("#/components/schemas/RejectionJson", (string?)problem["properties"]!["errors"]!["additionalProperties"]!["items"]!["$ref"]);
        Assert.Equal("#/components/schemas/RejectionJson", (string?)problem["properties"]!["warnings"]!["items"]!["$ref"]);
        Assert.NotEqual(false, (bool?)problem["additionalProperties"]);
    }

    [Fact]
    public async Task AnIndicator_IsDescribed_AsItIsAnswered()
    {
        await using var server = await BoardServer.StartAsync();
        var description = await DescriptionAsync(server);
        Assert.Equal(
            "#/components/schemas/IndicatorJson",
            (string?)description["paths"]![Indicator]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"]);
        var schema = description["components"]!["schemas"]!["IndicatorJson"]!;
        var answer = JsonNode.Parse(await server.Anonymous.GetStringAsync($"/api/v1/plans/{BoardServer.Plan}/indicators/1a"))!;
        var fields = answer.AsObject().Select(field => field.Key).Order().ToList();
        Assert.Equal(fields, schema["properties"]!.AsObject().Select(field => field.Key).Order());
        Assert.Equal(fields, schema["required"]!.AsArray().Select(field => (string?)field).Order());
    }

    [Fact]
    public async Task AnotherVersion_IsAProblem_WhateverIsAskedFor()
    {
        await using var server = await BoardServer.StartAsync();
        await server.Anonymous.GetAsync("/openapi/v2.json").ExpectProblemAsync(404, "not-found");
        using var same = await server.Anonymous.GetAsync("/openapi/v1.json?documentName=v2");
        Assert.True(same.IsSuccessStatusCode);
    }

    [Fact]
    public async Task ItIsMadeOnce()
    {
        await using var server = await BoardServer.StartAsync();
        var description = server.Part<Web.Shell.ApiDescription>();
        Assert.Same(await description.DocumentAsync(), await description.DocumentAsync());
        using var page = await server.Anonymous.GetAsync("/api");
        Assert.Same(await description.JsonAsync(), await description.JsonAsync());
    }

    [Theory]
    [InlineData("vi", "Tham số:</b> <code>id</code>", "Nội dung gửi:</b> <code>indicator</code>")]
    [InlineData("en", "Parameters:</b> <code>id</code>", "Body:</b> <code>indicator</code>")]
    public async Task ThePage_KeepsItsSpaces_AndItsExampleIsOfTheFirstPlan(string language, string parameters, string body)
    {
        await using var server = await BoardServer.StartAsync();
        await server.ImportAsync(SeedPlan.With(plan => plan["id"] = "another-2023"));
        server.Live.Announce();
        await Patience.UntilAsync(() => server.Live.State.Find("another-2023") is not null, "the plan");
        var page = System.Net.WebUtility.HtmlDecode(await server.Anonymous.GetStringAsync($"/api?lang={language}"));
        Assert.Contains(parameters, page, StringComparison.Ordinal);
        Assert.Contains(body, page, StringComparison.Ordinal);
        Assert.Contains("/api/v1/plans/another-2023/readings", page, StringComparison.Ordinal);
        Assert.Contains("""{"indicator":"1a",""", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAPlan_TheExampleHasPlaceholders()
    {
        await using var server = await BoardServer.StartAsync($"Board:Plans={Directory.CreateTempSubdirectory("no-plans-").FullName}");
        Assert.Contains("/api/v1/plans/PLAN/readings", await server.Anonymous.GetStringAsync("/api"), StringComparison.Ordinal);
    }

    private static async Task<JsonNode> DescriptionAsync(BoardServer server) => JsonNode.Parse(await server.Anonymous.GetStringAsync("/openapi/v1.json"))!;
}
