using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Board.Tests.Support;

/// <summary>What the API answered.</summary>
public static class Answers
{
    /// <summary>A reading that every rule takes.</summary>
    public const string GoodReading = """{"indicator":"1a","unit":"dak-ru","asOf":"2023-10-31","numerator":800,"denominator":1000}""";

    public static string ReadingsOf(string plan) => $"/api/v1/plans/{plan}/readings";

    /// <summary>Posts a body as it is, byte for byte.</summary>
    public static Task<HttpResponseMessage> PostTextAsync(
        this HttpClient client, string body, string? key = null, string plan = BoardServer.Plan, string? type = "application/json") =>
        client.PostBytesAsync(Encoding.UTF8.GetBytes(body), key, plan, type);

    public static async Task<HttpResponseMessage> PostBytesAsync(
        this HttpClient client, byte[] body, string? key = null, string plan = BoardServer.Plan, string? type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ReadingsOf(plan)) { Content = new ByteArrayContent(body) };
        if (type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>())!;

    /// <summary>Demands a status and answers the body.</summary>
    public static async Task<JsonNode> ExpectAsync(this Task<HttpResponseMessage> asked, HttpStatusCode status)
    {
        using var answer = await asked;
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.JsonAsync();
    }

    /// <summary>Demands problem details with a status and a code, and answers them.</summary>
    public static async Task<JsonNode> ExpectProblemAsync(this Task<HttpResponseMessage> asked, int status, string code)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal(code, (string?)problem["code"]);
        Assert.Equal(status, (int?)problem["status"]);
        var title = (string?)problem["title"];
        // A code without words would show itself.
        Assert.False(string.IsNullOrWhiteSpace(title) || title == code, text);
        return problem;
    }
}
