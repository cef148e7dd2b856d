using System.Net;
using Board.Tests.Plans;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Indicators;

/// <summary>Bad input gets a clear answer and changes nothing.</summary>
public sealed class ReadingsInputTests(ReadingsInputTests.Fixture fixture) : IClassFixture<ReadingsInputTests.Fixture>
{
    private const string Registered = "registered-2023";
    private const string Sample = "sample-2023";

    public sealed class Fixture : IAsyncLifetime
    {
        public BoardServer Server { get; private set; } = null!;
        public HttpClient Office { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Server = await BoardServer.StartAsync();
            await Server.ImportAsync(SeedPlan.WithPopulation("dak-ru", 1000, Registered));
            await Server.ImportAsync(System.Text.Encoding.UTF8.GetBytes(SamplePlan.Json));
            Office = await Server.ClientAsync(Role.Secretariat);
        }

        public async Task DisposeAsync()
        {
            Office.Dispose();
            await Server.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(BadReadings.Refused), MemberType = typeof(BadReadings))]
    public Task Post_RefusesAndStoresNothing_WhenARuleIsBroken(string body, string field, string code) => UnchangedAsync(async () =>
    {
        var problem = await fixture.Office.PostTextAsync(body).ExpectProblemAsync(422, "refused");
        var errors = problem["errors"]![field]!.AsArray();
        Assert.Contains(errors, error => (string?)error!["code"] == code && (string?)error["message"] != code && (string?)error["field"] == field);
    });

    [Theory]
    [MemberData(nameof(BadReadings.Malformed), MemberType = typeof(BadReadings))]
    public Task Post_RefusesAndStoresNothing_WhenTheBodyIsMalformed(string name) => UnchangedAsync(async () =>
    {
        using var answer = await fixture.Office.PostTextAsync(BadReadings.MalformedBody(name));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains((string?)(await answer.JsonAsync())["code"], (string[])["malformed", "bad-request"]);
        Assert.DoesNotContain("Exception", text);
    });

    [Fact]
    public Task Post_RefusesAndStoresNothing_WhenTheBodyIsNotUtf8() =>
        UnchangedAsync(() => fixture.Office.PostBytesAsync(BadReadings.NotUtf8).ExpectProblemAsync(400, "malformed"));

    [Fact]
    public Task Post_RefusesAndStoresNothing_WhenTheBodyHas100Kilobytes() => UnchangedAsync(() =>
        fixture.Office.PostTextAsync(Answers.GoodReading + new string(' ', 100 * 1024)).ExpectProblemAsync(413, "too-large-body"));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/xml")]
    [InlineData("garbage")]
    [InlineData("application/json; charset=zzz")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData(null)]
    public Task Post_RefusesAndStoresNothing_WhenTheBodyIsNotSentAsJson(string? type) =>
        UnchangedAsync(() => fixture.Office.PostTextAsync(Answers.GoodReading, type: type).ExpectProblemAsync(415, "not-json-body"));

    [Fact]
    public Task Post_SaysEverythingThatIsWrong_AtOnce() => UnchangedAsync(async () =>
    {
        var problem = await fixture.Office
            .PostTextAsync("""{"indicator":"1a","unit":"nowhere","asOf":"2024-01-01","numerator":-1,"denominator":0,"value":3,"note":"\u0001"}""")
            .ExpectProblemAsync(422, "refused");
        Assert.Equal(["asOf", "denominator", "note", "numerator", "unit", "value"], problem["errors"]!.AsObject().Select(error => error.Key).Order());
    });

    [Theory]
    [InlineData("no-such-plan")]
    [InlineData("DAK-RLAP-2023")]
    [InlineData("..%2Fdak-rlap-2023")]
    [InlineData("%27%20OR%201=1")]
    [InlineData("%ED%A0%80")]
    public Task Post_IsNotFound_WhenThereIsNoSuchPlan(string plan) =>
        UnchangedAsync(() => fixture.Office.PostTextAsync(Answers.GoodReading, plan: plan).ExpectProblemAsync(404, "not-found"));

    [Fact]
    public Task Post_RefusesAnotherDenominator_WhenTheRegisterKnowsIt() => UnchangedAsync(async () =>
    {
        var problem = await fixture.Office.PostTextAsync(Answers.GoodReading.Replace("1000", "1001"), plan: Registered).ExpectProblemAsync(422, "refused");
        Assert.Equal("denominator-differs", (string?)problem["errors"]!["denominator"]![0]!["code"]);
    });

    [Fact]
    public Task Post_StillChecksTheNumerator_WhenTheRegisterGivesTheDenominator() => UnchangedAsync(async () =>
    {
        var problem = await fixture.Office
            .PostTextAsync("""{"indicator":"1a","unit":"dak-ru","asOf":"2023-10-31","numerator":1001}""", plan: Registered).ExpectProblemAsync(422, "refused");
        Assert.Equal("numerator-over-denominator", (string?)problem["errors"]!["numerator"]![0]!["code"]);
    });

    [Theory]
    [InlineData("1e15")]
    [InlineData("0.5")]
    public Task Post_Refuses_WhenTheRegisteredDenominatorCanNotBeStored(string value) => UnchangedAsync(async () =>
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var registered = decimal.Parse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);
        var import = await server.ImportAsync(SeedPlan.WithPopulation("dak-ru", registered));
        Assert.Empty(import.Faults);
        await office.PostTextAsync("""{"indicator":"1a","unit":"dak-ru","asOf":"2023-10-31","numerator":0}""").ExpectProblemAsync(422, "refused");
    });

    [Theory]
    [InlineData("""{"indicator":"2a","unit":"ca","asOf":"2023-10-31","numerator":1,"denominator":2}""", "numerator", "not-a-share")]
    [InlineData("""{"indicator":"2a","unit":"ca","asOf":"2023-10-31","value":1,"denominator":2}""", "denominator", "not-a-share")]
    [InlineData("""{"indicator":"2a","unit":"ca","asOf":"2023-10-31"}""", "value", "missing")]
    [InlineData("""{"indicator":"2a","unit":"ca","asOf":"2023-10-31","value":1.5}""", "value", "not-whole")]
    [InlineData("""{"indicator":"2a","unit":"ca","asOf":"2023-10-31","value":-1}""", "value", "negative")]
    public Task Post_Refuses_WhenACountIsNotASingleWholeNumber(string body, string field, string code) => UnchangedAsync(async () =>
    {
        var problem = await fixture.Office.PostTextAsync(body, plan: Sample).ExpectProblemAsync(422, "refused");
        Assert.Equal(code, (string?)problem["errors"]![field]![0]!["code"]);
    });

    private async Task UnchangedAsync(Func<Task> post)
    {
        var before = Sql.Counts(fixture.Server.Database);
        await post();
        Assert.Equal(before, Sql.Counts(fixture.Server.Database));
    }
}
