using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Meetings;

/// <summary>Meetings and directives over HTTP, and what the database itself refuses.</summary>
public sealed class MeetingLifecycleTests
{
    private const string Plan = $"/api/v1/plans/{BoardServer.Plan}";

    [Fact]
    public async Task AMeeting_IsHeld_AndItsRecordStaysAsItWas()
    {
        await using var server = await BoardServer.StartAsync();
        using var chair = await server.ClientAsync(Role.Committee);
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 701, denominator: 999);
        var id = (long)(await OpenAsync(chair))["id"]!;
        await Post(office, "/meetings", new { kind = "plenary", title = "Khác" }).ExpectProblemAsync(409, "meeting-is-open");
        Assert.Equal(1, (int)(await DirectAsync(chair, id))["number"]!);
        var closed = await Post(chair, $"/meetings/{id}/close", new { }).ExpectAsync(HttpStatusCode.OK);
        await Post(office, $"/meetings/{id}/close", new { }).ExpectProblemAsync(409, "meeting-is-closed");
        await Post(chair, "/directives", Directive(id)).ExpectProblemAsync(409, "meeting-is-closed");

        // Exact, however long its tail.
        var figure = closed["record"]!["indicators"]!.AsArray().Single(one => (string?)one!["code"] == "1a")!;
        Assert.Equal(701m / 999m * 100m, (decimal)figure["value"]!, 20);
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 650, denominator: 999);
        await Post(office, "/directives/1/steps", new { state = "done" }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(closed["record"]!.ToJsonString(), (await chair.GetFromJsonAsync<JsonNode>($"{Plan}/meetings/{id}"))!["record"]!.ToJsonString());
        Assert.Equal(["closed"], (await chair.GetFromJsonAsync<JsonArray>(Plan + "/meetings"))!.Select(one => (string)one!["state"]!));
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);
    }

    [Fact]
    public async Task ADirective_IsReportedByItsUnit_AndConfirmedOrSentBackByTheOffice()
    {
        await using var server = await BoardServer.StartAsync();
        using var chair = await server.ClientAsync(Role.Committee);
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        using var other = await server.ClientAsync(Role.Reporter, "dak-sin");
        await DirectAsync(chair, null);
        await Post(unit, "/directives/1/steps", new { state = "done" }).ExpectProblemAsync(422, "refused");
        Assert.Equal("reported", (string?)(await Post(unit, "/directives/1/steps", new { state = "done", note = "Đã xong" }).ExpectAsync(HttpStatusCode.Created))["state"]);
        await Post(unit, "/directives/1/steps", new { state = "cancelled", note = "Thôi" }).ExpectProblemAsync(403, "not-allowed");
        await Post(other, "/directives/1/steps", new { state = "done", note = "Đã xong" }).ExpectProblemAsync(404, "not-found");
        Assert.Empty((await other.GetFromJsonAsync<JsonArray>(Plan + "/directives"))!);
        await Post(chair, "/directives/1/steps", new { state = "open", note = "Chưa đủ" }).ExpectAsync(HttpStatusCode.Created);
        await Post(chair, "/directives/1/steps", new { state = "done" }).ExpectAsync(HttpStatusCode.Created);
        await Post(chair, "/directives/1/steps", new { state = "cancelled", note = "Thôi" }).ExpectProblemAsync(422, "refused");
        var known = Assert.Single((await unit.GetFromJsonAsync<JsonArray>(Plan + "/directives"))!)!;
        Assert.Equal("reported open done", string.Join(' ', known["history"]!.AsArray().Select(one => (string)one!["state"]!)));
        Assert.Equal("done", (string?)known["state"]);
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);
    }

    [Theory]
    [InlineData("""{"text":"x","unit":"nowhere","due":"2023-12-01"}""")]
    [InlineData("""{"text":"x","unit":"dak-ru","due":"2023-11-23"}""")]
    [InlineData("""{"text":" ","unit":"dak-ru","due":"2023-12-01"}""")]
    [InlineData("""{"text":"x","unit":"dak-ru","due":"2023-12-01","indicator":"9z"}""")]
    [InlineData("""{"text":"x","unit":"dak-ru","due":"2023-12-01","meeting":99}""")]
    public async Task WhatCanNotBe_IsRefused_AndNothingIsStored(string body)
    {
        await using var server = await BoardServer.StartAsync();
        using var chair = await server.ClientAsync(Role.Committee);
        var before = Sql.Counts(server.Database);
        var problem = await chair.PostAsync(Plan + "/directives", new StringContent(body, System.Text.Encoding.UTF8, "application/json")).ExpectProblemAsync(422, "refused");
        Assert.Single(problem["errors"]!.AsObject());
        Assert.Equal(before, Sql.Counts(server.Database));
    }

    [Fact]
    public async Task WhatWasDecided_CanNotBeChanged_AndAForgedRecordIsFound()
    {
        await using var server = await BoardServer.StartAsync();
        using var chair = await server.ClientAsync(Role.Committee);
        var id = (long)(await OpenAsync(chair))["id"]!;
        await DirectAsync(chair, id);
        await Post(chair, "/directives/1/steps", new { state = "done" }).ExpectAsync(HttpStatusCode.Created);
        await Post(chair, $"/meetings/{id}/close", new { }).ExpectAsync(HttpStatusCode.OK);
        foreach (var sql in (string[])
        [
            """UPDATE "Meetings" SET "Title" = 'x'""", """UPDATE "Meetings" SET "Record" = '{}'""", """DELETE FROM "Meetings" """,
            """UPDATE "Directives" SET "Due" = '2030-01-01'""", """DELETE FROM "Directives" """, """UPDATE "DirectiveEntries" SET "State" = 'Open'""", """DELETE FROM "DirectiveEntries" """,
        ])
            Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => Sql.Run(server.Database, sql));
        Sql.Run(server.Database, """DROP TRIGGER "Meetings_Closed"; UPDATE "Meetings" SET "Record" = replace("Record", '"version":', '"version": ')""");
        Assert.Equal(["every closed meeting's record is the one that was frozen"], (await server.FindingsAsync()).Where(finding => finding.Faults.Count > 0).Select(finding => finding.Invariant));
    }

    [Fact]
    public async Task TheNextMeeting_SaysWhatHappenedSinceTheLast()
    {
        await using var server = await BoardServer.StartAsync();
        using var chair = await server.ClientAsync(Role.Committee);
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700);
        await BoardServer.PostShareAsync(office, "1b", "dak-ru", 700);
        var first = (long)(await OpenAsync(chair))["id"]!;
        await DirectAsync(chair, first);
        Assert.Null((await Post(chair, $"/meetings/{first}/close", new { }).ExpectAsync(HttpStatusCode.OK))["record"]!["since"]);
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 710);
        await BoardServer.PostShareAsync(office, "1b", "dak-ru", 690);
        await Post(chair, "/directives/1/steps", new { state = "done" }).ExpectAsync(HttpStatusCode.Created);
        var second = (long)(await OpenAsync(chair))["id"]!;
        var since = (await Post(chair, $"/meetings/{second}/close", new { }).ExpectAsync(HttpStatusCode.OK))["record"]!["since"]!;
        Assert.Equal(first, (long)since["meeting"]!);
        Assert.Equal(["1a", "1b"], since["moved"]!.AsArray().Select(one => (string)one!["code"]!));
        Assert.Equal([1], since["done"]!.AsArray().Select(one => (int)one!));
    }

    [Fact]
    public async Task ARecord_FromBeforeReportedDirectivesWereCountedApart_IsStillShown_AndComparedWith()
    {
        await using var server = await BoardServer.StartAsync();
        using var chair = await server.VisitorAsync(Role.Committee);
        var record = (await File.ReadAllTextAsync(Folders.Of("Board.Tests", "Meetings", "record-without-reported.json"))).Replace("'", "''", StringComparison.Ordinal);
        Sql.Run(server.Database, $"""
            INSERT INTO "Meetings" ("Id", "PlanId", "Kind", "Title", "HeldOn", "OpenedBy", "OpenedAt", "ClosedBy", "ClosedAt", "Record")
            VALUES (2, '{BoardServer.Plan}', 'Plenary', 'Họp cũ', '2023-10-09', 'A', '2023-10-09 08:00:00', 'A', '2023-10-09 09:00:00', '{record}')
            """);
        var page = WebUtility.HtmlDecode(await chair.Client.GetStringAsync("/meetings/2"));
        Assert.Contains("1 đã hoàn thành, 2 còn trong hạn, 0 quá hạn", page, StringComparison.Ordinal);
        Assert.DoesNotContain("chờ xác nhận", page, StringComparison.Ordinal);
        Assert.Contains("Dân số có điện thoại thông minh", page, StringComparison.Ordinal);

        using var client = await server.ClientAsync(Role.Committee);
        var next = (long)(await OpenAsync(client))["id"]!;
        var since = (await Post(client, $"/meetings/{next}/close", new { }).ExpectAsync(HttpStatusCode.OK))["record"]!["since"]!;
        Assert.Equal(["1a"], since["moved"]!.AsArray().Select(one => (string)one!["code"]!));
    }

    internal static object Directive(long? meeting) => new { text = "Rà soát hộ chưa có điện thoại", unit = "dak-ru", due = "2023-12-15", indicator = "1a", meeting };

    internal static Task<JsonNode> OpenAsync(HttpClient client) => Post(client, "/meetings", new { kind = "mid-term", title = "Họp sơ kết" }).ExpectAsync(HttpStatusCode.Created);

    internal static Task<JsonNode> DirectAsync(HttpClient client, long? meeting) => Post(client, "/directives", Directive(meeting)).ExpectAsync(HttpStatusCode.Created);

    internal static Task<HttpResponseMessage> Post(HttpClient client, string path, object body) => client.PostAsJsonAsync(Plan + path, body);
}
