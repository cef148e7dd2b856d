using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Tests.Support;

namespace Board.Tests.Calendar;

public sealed class DeadlinesApiTests(DeadlinesApiTests.Fixture fixture) : IClassFixture<DeadlinesApiTests.Fixture>
{
    private const string Address = $"/api/v1/plans/{BoardServer.Plan}/deadlines";

    public sealed class Fixture : IAsyncLifetime
    {
        public BoardServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await BoardServer.StartAsync();

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }

    [Fact]
    public async Task Deadlines_HaveTheFieldsOfTheContract()
    {
        var quarter = (await AskAsync("?unit=dak-ru&from=2023-09-01&to=2023-09-30")).Single()!;
        Assert.Equal(
            ["id", "rule", "period", "unit", "dueBefore", "lastDay", "lastWorkingDay", "state", "submittedAt", "daysLate"],
            quarter.AsObject().Select(field => field.Key));
        Assert.Equal(
            ("unit-quarterly", "2023-Q3", "dak-ru", "2023-09-03", "2023-09-02", "2023-08-31", "overdue"),
            ((string?)quarter["rule"], (string?)quarter["period"], (string?)quarter["unit"], (string?)quarter["dueBefore"], (string?)quarter["lastDay"],
                (string?)quarter["lastWorkingDay"], (string?)quarter["state"]));
    }

    [Fact]
    public async Task Deadlines_AreIdentifiedOnce_AndEachUnitOwesItsOwn()
    {
        var all = await AskAsync("");
        Assert.Equal(all.Count, all.Select(deadline => (string?)deadline!["id"]).Distinct().Count());
        Assert.Equal(["office-quarterly"], all.Where(deadline => (string?)deadline!["unit"] == "vhtt").Select(deadline => (string?)deadline!["rule"]).Distinct());
        Assert.Equal(22, all.Count(deadline => (string?)deadline!["rule"] == "unit-annual"));
    }

    [Fact]
    public async Task Deadlines_AreBoundedByBothDays_Included()
    {
        Assert.Equal(22, (await AskAsync("?from=2023-12-03&to=2023-12-03")).Count);
        Assert.Empty(await AskAsync("?from=2023-12-04&to=2023-12-09"));
        Assert.Equal(23, (await AskAsync("?from=2023-12-10&to=2023-12-10")).Count);
        Assert.Empty(await AskAsync("?from=2023-12-31&to=2023-01-01"));
        Assert.Empty(await AskAsync("?to=2023-06-01"));
        Assert.Empty(await AskAsync("?from=9999-12-31"));
    }

    [Theory]
    [InlineData("?from=yesterday")]
    [InlineData("?from=2023-02-30")]
    [InlineData("?to=%00")]
    public Task ABadDay_IsRefused(string query) => fixture.Server.Anonymous.GetAsync(Address + query).ExpectProblemAsync(400, "bad-request");

    [Theory]
    [InlineData("?unit=nowhere")]
    [InlineData("?unit=")]
    [InlineData("?unit=DAK-RU")]
    public Task AnUnknownUnit_IsNotFound(string query) => fixture.Server.Anonymous.GetAsync(Address + query).ExpectProblemAsync(404, "unknown-unit");

    [Theory]
    [InlineData("/indicators/%E2%80%AE")]
    [InlineData("/indicators/%3Cscript%3E")]
    [InlineData("/indicators/%ff%fe")]
    public async Task AHostileAddress_ComesBackAsText(string address)
    {
        using var answer = await fixture.Server.Anonymous.GetAsync($"/api/v1/plans/{BoardServer.Plan}{address}");
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        await Task.FromResult(answer).ExpectProblemAsync(404, "unknown-indicator");
    }

    private async Task<JsonArray> AskAsync(string query) => (await fixture.Server.Anonymous.GetFromJsonAsync<JsonArray>(Address + query))!;
}
