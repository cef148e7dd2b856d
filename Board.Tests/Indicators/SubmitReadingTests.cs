using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Indicators;

public sealed class SubmitReadingTests
{
    [Fact]
    public async Task AReading_ReachesTheBoard_WithItsVersion()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);

        var answer = await BoardServer.PostAsync(office, new { indicator = "1a", unit = "dak-ru", asOf = "2023-10-31", numerator = 800, denominator = 1000 });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var receipt = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        await server.ReachAsync((long)receipt["version"]!);

        var board = await server.BoardAsync();
        var gauge = board["indicators"]!.AsArray().Single(node => (string?)node!["code"] == "1a")!;
        Assert.Equal(80m, (decimal)gauge["value"]!);
        Assert.Equal((long)receipt["version"]!, (long)gauge["version"]!);
    }
}
