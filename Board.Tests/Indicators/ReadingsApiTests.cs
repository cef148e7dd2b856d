using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Tests.Plans;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Indicators;

public sealed class ReadingsApiTests
{
    private static string Reading(decimal numerator, decimal denominator, string more = "", string asOf = "2023-10-31") =>
        FormattableString.Invariant($$"""{"indicator":"1a","unit":"dak-ru","asOf":"{{asOf}}","numerator":{{numerator}},"denominator":{{denominator}}{{more}}}""");

    [Fact]
    public async Task Post_AnswersAReceipt_AndRaisesTheVersionByOne()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var before = Sql.Number(server.Database, """SELECT "Value" FROM "BoardVersion" """);

        var first = await office.PostTextAsync(Reading(800, 1000)).ExpectAsync(HttpStatusCode.Created);
        var second = await office.PostTextAsync(Reading(810, 1000)).ExpectAsync(HttpStatusCode.Created);

        Assert.Equal(["id", "revision", "version", "warnings"], first.AsObject().Select(field => field.Key));
        Assert.Equal((before + 1, before + 2), ((long)first["version"]!, (long)second["version"]!));
        Assert.Equal((1, 2), ((int)first["revision"]!, (int)second["revision"]!));
        Assert.Empty(first["warnings"]!.AsArray());
        Assert.Equal(before + 2, Sql.Number(server.Database, """SELECT "Value" FROM "BoardVersion" """));
    }

    [Fact]
    public async Task Readings_ShowEveryRevision_NewestFirst()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.PostTextAsync(Reading(800, 1000, ",\"note\":\"<b>đầu</b>\"")).ExpectAsync(HttpStatusCode.Created);
        await office.PostTextAsync(Reading(700, 1000, asOf: "2023-09-30")).ExpectAsync(HttpStatusCode.Created);
        await office.PostTextAsync(Reading(805, 1000)).ExpectAsync(HttpStatusCode.Created);

        var rows = (await office.GetFromJsonAsync<JsonArray>($"/api/v1/plans/{BoardServer.Plan}/indicators/1a/readings"))!;
        Assert.Equal(["2023-10-31#2 805", "2023-09-30#1 700", "2023-10-31#1 800"], rows.Select(row => $"{row!["asOf"]}#{row["revision"]} {row["numerator"]}"));
        Assert.Equal(
            ["id", "unit", "asOf", "revision", "numerator", "denominator", "value", "state", "by", "at", "note", "source"],
            rows[0]!.AsObject().Select(field => field.Key));
        Assert.Equal(("provisional", "Secretariat", "api"), ((string?)rows[0]!["state"], ((string?)rows[0]!["by"])?.Trim(), (string?)rows[0]!["source"]));
        Assert.Equal("<b>đầu</b>", (string?)rows[2]!["note"]);
        Assert.Equal(new DateTimeOffset(2023, 11, 24, 8, 0, 0, TimeSpan.FromHours(7)), (DateTimeOffset)rows[0]!["at"]!);
    }

    [Fact]
    public async Task Readings_HideWhoAndWhy_FromWhoIsNotSignedIn()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.PostTextAsync(Reading(800, 1000, ",\"note\":\"secret\"")).ExpectAsync(HttpStatusCode.Created);

        var text = await server.Anonymous.GetStringAsync($"/api/v1/plans/{BoardServer.Plan}/indicators/1a/readings");
        Assert.DoesNotContain("secret", text);
        Assert.DoesNotContain("Secretariat", text);
    }

    [Fact]
    public async Task Post_KeepsThePlacesOfMoney()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.PostTextAsync("""{"indicator":"3d","unit":"ktht","asOf":"2023-10-31","numerator":12.3456,"denominator":100000000000000}""").ExpectAsync(HttpStatusCode.Created);

        var row = (await office.GetFromJsonAsync<JsonArray>($"/api/v1/plans/{BoardServer.Plan}/indicators/3d/readings"))!.Single()!;
        Assert.Equal((12.3456m, 100_000_000_000_000m), ((decimal)row["numerator"]!, (decimal)row["denominator"]!));
    }

    [Fact]
    public async Task Post_TakesTheRegisteredDenominator_WhenItIsLeftOut()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await server.ImportAsync(SeedPlan.WithPopulation("dak-ru", 1000));

        await office.PostTextAsync("""{"indicator":"1a","unit":"dak-ru","asOf":"2023-10-31","numerator":790}""").ExpectAsync(HttpStatusCode.Created);
        await office.PostTextAsync(Reading(800, 1000)).ExpectAsync(HttpStatusCode.Created);
        var rows = (await office.GetFromJsonAsync<JsonArray>($"/api/v1/plans/{BoardServer.Plan}/indicators/1a/readings"))!;
        Assert.Equal([1000m, 1000m], rows.Select(row => (decimal)row!["denominator"]!));
    }

    [Fact]
    public async Task Post_TakesASingleValue_OfACount()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await server.ImportAsync(System.Text.Encoding.UTF8.GetBytes(SamplePlan.Json));
        var receipt = await office.PostTextAsync("""{"indicator":"2a","unit":"ca","asOf":"2023-10-31","value":7}""", plan: "sample-2023").ExpectAsync(HttpStatusCode.Created);

        await server.ReachAsync((long)receipt["version"]!);
        var row = (await office.GetFromJsonAsync<JsonArray>("/api/v1/plans/sample-2023/indicators/2a/readings"))!.Single()!;
        Assert.Equal((7m, null, 7m), ((decimal)row["numerator"]!, row["denominator"], (decimal)row["value"]!));
    }

    [Theory]
    [InlineData(701, 1000, "jump", "numerator")]
    [InlineData(299, 1000, "jump", "numerator")]
    [InlineData(5000, 10000, "scale-slip", "denominator")]
    [InlineData(4750, 9500, "scale-slip", "numerator")]
    [InlineData(5, 10, "scale-slip", "numerator")]
    [InlineData(50000, 100000, "scale-slip", "denominator")]
    public async Task Post_StoresAnOddFigure_OnlyWhenConfirmed(decimal numerator, decimal denominator, string code, string field)
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.PostTextAsync(Reading(500, 1000, asOf: "2023-09-30")).ExpectAsync(HttpStatusCode.Created);
        var before = Sql.Counts(server.Database);

        foreach (var unconfirmed in (string[])["", ",\"confirm\":false", ",\"confirm\":null"])
        {
            var problem = await office.PostTextAsync(Reading(numerator, denominator, unconfirmed), key: "k").ExpectProblemAsync(422, "needs-confirmation");
            Assert.Contains(problem["warnings"]!.AsArray(), warning => (string?)warning!["code"] == code && (string?)warning["field"] == field);
        }
        Assert.Equal(before, Sql.Counts(server.Database));

        var receipt = await office.PostTextAsync(Reading(numerator, denominator, ",\"confirm\":true"), key: "k").ExpectAsync(HttpStatusCode.Created);
        Assert.Contains(receipt["warnings"]!.AsArray(), warning => (string?)warning!["code"] == code);
        var retry = await office.PostTextAsync(Reading(numerator, denominator, ",\"confirm\":true"), key: "k").ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(receipt.ToJsonString(), retry.ToJsonString());
    }

    [Theory]
    [InlineData(700, 1000)]
    [InlineData(300, 1000)]
    [InlineData(4745, 9490)]
    [InlineData(500, 1000)]
    public async Task Post_StoresWithoutAsking_WhenTheChangeIsOrdinary(decimal numerator, decimal denominator)
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.PostTextAsync(Reading(500, 1000, asOf: "2023-09-30")).ExpectAsync(HttpStatusCode.Created);
        var receipt = await office.PostTextAsync(Reading(numerator, denominator)).ExpectAsync(HttpStatusCode.Created);
        Assert.Empty(receipt["warnings"]!.AsArray());
    }

    [Fact]
    public async Task Post_ComparesWithTheFigureBefore_NotWithALaterOne()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.PostTextAsync(Reading(900, 1000, asOf: "2023-10-31")).ExpectAsync(HttpStatusCode.Created);
        await office.PostTextAsync(Reading(100, 1000, asOf: "2023-06-30")).ExpectAsync(HttpStatusCode.Created);
        await office.PostTextAsync(Reading(899, 1000, asOf: "2023-10-31")).ExpectAsync(HttpStatusCode.Created);
        await office.PostTextAsync(Reading(899, 1000, asOf: "2023-07-31")).ExpectProblemAsync(422, "needs-confirmation");
    }

    [Fact]
    public async Task Post_TakesToday_UpToTheLastMinuteOfThePlansDay()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        server.Clock.SetUtcNow(new DateTimeOffset(2023, 11, 24, 23, 59, 59, TimeSpan.FromHours(7)));
        await office.PostTextAsync(Reading(800, 1000, asOf: "2023-11-25")).ExpectProblemAsync(422, "refused");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await office.PostTextAsync(Reading(800, 1000, asOf: "2023-11-25")).ExpectAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("vi", "Nội dung chưa được ghi", "Tử số 1.001 lớn hơn mẫu số 1.000.")]
    [InlineData("en", "Nothing was recorded", "The numerator 1,001 is greater than the denominator 1,000.")]
    [InlineData("fr,en;q=0.5", "Nothing was recorded", "The numerator 1,001 is greater than the denominator 1,000.")]
    [InlineData("fr", "Nội dung chưa được ghi", "Tử số 1.001 lớn hơn mẫu số 1.000.")]
    [InlineData("", "Nội dung chưa được ghi", "Tử số 1.001 lớn hơn mẫu số 1.000.")]
    public async Task Refusals_SpeakTheLanguageOfTheRequest(string language, string title, string message)
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        if (language.Length > 0) office.DefaultRequestHeaders.Add("Accept-Language", language);
        var problem = await office.PostTextAsync(Reading(1001, 1000)).ExpectProblemAsync(422, "refused");
        Assert.StartsWith(title, (string?)problem["title"], StringComparison.Ordinal);
        Assert.Equal(message, (string?)problem["errors"]!["numerator"]![0]!["message"]);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"}],\"code\":\"x")]
    [InlineData("{0} {1} %n %s")]
    [InlineData("\u202Eevil\u2028\uFEFF")]
    [InlineData("😀 Đắk R’lấp")]
    public async Task HostileText_ComesBackAsText(string text)
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        office.DefaultRequestHeaders.Add("Accept-Language", "en");
        var problem = await BoardServer.PostAsync(office, new { indicator = text, unit = "dak-ru", asOf = "2023-10-31", numerator = 1, denominator = 2 })
            .ExpectProblemAsync(422, "refused");
        Assert.Equal($"The plan has no indicator “{text}”.", (string?)problem["errors"]!["indicator"]![0]!["message"]);

        var note = new { indicator = "1a", unit = "dak-ru", asOf = "2023-10-31", numerator = 1, denominator = 2, note = text };
        await BoardServer.PostAsync(office, note).ExpectAsync(HttpStatusCode.Created);
        using var answer = await office.GetAsync($"/api/v1/plans/{BoardServer.Plan}/indicators/1a/readings");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(text, (string?)(await answer.JsonAsync())[0]!["note"]);
    }
}
