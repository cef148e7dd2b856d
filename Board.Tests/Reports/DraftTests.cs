using System.Net;
using System.Text.Json.Nodes;
using Board.Domain.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Reports;

namespace Board.Tests.Reports;

public sealed class DraftTests(DraftTests.Fixture fixture) : IClassFixture<DraftTests.Fixture>
{
    public sealed class Fixture : IAsyncLifetime
    {
        public BoardServer Server { get; private set; } = null!;
        public HttpClient Office { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Server = await BoardServer.StartAsync();
            Office = await Server.ClientAsync(Role.Secretariat);
        }

        public async Task DisposeAsync()
        {
            Office.Dispose();
            await Server.DisposeAsync();
        }
    }

    [Fact]
    public async Task AStaleVersion_GetsTheOthersContent_AndStoresNothing()
    {
        using var unit = await fixture.Server.ClientAsync(Role.Reporter, "dak-wer");
        await unit.PutTextAsync("""{"version":0,"difficulties":"của xã"}""", unit: "dak-wer").ExpectAsync(HttpStatusCode.OK);
        var counts = Sql.Counts(fixture.Server.Database);
        foreach (var version in new[] { 0, 2, -1, int.MaxValue })
        {
            var problem = await fixture.Office.PutTextAsync($$"""{"version":{{version}},"difficulties":"của cơ quan"}""", unit: "dak-wer").ExpectProblemAsync(409, "version-conflict");
            var theirs = problem["current"]!;
            Assert.Equal((1, "của xã", "Reporter dak-wer"), ((int)theirs["version"]!, (string?)theirs["difficulties"], (string?)theirs["savedBy"]));
            Assert.NotNull(theirs["savedAt"]);
        }
        // Whoever never heard the answer may send the same again.
        Assert.Equal(1, (int)(await unit.PutTextAsync("""{"version":0,"difficulties":"của xã"}""", unit: "dak-wer").ExpectAsync(HttpStatusCode.OK))["version"]!);
        Assert.Equal(counts, Sql.Counts(fixture.Server.Database));
        Assert.Equal(2, (int)(await fixture.Office.PutTextAsync("""{"version":1,"difficulties":"của cơ quan"}""", unit: "dak-wer").ExpectAsync(HttpStatusCode.OK))["version"]!);
    }

