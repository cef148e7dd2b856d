using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Board.Tests.Support;

namespace Board.Tests.Reports;

/// <summary>A commune's report over HTTP.</summary>
public static class ReportCalls
{
    /// <summary>The indicators that a commune owes.</summary>
    public static readonly IReadOnlyList<string> Owed = ["1a", "1b", "1c", "2c2", "3f", "3g"];

    /// <summary>The last tick of the last day for the fourth quarter, and the tick after it.</summary>
    public static readonly DateTimeOffset LastTick = new DateTimeOffset(2023, 12, 3, 0, 0, 0, TimeSpan.FromHours(7)).AddTicks(-1);

    public static string Address(string period = "2023-Q4", string unit = "dak-ru", string call = "") => $"/api/v1/plans/{BoardServer.Plan}/reports/{period}/{unit}{call}";

    /// <summary>A draft that has a figure for every indicator that a commune owes.</summary>
    public static JsonObject Whole(int version = 0, int numerator = 500) => new()
    {
        ["version"] = version,
        ["readings"] = new JsonArray([.. Owed.Select(code => Reading(code, numerator))]),
    };

    public static JsonNode Reading(string indicator, int numerator, int denominator = 1000, string asOf = "2023-11-20") => new JsonObject
    {
        ["indicator"] = indicator, ["asOf"] = asOf, ["numerator"] = numerator, ["denominator"] = denominator,
    };

    public static Task<HttpResponseMessage> PutReportAsync(this HttpClient client, JsonNode draft, string period = "2023-Q4", string unit = "dak-ru") =>
        client.PutAsync(Address(period, unit), new StringContent(draft.ToJsonString(), Encoding.UTF8, "application/json"));

    public static Task<HttpResponseMessage> PutTextAsync(this HttpClient client, string body, string period = "2023-Q4", string unit = "dak-ru") =>
        client.PutAsync(Address(period, unit), new StringContent(body, Encoding.UTF8, "application/json"));

    public static Task<HttpResponseMessage> CallAsync(this HttpClient client, string call, object? body = null, string period = "2023-Q4", string unit = "dak-ru") =>
        client.PostAsync(Address(period, unit, "/" + call), body is null ? null : JsonContent.Create(body));

    public static Task<JsonNode> ReportAsync(this HttpClient client, string period = "2023-Q4", string unit = "dak-ru") =>
        client.GetAsync(Address(period, unit)).ExpectAsync(HttpStatusCode.OK);

    /// <summary>Saves a whole draft and hands it in; answers the receipt.</summary>
    public static async Task<JsonNode> HandInAsync(this HttpClient client, JsonObject? draft = null, string period = "2023-Q4", string unit = "dak-ru")
    {
        draft ??= Whole();
        draft["version"] = (int)(await client.ReportAsync(period, unit))["version"]!;
        await client.PutReportAsync(draft, period, unit).ExpectAsync(HttpStatusCode.OK);
        return await client.CallAsync("submit", null, period, unit).ExpectAsync(HttpStatusCode.OK);
    }

    /// <summary>What a gauge of the live board shows once it has the newest version.</summary>
    public static async Task<JsonNode> GaugeAsync(this BoardServer server, string indicator)
    {
        await server.ReachAsync(Sql.Number(server.Database, """SELECT "Value" FROM "BoardVersion" """));
        return (await server.BoardAsync())["indicators"]!.AsArray().Single(node => (string?)node!["code"] == indicator)!;
    }
}
