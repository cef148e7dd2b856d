using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Assignments;

public sealed class RecordProgressTests
{
    private static string Address(string code) => $"/api/v1/plans/{BoardServer.Plan}/assignments/{code}/progress";

    [Fact]
    public async Task Progress_IsAddedAndShown_TheNewestFirst()
    {
        await using var server = await BoardServer.StartAsync();
        using var lead = await server.ClientAsync(Role.Reporter, "vhtt");
        using var office = await server.ClientAsync(Role.Secretariat);
        await lead.PostAsJsonAsync(Address("1"), new { status = "in-progress", percent = 40, note = "đã họp" }).ExpectAsync(HttpStatusCode.Created);
        var answer = await office.PostAsJsonAsync(Address("1"), new { status = "done" }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(("done", 100m, "Secretariat"), ((string?)answer["status"], (decimal)answer["percent"]!, (string?)answer["reportedBy"]));
        var shown = await FindAsync(lead, "1");
        Assert.Equal(answer.ToJsonString(), shown.ToJsonString());
        Assert.Equal([("done", null, null), ("in-progress", "đã họp", "vhtt")],
            shown["evidence"]!.AsArray().Select(entry => ((string?)entry!["status"], (string?)entry["note"], (string?)entry["unit"])));
        Assert.Equal((false, false), ((bool)shown["late"]!, (bool)shown["doneLate"]!));

        // Nobody's names and words for those who are not signed in.
        var open = await FindAsync(server.Anonymous, "1");
        Assert.Equal(("done", null, null), ((string?)open["status"], (string?)open["reportedBy"], (string?)open["evidence"]![1]!["note"]));
        Assert.DoesNotContain("Secretariat", open.ToJsonString());
        Assert.Equal(2, Sql.Number(server.Database, "SELECT count(*) FROM \"Audit\" WHERE \"Action\" = 'assignment.progress'"));
    }

    [Fact]
    public async Task TheSameTwice_IsSaidOnce_AndOnAnotherDayAgain()
    {
        await using var server = await BoardServer.StartAsync();
        using var lead = await server.ClientAsync(Role.Reporter, "vhtt");
        foreach (var (percent, entries) in new[] { (40, 1), (40, 1), (41, 2), (40, 3) })
        {
            await lead.PostAsJsonAsync(Address("1"), new { status = "in-progress", percent, note = "đã họp" }).ExpectAsync(HttpStatusCode.Created);
            Assert.Equal((entries, entries), Entries(server));
        }
        server.Clock.Advance(TimeSpan.FromDays(1));
        await lead.PostAsJsonAsync(Address("1"), new { status = "in-progress", percent = 40, note = "đã họp" }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal((4, 4), Entries(server));
    }

    [Fact]
    public async Task AReportHandedInAgain_RepeatsNothingThatItSaidBefore()
    {
        await using var server = await BoardServer.StartAsync();
        using var lead = await server.ClientAsync(Role.Reporter, "nnptnt");
        using var office = await server.ClientAsync(Role.Secretariat);
        var code = (string)(await lead.ReportAsync(unit: "nnptnt"))["leads"]![0]!;
        foreach (var (percent, entries) in new[] { (30, 1), (30, 1), (35, 2), (35, 2) })
        {
            await lead.HandInAsync(Draft(percent), unit: "nnptnt");
            Assert.Equal(entries, Entries(server).Rows);
            await office.CallAsync("return", new { reason = "xem lại", dueBefore = "2023-12-20" }, unit: "nnptnt").ExpectAsync(HttpStatusCode.OK);
            server.Clock.Advance(TimeSpan.FromDays(1));
        }
        // Another report says for its own period how it stands.
        await lead.HandInAsync(Draft(35), "2023", "nnptnt");
        Assert.Equal(3, Entries(server).Rows);

        JsonObject Draft(int percent) =>
            new() { ["progress"] = new JsonArray(new JsonObject { ["assignment"] = code, ["status"] = "in-progress", ["percent"] = percent, ["note"] = "đang làm" }) };
    }

    private static (int Rows, int Audited) Entries(BoardServer server) => (
        (int)Sql.Number(server.Database, "SELECT count(*) FROM \"AssignmentProgress\""),
        (int)Sql.Number(server.Database, "SELECT count(*) FROM \"Audit\" WHERE \"Action\" = 'assignment.progress'"));

    [Fact]
    public async Task AReport_SaysHowItsAssignmentsGo()
    {
        await using var server = await BoardServer.StartAsync();
        using var lead = await server.ClientAsync(Role.Reporter, "nnptnt");
        var report = await lead.ReportAsync(unit: "nnptnt");
        var code = (string)report["leads"]![0]!;
        var draft = new JsonObject { ["progress"] = new JsonArray(new JsonObject { ["assignment"] = code, ["status"] = "in-progress", ["percent"] = 30, ["note"] = "đang làm" }) };
        await lead.HandInAsync(draft, unit: "nnptnt");
        var shown = await FindAsync(lead, code);
        Assert.Equal(("in-progress", 30m, "đang làm"), ((string?)shown["status"], (decimal)shown["percent"]!, (string?)shown["evidence"]![0]!["note"]));
        // Without a status it is not finished.
        await lead.PutReportAsync(new JsonObject { ["progress"] = new JsonArray(new JsonObject { ["assignment"] = code, ["percent"] = 30 }) }, "2023", "nnptnt").ExpectAsync(HttpStatusCode.OK);
        var problem = await lead.CallAsync("submit", null, "2023", "nnptnt").ExpectProblemAsync(422, "refused-report");
        Assert.Equal("missing", (string?)problem["errors"]!["progress[0].status"]![0]!["code"]);
    }

    [Fact]
    public async Task OnlyLeads_AndTheSecretariat_SayHowItGoes()
    {
        await using var server = await BoardServer.StartAsync();
        var counts = "";
        foreach (var (role, unit, status) in new (Role?, string?, int)[]
        {
            (null, null, 401), (Role.Viewer, null, 403), (Role.Committee, null, 403), (Role.Reporter, "dak-ru", 404), (Role.Reporter, "vhtt", 201), (Role.Admin, null, 201),
        })
        {
            using var client = role is { } known ? await server.ClientAsync(known, unit) : new HttpClient { BaseAddress = new(server.Url) };
            counts = Sql.Counts(server.Database);
            using var answer = await client.PostAsJsonAsync(Address("1"), new { status = "in-progress" });
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(status == 201, counts != Sql.Counts(server.Database));
        }
    }

    [Theory]
    [InlineData("1", "{}", 422)]
    [InlineData("1", """{"status":"finished"}""", 422)]
    [InlineData("1", """{"status":"3"}""", 422)]
    [InlineData("1", """{"status":"done","percent":50}""", 422)]
    [InlineData("1", """{"status":"in-progress","percent":-1}""", 422)]
    [InlineData("1", """{"status":"in-progress","percent":100.5}""", 422)]
    [InlineData("1", """{"status":"in-progress","percent":0.00001}""", 422)]
    [InlineData("1", """{"status":"in-progress","note":"\u0000"}""", 422)]
    [InlineData("1", """{"status":1}""", 400)]
    [InlineData("1", """{"status":"done","percent":"100"}""", 400)]
    [InlineData("1", """{"status":"done","extra":1}""", 400)]
    [InlineData("1", "", 400)]
    [InlineData("99", """{"status":"done"}""", 404)]
    public async Task BadInput_IsRefused_AndNothingIsStored(string code, string body, int status)
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var counts = Sql.Counts(server.Database);
        using var answer = await office.PostAsync(Address(code), new StringContent(body, null, "application/json"));
        Assert.True((int)answer.StatusCode == status, await answer.Content.ReadAsStringAsync());
        Assert.Equal(counts, Sql.Counts(server.Database));
    }

    private static async Task<JsonNode> FindAsync(HttpClient client, string code) =>
        (await client.GetFromJsonAsync<JsonArray>($"/api/v1/plans/{BoardServer.Plan}/assignments"))!.Single(one => (string?)one!["code"] == code)!;
}
