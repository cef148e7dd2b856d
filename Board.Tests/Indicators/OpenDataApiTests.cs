using System.Net;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Indicators;

public sealed class OpenDataApiTests
{
    private const string Plan = "/api/v1/plans/" + BoardServer.Plan;

    [Fact]
    public async Task Indicators_AreAllThere_ExactlyAsTheBoardHasThem()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-ru", 1, denominator: 3));
        using var answer = await server.Anonymous.GetAsync(Plan + "/indicators.csv");
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var lines = Lines(await answer.Content.ReadAsStringAsync());
        Assert.Equal(1 + 19, lines.Length);
        Assert.Contains(lines, line => line.StartsWith("1a,II.1.a,1,", StringComparison.Ordinal) && line.Contains(",33.3333333333333333333333333", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Readings_AreEveryRevision_OfWhatIsNamed_AndNamePeopleToTheSignedInAlone()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700);
        (await BoardServer.PostAsync(office, new { indicator = "1a", unit = "dak-ru", asOf = "2023-10-31", numerator = 710, denominator = 1000, note = "=HYPERLINK(\"x\")", confirm = true })).EnsureSuccessStatusCode();
        await BoardServer.PostShareAsync(office, "1a", "dak-sin", 600);
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1b", "dak-ru", 500));

        var signedIn = Lines(await office.GetStringAsync(Plan + "/readings.csv?indicator=1a&unit=dak-ru"));
        Assert.Equal(3, signedIn.Length);
        Assert.Contains(",1,700,1000,70,", signedIn[1], StringComparison.Ordinal);
        Assert.Contains(",2,710,1000,71,", signedIn[2], StringComparison.Ordinal);
        Assert.Matches(",\"?Secretariat ?\"?,\"'=HYPERLINK\\(\"\"x\"\"\\)\",", signedIn[2]);
        var open = await server.Anonymous.GetStringAsync(Plan + "/readings.csv");
        Assert.Equal(1 + 4, Lines(open).Length);
        Assert.DoesNotContain("Secretariat", open, StringComparison.Ordinal);
        Assert.DoesNotContain("HYPERLINK", open, StringComparison.Ordinal);
        Assert.Equal(3 + 1, Lines(await server.Anonymous.GetStringAsync(Plan + "/readings.csv?indicator=1a")).Length);
    }

    [Theory]
    [InlineData("/api/v1/plans/none/indicators.csv", "unknown-plan")]
    [InlineData("/api/v1/plans/none/readings.csv", "unknown-plan")]
    [InlineData(Plan + "/readings.csv?indicator=none", "unknown-indicator")]
    [InlineData(Plan + "/readings.csv?unit=none", "unknown-unit")]
    public async Task WhatIsNotThere_IsSaid(string address, string code)
    {
        await using var server = await BoardServer.StartAsync();
        using var answer = await server.Anonymous.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await Task.FromResult(answer).ExpectProblemAsync(404, code);
    }

    private static string[] Lines(string table) => table.TrimEnd().Split("\r\n");
}
