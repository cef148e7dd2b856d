using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Reports;

public sealed class ReportLifecycleTests
{
    [Fact]
    public async Task ADraft_IsKept_AndAnsweredWithItsVersion()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        var fresh = await unit.ReportAsync();
        Assert.Equal((0, "draft", "not-due"), ((int)fresh["version"]!, (string?)fresh["state"], (string?)fresh["duty"]));
        Assert.Equal(ReportCalls.Owed, fresh["owes"]!.AsArray().Select(code => (string?)code));
        var version = Sql.Number(server.Database, """SELECT "Value" FROM "BoardVersion" """);

        var body = """
            {"version":0,"readings":[{"indicator":"1a","asOf":"2023-11-20","numerator":800,"denominator":null,"note":"đếm lại","typed":{"denominator":"1.00"}}],
             "unchanged":[{"indicator":"1b","reason":"không đổi"}],"progress":[],"difficulties":"Thiếu máy <b>","proposals":"Cấp thêm\r\nmáy"}
            """;
        var saved = await unit.PutTextAsync(body).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(1, (int)saved["version"]!);
        var kept = await unit.ReportAsync();
        foreach (var draft in new[] { saved, kept })
        {
            var reading = draft["readings"]![0]!;
            Assert.Equal(("1a", "2023-11-20", 800, "đếm lại", "1.00"),
                ((string?)reading["indicator"], (string?)reading["asOf"], (int)reading["numerator"]!, (string?)reading["note"], (string?)reading["typed"]!["denominator"]));
            Assert.Null(reading["denominator"]);
            Assert.Equal(("không đổi", "Thiếu máy <b>", "Cấp thêm\nmáy"),
                ((string?)draft["unchanged"]![0]!["reason"], (string?)draft["difficulties"], (string?)draft["proposals"]));
        }
        Assert.Equal("Reporter dak-ru", (string?)kept["savedBy"]);
        // A draft is nobody's figure yet.
        Assert.Equal(version, Sql.Number(server.Database, """SELECT "Value" FROM "BoardVersion" """));
        Assert.Equal(0, Sql.Number(server.Database, "SELECT count(*) FROM \"Readings\""));
    }

    [Fact]
    public async Task AReport_IsOnTime_UntilTheLastTick()
    {
        await using var server = await BoardServer.StartAtAsync(ReportCalls.LastTick);
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        var receipt = await unit.HandInAsync();
        Assert.Equal(("dak-rlap-2023/2023-Q4/dak-ru/1", 0), ((string?)receipt["receipt"], (int)receipt["daysLate"]!));
        Assert.Equal(ReportCalls.LastTick, (DateTimeOffset)receipt["submittedAt"]!);
        Assert.Equal(["receipt", "submittedAt", "daysLate"], receipt.AsObject().Select(field => field.Key));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(TimeSpan.TicksPerDay, 1)]
    [InlineData(TimeSpan.TicksPerDay + 1, 2)]
    public async Task AReport_IsLate_FromTheNextTickOn(long ticks, int daysLate)
    {
        await using var server = await BoardServer.StartAtAsync(ReportCalls.LastTick.AddTicks(ticks));
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        Assert.Equal(daysLate, (int)(await unit.HandInAsync())["daysLate"]!);
        var deadline = await DeadlineAsync(server);
        Assert.Equal(("submitted", daysLate), ((string?)deadline["state"], (int)deadline["daysLate"]!));
        var row = await ComplianceAsync(unit);
        Assert.Equal((false, daysLate, 0), ((bool)row["onTime"]!, (int)row["daysLate"]!, (int)row["returned"]!));
    }

    [Fact]
    public async Task ANewDay_TakesNoLatenessBack()
    {
        await using var server = await BoardServer.StartAtAsync(ReportCalls.LastTick.AddDays(4));
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        using var office = await server.ClientAsync(Role.Secretariat);
        // Late by the plan's day, mended by the new one, then a week after the next.
        foreach (var (dueBefore, days, late) in new[] { ("2023-12-10", 1, 4), ("2023-12-12", 11, 4), ("2023-12-22", 1, 7), ("2023-12-25", 0, 7) })
        {
            Assert.Equal(late, (int)(await unit.HandInAsync())["daysLate"]!);
            var row = await ComplianceAsync(office);
            Assert.Equal((false, late), ((bool)row["onTime"]!, (int)row["daysLate"]!));
            await office.CallAsync("return", new { reason = "xem lại", dueBefore }).ExpectAsync(HttpStatusCode.OK);
            server.Clock.Advance(TimeSpan.FromDays(days));
        }
        Assert.All(await server.FindingsAsync(), finding => Assert.Empty(finding.Faults));
    }

    [Fact]
    public async Task AReport_GoesThroughItsWholeLife_AndTheBoardWithIt()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        using var office = await server.ClientAsync(Role.Secretariat);
        Assert.Null((await server.GaugeAsync("1a"))["value"]);

        // In.
        await unit.HandInAsync();
        var gauge = await server.GaugeAsync("1a");
        Assert.Equal((50m, true), ((decimal)gauge["value"]!, (bool)gauge["provisional"]!));
        Assert.Equal((1, 22), (server.Live.State.Find(null)!.Ahead[0].Reported, server.Live.State.Find(null)!.Ahead[0].Expected));
        Assert.Equal("submitted", (string?)(await DeadlineAsync(server))["state"]);
        await unit.PutReportAsync(ReportCalls.Whole(1)).ExpectProblemAsync(409, "report-submitted");

        // Back: the figures count no more, and it is owed by the new day.
        var returned = await office.CallAsync("return", new { reason = "Mẫu số sai", dueBefore = "2023-11-28" }).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(("returned", "returned", "Mẫu số sai", "2023-11-28"),
            ((string?)returned["state"], (string?)returned["duty"], (string?)returned["returned"]!["reason"], (string?)returned["returned"]!["dueBefore"]));
        Assert.Null((await server.GaugeAsync("1a"))["value"]);
        Assert.Equal(0, server.Live.State.Find(null)!.Ahead[0].Reported);
        var owed = await DeadlineAsync(server, "?unit=dak-ru&from=2023-11-28&to=2023-11-28");
        Assert.Equal(("returned", "2023-11-27"), ((string?)owed["state"], (string?)owed["lastDay"]));
        await office.CallAsync("accept").ExpectProblemAsync(409, "not-submitted");

        // In again, a day late by the new day.
        server.Clock.Advance(TimeSpan.FromDays(4));
        var again = await unit.HandInAsync(ReportCalls.Whole(numerator: 600));
        Assert.Equal(("dak-rlap-2023/2023-Q4/dak-ru/2", 1), ((string?)again["receipt"], (int)again["daysLate"]!));
        gauge = await server.GaugeAsync("1a");
        Assert.Equal((60m, true), ((decimal)gauge["value"]!, (bool)gauge["provisional"]!));

        // Taken.
        Assert.Equal("accepted", (string?)(await office.CallAsync("accept").ExpectAsync(HttpStatusCode.OK))["state"]);
        gauge = await server.GaugeAsync("1a");
        Assert.Equal((60m, false), ((decimal)gauge["value"]!, (bool)gauge["provisional"]!));
        var counts = Sql.Counts(server.Database);
        await office.CallAsync("accept").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(counts, Sql.Counts(server.Database));
        var kept = await ComplianceAsync(office);
        Assert.Equal(("accepted", false, 1, 1), ((string?)kept["state"], (bool)kept["onTime"]!, (int)kept["daysLate"]!, (int)kept["returned"]!));
        var totals = (await office.GetFromJsonAsync<JsonNode>($"/api/v1/plans/{BoardServer.Plan}/compliance?period=2023-Q4"))!["totals"]!;
        Assert.Equal((23, 1, 0, 1), ((int)totals["expected"]!, (int)totals["submitted"]!, (int)totals["onTime"]!, (int)totals["accepted"]!));
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);
    }

    [Fact]
    public async Task TwentySubmitsAtOnce_AreOneReport_OneReceipt_OneAuditEntry()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        await unit.PutReportAsync(ReportCalls.Whole()).ExpectAsync(HttpStatusCode.OK);
        var version = Sql.Number(server.Database, """SELECT "Value" FROM "BoardVersion" """);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => unit.CallAsync("submit").ExpectAsync(HttpStatusCode.OK)));

        Assert.Single(receipts.Select(receipt => receipt.ToJsonString()).Distinct());
        Assert.Equal(1, Sql.Number(server.Database, "SELECT count(*) FROM \"Submissions\""));
        Assert.Equal(1, Sql.Number(server.Database, "SELECT count(*) FROM \"Audit\" WHERE \"Action\" = 'report.submit'"));
        Assert.Equal(6, Sql.Number(server.Database, "SELECT count(*) FROM \"Readings\""));
        Assert.Equal(version + 1, Sql.Number(server.Database, """SELECT "Value" FROM "BoardVersion" """));
    }

    [Fact]
    public async Task Submit_NamesWhatIsMissing_AndStoresNothing()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        var none = await unit.CallAsync("submit").ExpectProblemAsync(422, "incomplete");
        Assert.Equal(ReportCalls.Owed, none["missing"]!.AsArray().Select(code => (string?)code));
        await unit.PutTextAsync("""
            {"version":0,"readings":[{"indicator":"1a","asOf":"2023-11-20","note":"sẽ có sau"},{"indicator":"1b","asOf":"2023-11-20","numerator":3,"denominator":2}],
             "unchanged":[{"indicator":"1c","reason":"như quý trước"},{"indicator":"2c2","reason":"  "}]}
            """).ExpectAsync(HttpStatusCode.OK);
        var counts = Sql.Counts(server.Database);
        var problem = await unit.CallAsync("submit").ExpectProblemAsync(422, "incomplete");
        Assert.Equal(["1a", "2c2", "3f", "3g"], problem["missing"]!.AsArray().Select(code => (string?)code));
        Assert.Equal(4, problem["errors"]!["readings"]!.AsArray().Count);
        Assert.Equal("numerator-over-denominator", (string?)problem["errors"]!["readings[1].numerator"]![0]!["code"]);
        Assert.Equal(counts, Sql.Counts(server.Database));
    }

    [Fact]
    public async Task Submit_TakesAReason_InTheFiguresPlace()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        var draft = new JsonObject
        {
            ["unchanged"] = new JsonArray([.. ReportCalls.Owed.Select(code => (JsonNode)new JsonObject { ["indicator"] = code, ["reason"] = "không thay đổi" })]),
        };
        Assert.Equal("dak-rlap-2023/2023-Q4/dak-ru/1", (string?)(await unit.HandInAsync(draft))["receipt"]);
        Assert.Equal(0, Sql.Number(server.Database, "SELECT count(*) FROM \"Readings\""));
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);
    }

    [Fact]
    public async Task Submit_RefusesEachFigureByItsPlace_AndStoresNothing()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        var draft = ReportCalls.Whole();
        draft["readings"]![0]!["numerator"] = 1001;
        draft["readings"]![1]!["asOf"] = "2023-12-01";
        draft["readings"]![2]!["denominator"] = 0;
        await unit.PutReportAsync(draft).ExpectAsync(HttpStatusCode.OK);
        var counts = Sql.Counts(server.Database);
        var errors = (await unit.CallAsync("submit").ExpectProblemAsync(422, "refused-report"))["errors"]!.AsObject();
        Assert.Equal(["readings[0].numerator", "readings[1].asOf", "readings[2].denominator"], errors.Select(field => field.Key));
        Assert.Equal("numerator-over-denominator", (string?)errors["readings[0].numerator"]![0]!["code"]);
        Assert.Equal(counts, Sql.Counts(server.Database));

        var unfinished = ReportCalls.Whole(1);
        unfinished["readings"]![0]!["numerator"] = null;
        unfinished["readings"]![0]!["typed"] = new JsonObject { ["numerator"] = "80.5" };
        unfinished["readings"]![1]!["asOf"] = null;
        unfinished["unchanged"] = new JsonArray(new JsonObject { ["indicator"] = "1c", ["reason"] = "như cũ" });
        await unit.PutReportAsync(unfinished).ExpectAsync(HttpStatusCode.OK);
        errors = (await unit.CallAsync("submit").ExpectProblemAsync(422, "refused-report"))["errors"]!.AsObject();
        Assert.Equal(
            ["not-a-number", "missing", "figure-and-unchanged"],
            new[] { "readings[0].numerator", "readings[1].asOf", "readings[2]" }.Select(field => (string?)errors[field]![0]!["code"]));
    }

    [Fact]
    public async Task AnOddFigure_NeedsANoteOrAConfirmation()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        await BoardServer.PostShareAsync(unit, "1a", "dak-ru", 200);
        var draft = ReportCalls.Whole();
        await unit.PutReportAsync(draft).ExpectAsync(HttpStatusCode.OK);
        var counts = Sql.Counts(server.Database);
        var odd = await unit.CallAsync("submit").ExpectProblemAsync(422, "needs-confirmation");
        Assert.Equal([("readings[0].numerator", "jump")], odd["warnings"]!.AsArray().Select(warning => ((string?)warning!["field"], (string?)warning["code"])));
        Assert.Equal(counts, Sql.Counts(server.Database));

        using var other = await server.ClientAsync(Role.Reporter, "dak-sin");
        await BoardServer.PostShareAsync(other, "1a", "dak-sin", 200);
        draft["readings"]![0]!["note"] = "đếm lại toàn xã";
        await other.HandInAsync(draft, unit: "dak-sin");
        await unit.CallAsync("submit", new { confirm = true }).ExpectAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AReturnedReport_HandsInTheSameFigureAgain_OnlyWhereItWasReturned()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        using var office = await server.ClientAsync(Role.Secretariat);
        await unit.HandInAsync();
        var id = Sql.Number(server.Database, "SELECT \"Id\" FROM \"Readings\" WHERE \"Indicator\" = '1a'");
        await Accept(id);
        await office.CallAsync("return", new { reason = "xem lại", dueBefore = "2023-12-05" }).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal("Accepted", Sql.Text(server.Database, $"SELECT \"State\" FROM \"Readings\" WHERE \"Id\" = {id}"));
        await unit.CallAsync("submit").ExpectAsync(HttpStatusCode.OK);
        // What was accepted stays, and is handed in once more; what was returned is a new revision.
        Assert.Equal(11, Sql.Number(server.Database, "SELECT count(*) FROM \"Readings\""));
        Assert.Equal(2, Sql.Number(server.Database, $"SELECT count(*) FROM \"SubmittedReadings\" WHERE \"ReadingId\" = {id}"));
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);

        async Task Accept(long reading)
        {
            using var answer = await office.PostAsync($"/api/v1/plans/{BoardServer.Plan}/readings/{reading}/accept", null);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
    }

    [Fact]
    public async Task TheStandingOffice_OwesItsOwn_AndTheOnceReportNeedsOnlyAWord()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var own = await office.ReportAsync(unit: "vhtt");
        Assert.Equal("office-quarterly", (string?)own["rule"]);
        Assert.Contains("2a", own["owes"]!.AsArray().Select(code => (string?)code));
        await office.GetAsync(ReportCalls.Address("2023", "vhtt")).ExpectProblemAsync(404, "not-found");

        var once = await office.ReportAsync("once:unit-plan");
        Assert.Empty(once["owes"]!.AsArray());
        var empty = await office.CallAsync("submit", null, "once:unit-plan").ExpectProblemAsync(422, "incomplete");
        Assert.Equal("empty-report", (string?)empty["errors"]![""]![0]!["code"]);
        var receipt = await office.HandInAsync(new() { ["proposals"] = "Kế hoạch của xã" }, "once:unit-plan");
        Assert.Equal(("dak-rlap-2023/once:unit-plan/dak-ru/1", 163), ((string?)receipt["receipt"], (int)receipt["daysLate"]!));
    }

    [Theory]
    [InlineData("""{"reason":" ","dueBefore":"2023-12-01"}""", "reason")]
    [InlineData("""{"dueBefore":"2023-12-01"}""", "reason")]
    [InlineData("""{"reason":"x"}""", "dueBefore")]
    [InlineData("""{"reason":"x","dueBefore":"2023-11-24"}""", "dueBefore")]
    [InlineData("""{"reason":"x","dueBefore":"9999-12-31"}""", "dueBefore")]
    public async Task AReturn_NeedsAReason_AndADayAhead(string body, string field)
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.HandInAsync();
        var counts = Sql.Counts(server.Database);
        var problem = await office.PostAsync(ReportCalls.Address(call: "/return"), new StringContent(body, null, "application/json")).ExpectProblemAsync(422, "refused-review");
        Assert.Equal([field], problem["errors"]!.AsObject().Select(one => one.Key));
        Assert.Equal(counts, Sql.Counts(server.Database));
    }

    private static async Task<JsonNode> DeadlineAsync(BoardServer server, string query = "?unit=dak-ru&from=2023-12-03&to=2023-12-03") =>
        (await server.Anonymous.GetFromJsonAsync<JsonArray>($"/api/v1/plans/{BoardServer.Plan}/deadlines{query}"))!.Single()!;

    private static async Task<JsonNode> ComplianceAsync(HttpClient office) =>
        (await office.GetFromJsonAsync<JsonNode>($"/api/v1/plans/{BoardServer.Plan}/compliance?period=2023-Q4"))!["units"]!.AsArray()
            .Single(row => (string?)row!["unit"] == "dak-ru")!;
}