    [Fact]
    public async Task ASaveThatChangesNothing_LeavesTheDraftAsItIs()
    {
        var text = """{"version":0,"difficulties":"như cũ"}""";
        await fixture.Office.PutTextAsync(text, period: "2023-Q2", unit: "kien-duc").ExpectAsync(HttpStatusCode.OK);
        var before = Row();
        using var unit = await fixture.Server.ClientAsync(Role.Reporter, "kien-duc");
        var again = await unit.PutTextAsync("""{"version":1,"difficulties":"như cũ"}""", period: "2023-Q2", unit: "kien-duc").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((1, "Secretariat"), ((int)again["version"]!, (string?)again["savedBy"]));
        Assert.Equal(before, Row());
        // Times are told on the plan's clock.
        Assert.EndsWith("+07:00", (string?)again["savedAt"], StringComparison.Ordinal);

        string Row() => Sql.Text(fixture.Server.Database, "SELECT \"Version\" || \"Draft\" || \"Stamps\" || \"SavedAt\" FROM \"Reports\" WHERE \"Unit\" = 'kien-duc' AND \"Period\" = '2023-Q2'");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public async Task AVersionOfAReportThatNobodyBegan_IsAConflict_WithNothingInIt(int version)
    {
        var problem = await fixture.Office.PutTextAsync($$"""{"version":{{version}},"difficulties":"của cơ quan"}""", unit: "ttyt", period: "2023").ExpectProblemAsync(409, "version-conflict");
        Assert.Equal((0, ""), ((int)problem["current"]!["version"]!, (string?)problem["current"]!["difficulties"] ?? ""));
    }

    [Fact]
    public async Task TwentySavesAtOnce_OfOneVersion_AreOneSave()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            fixture.Office.PutTextAsync($$"""{"version":0,"difficulties":"số {{number}}"}""", unit: "nhan-co")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Edits_OfDifferentFields_AreBothKept_AndOfTheSame_BothShown()
    {
        var (save, one, two) = (fixture.Server.Part<SaveDraft>(), await ActorAsync("kien-duc"), Actor.Console);
        Task<SaveDraft.Result> EditAsync(Actor actor, params FieldEdit[] edits) =>
            save.ExecuteAsync(actor, new(BoardServer.Plan, "2023-Q4", "kien-duc", new SaveDraft.Change.Fields(edits)));

        var first = Assert.IsType<SaveDraft.Result.Saved>(await EditAsync(one, new(ReportField.Difficulties, "", "khó"), new(ReportField.Reading("1a", "numerator"), "", "1.234")));
        Assert.Equal((1, 1234m), (first.Draft.Version, first.Draft.Content.Readings[0].Numerator));
        var second = Assert.IsType<SaveDraft.Result.Saved>(await EditAsync(two, new(ReportField.Proposals, "", "đề xuất"), new(ReportField.Difficulties, "", "khác")));
        Assert.Equal((2, "khó", "đề xuất"), (second.Draft.Version, second.Draft.Content.Difficulties, second.Draft.Content.Proposals));
        var conflict = Assert.Single(second.Conflicts);
        Assert.Equal((ReportField.Difficulties, "khó", "khác", "Reporter kien-duc"), (conflict.Field, conflict.Theirs, conflict.Yours, conflict.By));
        // Having seen it, they may overwrite it.
        var third = Assert.IsType<SaveDraft.Result.Saved>(await EditAsync(two, new FieldEdit(ReportField.Difficulties, "khó", "cả hai")));
        Assert.Equal((3, "cả hai", 0), (third.Draft.Version, third.Draft.Content.Difficulties, third.Conflicts.Count));
        // The same number in other words is no conflict, and nothing new.
        var same = Assert.IsType<SaveDraft.Result.Saved>(await EditAsync(two, new FieldEdit(ReportField.Reading("1a", "numerator"), "", "1234")));
        Assert.Equal((3, 0), (same.Draft.Version, same.Conflicts.Count));
    }

    [Fact]
    public async Task AnEdit_IsRefused_ByTheFieldsName()
    {
        var save = fixture.Server.Part<SaveDraft>();
        foreach (var (field, text, code) in new[]
        {
            (ReportField.Difficulties, new string('a', 20_001), "too-long"), (ReportField.Reading("9z", "note"), "a", "unknown-indicator"),
            (ReportField.Reading("2a", "note"), "a", "unit-not-expected"), (ReportField.Progress("1", "note"), "a", "unit-not-leading"),
            (ReportField.Progress("99", "note"), "a", "unknown-assignment"), (ReportField.Reading("1a", "note"), "a\u0000", "control-characters"),
            (ReportField.Reading("1a", "numerator"), new string('1', 101), "too-long"),
        })
        {
            var refused = Assert.IsType<SaveDraft.Result.Refused>(await save.ExecuteAsync(
                Actor.Console, new(BoardServer.Plan, "2023-Q4", "quang-tin", new SaveDraft.Change.Fields([new(ReportField.Proposals, "", "tốt"), new(field, "", text)]))));
            Assert.Equal((field.ToString(), code), (Assert.Single(refused.Rejections).Field, refused.Rejections[0].Code));
        }
        Assert.Equal(0, (int)(await fixture.Office.ReportAsync(unit: "quang-tin"))["version"]!);
    }

    private static string Text(int length) => new('a', length);

    public static TheoryData<string, string, string> Refused => new()
    {
        { $$"""{"difficulties":"{{Text(20_001)}}"}""", "difficulties", "too-long" },
        { """{"proposals":"a\u0000"}""", "proposals", "control-characters" },
        { """{"readings":[null]}""", "readings[0]", "missing" },
        { """{"readings":[{"indicator":""}]}""", "readings[0].indicator", "missing" },
        { """{"readings":[{"numerator":1}]}""", "readings[0].indicator", "missing" },
        { """{"readings":[{"indicator":"9z"}]}""", "readings[0].indicator", "unknown-indicator" },
        { """{"readings":[{"indicator":"2a","numerator":1}]}""", "readings[0].indicator", "unit-not-expected" },
        { """{"readings":[{"indicator":"1a","numerator":1},{"indicator":"1a","numerator":2}]}""", "readings[1].indicator", "duplicate-reference" },
        { $$"""{"readings":[{"indicator":"1a","note":"{{Text(2001)}}"}]}""", "readings[0].note", "too-long" },
        { """{"readings":[{"indicator":"1a","typed":{"numerator":"LONG"}}]}""".Replace("LONG", Text(101)), "readings[0].numerator", "too-long" },
        { $$"""{"unchanged":[{"indicator":"1a","reason":"{{Text(2001)}}"}]}""", "unchanged[0].reason", "too-long" },
        { """{"unchanged":[null]}""", "unchanged[0]", "missing" },
        { """{"progress":[{"assignment":"1","status":"done"}]}""", "progress[0].assignment", "unit-not-leading" },
        { """{"progress":[{"assignment":"99"}]}""", "progress[0].assignment", "unknown-assignment" },
        { """{"progress":[{"assignment":"1","status":"finished"}]}""", "progress[0].status", "unknown-status" },
        { """{"progress":[{"assignment":"1","status":"1"}]}""", "progress[0].status", "unknown-status" },
        { $$"""{"readings":[{{string.Join(',', Enumerable.Repeat("""{"indicator":"1a"}""", 201))}}]}""", "readings", "too-many-entries" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task ADraft_IsRefused_AndNothingIsStored(string body, string field, string code)
    {
        var counts = Sql.Counts(fixture.Server.Database);
        var problem = await fixture.Office.PutTextAsync(body, unit: "dak-sin").ExpectProblemAsync(422, "refused-draft");
        Assert.Contains(problem["errors"]![field]!.AsArray(), error => (string?)error!["code"] == code && (string?)error["message"] != code);
        Assert.Equal(counts, Sql.Counts(fixture.Server.Database));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"version":"1"}""")]
    [InlineData("""{"version":1.5}""")]
    [InlineData("""{"version":99999999999}""")]
    [InlineData("""{"version":0,"version":1}""")]
    [InlineData("""{"extra":1}""")]
    [InlineData("""{"readings":{}}""")]
    [InlineData("""{"readings":[{"indicator":"1a","numerator":"1.234"}]}""")]
    [InlineData("""{"readings":[{"indicator":"1a","numerator":1e400}]}""")]
    [InlineData("""{"readings":[{"indicator":"1a","asOf":"31/10/2023"}]}""")]
    [InlineData("""{"difficulties":1}""")]
    [InlineData("""{"difficulties":"\ud800"}""")]
    public async Task AMalformedDraft_IsRefused_AndNothingIsStored(string body)
    {
        var counts = Sql.Counts(fixture.Server.Database);
        using var answer = await fixture.Office.PutTextAsync(body, unit: "dak-sin");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(counts, Sql.Counts(fixture.Server.Database));
    }

    [Theory]
    [InlineData("submit", "[]")]
    [InlineData("submit", """{"confirm":"yes"}""")]
    [InlineData("return", "")]
    [InlineData("return", """{"reason":1}""")]
    [InlineData("return", """{"reason":"x","dueBefore":"mai"}""")]
    public async Task AMalformedCall_IsRefused(string call, string body)
    {
        using var answer = await fixture.Office.PostAsync(ReportCalls.Address(call: "/" + call), new StringContent(body, null, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task AHugeNumber_IsKept_AndRefusedWhenHandedIn()
    {
        var draft = ReportCalls.Whole();
        draft["readings"]![0]!["numerator"] = JsonNode.Parse("79228162514264337593543950335");
        draft["readings"]![1]!["numerator"] = JsonNode.Parse("-0.0000000000000000000000000001");
        var saved = await fixture.Office.PutReportAsync(draft, unit: "hung-binh").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal("79228162514264337593543950335", saved["readings"]![0]!["numerator"]!.ToJsonString());
        var errors = (await fixture.Office.CallAsync("submit", unit: "hung-binh").ExpectProblemAsync(422, "refused-report"))["errors"]!;
        Assert.Equal(("too-large", "negative"), ((string?)errors["readings[0].numerator"]![0]!["code"], (string?)errors["readings[1].numerator"]![0]!["code"]));
    }

    private async Task<Actor> ActorAsync(string unit)
    {
        using var client = await fixture.Server.ClientAsync(Role.Reporter, unit);
        return new(ActorKind.Token, Sql.Number(fixture.Server.Database, "SELECT max(\"Id\") FROM \"Tokens\""));
    }
}
