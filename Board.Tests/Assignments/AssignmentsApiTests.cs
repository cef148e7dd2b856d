using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Tests.Support;

namespace Board.Tests.Assignments;

public sealed class AssignmentsApiTests
{
    [Fact]
    public async Task Assignments_AreThoseOfThePlan_InItsOrder()
    {
        await using var server = await BoardServer.StartAsync();
        var all = (await server.Anonymous.GetFromJsonAsync<JsonArray>($"/api/v1/plans/{BoardServer.Plan}/assignments"))!;

        Assert.Equal(
            ["1", "2", "3a", "3b", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16a", "16b", "17", "18"],
            all.Select(assignment => (string?)assignment!["code"]));
        Assert.Equal(
            ["code", "clause", "title", "summary", "leads", "leadForm", "partners", "partnersText", "due", "indicators", "status", "percent", "evidence",
                "reportedBy", "reportedAt", "late", "doneLate"],
            all[0]!.AsObject().Select(field => field.Key));
        Assert.All(all, assignment => Assert.Equal("not-started", (string?)assignment!["status"]));
        Assert.Equal((6, 1, 12, 1), (Due(all, "month", "2023-12-31"), Due(all, "month", "2023-10-31"), Due(all, "yearly", null), Due(all, "roadmap", null)));
        Assert.Equal(["1a", "1b", "1c"], all[0]!["indicators"]!.AsArray().Select(code => (string?)code));
        // "communes" stands for every one of them.
        var fourth = all.Single(assignment => (string?)assignment!["code"] == "4")!;
        Assert.Equal(12, fourth["partners"]!.AsArray().Count);
        Assert.Equal(["ttyt", "bvdk"], fourth["leads"]!.AsArray().Select(code => (string?)code));
    }

    private static int Due(JsonArray all, string kind, string? lastDay) =>
        all.Count(assignment => (string?)assignment!["due"]!["kind"] == kind && (string?)assignment["due"]!["lastDay"] == lastDay);
}
