using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Board.Domain.Plans;
using Board.Domain.Reports;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Administration;
using Board.Web.Assignments;
using Board.Web.Reports;

namespace Board.Tests.Shell;

/// <summary>A board on which every text is hostile, and what was put where.</summary>
internal sealed record HostileBoard : IDisposable
{
    private const int Several = 20;

    public required BoardServer Server { get; init; }
    public required HttpClient Office { get; init; }
    public required HttpClient Unit { get; init; }
    public string Title { get; } = HostileTexts.Within()[0];
    public string Locality { get; } = HostileTexts.Within()[1];
    public string[] Pillars { get; } = HostileTexts.Over(4);
    public string[] IndicatorNames { get; } = HostileTexts.Over(19);
    public string[] IndicatorLabels { get; } = [.. HostileTexts.Over(19).Reverse()];
    public string[] Groups { get; } = [.. HostileTexts.Over(19).Select(text => "nhóm " + text)];
    public Dictionary<string, string> UnitNames { get; } = [];
    public Dictionary<string, string> UnitLabels { get; } = [];
    public string[] AssignmentTitles { get; } = HostileTexts.Over(Several);
    public string[] AssignmentSummaries { get; } = [.. HostileTexts.Over(Several).Reverse()];
    public string[] LeadForms { get; } = [.. HostileTexts.Over(Several).Select(text => "bởi " + text)];
    public string[] Partners { get; } = [.. HostileTexts.Over(Several).Select(text => "cùng " + text)];
    public string[] Holidays { get; } = HostileTexts.Over(9);
    public string[] Names { get; } = [.. HostileTexts.All.Where(text => text.Length <= AccountRules.LongestName)];
    public string[] Emails { get; } = [.. HostileTexts.All.Select((text, i) => $"{i}{text.Replace(" ", "", StringComparison.Ordinal)}@x.vn").Where(email => AccountRules.OfEmail(email) is null)];
    public string[] Tokens { get; } = [.. HostileTexts.All.Where(text => text.Length <= AccountRules.LongestName)];
    public string ReporterName { get; } = HostileTexts.All[61] + HostileTexts.All[8];
    public string[] Notes { get; } = HostileTexts.Over(5);
    public string Opinions { get; } = string.Join(' ', HostileTexts.All);
    public string[] Progress { get; } = [.. HostileTexts.Over(Several).Select(text => "tiến độ " + text)];
    public string[] Unchanged { get; } = HostileTexts.Over(6);
    public IReadOnlyList<string> ReturnReasons { get; } = HostileTexts.Within();
    public string FigureReason { get; } = HostileTexts.Within()[^1];
    public string[] Evidence { get; } = HostileTexts.Over(Several);
    public List<string> Attachments { get; } = [];
    public Dictionary<string, string[]> Indicators { get; } = [];

    public IEnumerable<string> ReportTexts => [.. Notes, .. Progress, Opinions];

    /// <summary>Puts every text in its place by the ways that there are for it.</summary>
    public static async Task<HostileBoard> MakeAsync(BoardServer server)
    {
        var filled = new HostileBoard { Server = server, Office = await ClientAsync(server, HostileTexts.All[8], Role.Secretariat, null), Unit = await ClientAsync(server, HostileTexts.All[65], Role.Reporter, "dak-ru") };
        var import = await server.ImportAsync(SeedPlan.With(filled.Fill));
        Assert.True(import.Outcome == Web.Data.ImportPlan.Outcome.Replaced, string.Join('\n', import.Faults.Select(fault => $"{fault.Path} {fault.Code}")));
        await filled.ReportAsync();
        foreach (var (text, code) in filled.Evidence.Zip(filled.AssignmentCodes))
            Assert.IsType<RecordProgress.Result.Stored>(await server.Part<RecordProgress>().ExecuteAsync(Actor.Console, new(BoardServer.Plan, code, AssignmentStatus.InProgress, 5, text, "api")));
        await filled.AccountsAsync();
        var desk = new Administration.PlanDesk(server, Actor.Console);
        Assert.IsType<ChangePlan.Result.Stored>(await desk.StoreAsync(new PlanChange.DaysOff([.. filled.Holidays.Select((text, i) => new Holiday(new(2023, 1, i + 1), new(2023, 1, i + 1), text))], [])));
        await server.ReachAsync(Sql.Number(server.Database, """SELECT "Value" FROM "BoardVersion" """));
        return filled;
    }

    /// <summary>What the newest entries of the audit say.</summary>
    public IEnumerable<string> Entries() =>
        JsonNode.Parse(Sql.Text(Server.Database, """SELECT json_group_array("Detail") FROM (SELECT "Detail" FROM "Audit" WHERE "Action" <> 'account.sign-in' ORDER BY "Id" DESC LIMIT 40)"""))!.AsArray().Select(text => (string)text!);

    public void Dispose()
    {
        Office.Dispose();
        Unit.Dispose();
    }

    private List<string> AssignmentCodes { get; } = [];

    private static async Task<HttpClient> ClientAsync(BoardServer server, string name, Role role, string? unit)
    {
        var (token, refusal) = await server.Part<AddToken>().ExecuteAsync(Actor.Console, name, role, unit);
        Assert.Null(refusal);
        return new() { BaseAddress = new(server.Url), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }

    private static JsonObject Local(string text) => new() { ["vi"] = text, ["en"] = text };

    // Every text of the plan file.
    private void Fill(JsonObject plan)
    {
        plan["title"] = Title;
        plan["locality"] = new JsonObject { ["name"] = Locality, ["parent"] = HostileTexts.Within()[2] };
        foreach (var (basis, text) in plan["legalBasis"]!.AsArray().Zip(HostileTexts.Over(plan["legalBasis"]!.AsArray().Count)))
            foreach (var field in (string[])["number", "issuer", "about"]) basis![field] = text;
        foreach (var (pillar, text) in plan["pillars"]!.AsArray().Zip(Pillars)) (pillar!["name"], pillar["label"]) = (text, Local(text));
        foreach (var (unit, text) in plan["units"]!.AsArray().Zip(HostileTexts.Over(plan["units"]!.AsArray().Count)))
        {
            var code = (string)unit!["code"]!;
            (UnitNames[code], UnitLabels[code]) = ("đơn vị " + text, text);
            (unit["name"], unit["label"]) = (UnitNames[code], Local(text));
        }
        foreach (var (indicator, i) in plan["indicators"]!.AsArray().Select((one, i) => (one!, i)))
        {
            (indicator["name"], indicator["label"], indicator["group"], indicator["clause"]) = (IndicatorNames[i], Local(IndicatorLabels[i]), Groups[i], "khoản " + Pillars[i % 4]);
            string[] more = [.. ((string[])["numerator", "denominator", "note", "counted"]).Select(field => $"{field} {HostileTexts.Over(19)[i]}")];
            (indicator["numerator"], indicator["denominator"], indicator["note"], indicator["counted"]) = (more[0], more[1], more[2], Local(more[3]));
            Indicators[(string)indicator["code"]!] = [IndicatorNames[i], more[0], more[1], more[2]];
        }
        foreach (var (assignment, i) in plan["assignments"]!.AsArray().Select((one, i) => (one!, i)))
        {
            (assignment["title"], assignment["summary"], assignment["leadForm"], assignment["partnersText"]) = (AssignmentTitles[i], AssignmentSummaries[i], LeadForms[i], Partners[i]);
            (assignment["clause"], assignment["leads"]) = ("mục " + Pillars[i % 4], new JsonArray("dak-ru", "ttyt"));
            AssignmentCodes.Add((string)assignment["code"]!);
        }
    }

    // Two reports, one of them sent back twice; files; and a figure that is returned by itself.
    private async Task ReportAsync()
    {
        // Of a path only the last part is kept.
        foreach (var text in HostileTexts.Over(Several).Select(text => text.Replace('/', '|').Replace('\\', '|')))
        {
            var name = text[..(text.Length < 190 ? text.Length : char.IsHighSurrogate(text[189]) ? 189 : 190)] + ".pdf";
            var added = await Server.Part<AddAttachment>().ExecuteAsync(Actor.Console, new(BoardServer.Plan, "2023-Q4", "dak-ru", name, AttachmentTests.Pdf));
            Attachments.Add(Assert.IsType<AddAttachment.Result.Added>(added).Attachment.Name);
        }
        foreach (var reason in ReturnReasons)
        {
            await HandInAsync(Unit, "dak-ru", new()
            {
                ["readings"] = new JsonArray([.. ReportCalls.Owed.Zip(Notes, (code, text) => Noted(ReportCalls.Reading(code, 500 + ReturnReasons.ToList().IndexOf(reason)), text))]),
                ["unchanged"] = new JsonArray(new JsonObject { ["indicator"] = ReportCalls.Owed[^1], ["reason"] = reason }),
                ["progress"] = new JsonArray([.. AssignmentCodes.Zip(Progress, (code, text) => new JsonObject { ["assignment"] = code, ["status"] = "in-progress", ["percent"] = 10, ["note"] = text })]),
                ["difficulties"] = Opinions, ["proposals"] = Opinions + reason,
            });
            await Office.CallAsync("return", new { reason, dueBefore = "2023-12-10" }).ExpectAsync(HttpStatusCode.OK);
        }
        await HandInAsync(Unit, "dak-ru", new()
        {
            ["readings"] = new JsonArray([.. ReportCalls.Owed.Zip(Notes, (code, text) => Noted(ReportCalls.Reading(code, 490), text))]),
            ["unchanged"] = new JsonArray(new JsonObject { ["indicator"] = ReportCalls.Owed[^1], ["reason"] = Unchanged[0] }),
            ["progress"] = new JsonArray([.. AssignmentCodes.Zip(Progress, (code, text) => new JsonObject { ["assignment"] = code, ["status"] = "in-progress", ["percent"] = 12, ["note"] = text })]),
            ["difficulties"] = Opinions, ["proposals"] = Opinions,
        });
        await HandInAsync(Office, "dak-sin", new()
        {
            ["unchanged"] = new JsonArray([.. ReportCalls.Owed.Zip(Unchanged, (code, text) => new JsonObject { ["indicator"] = code, ["reason"] = text })]),
            ["difficulties"] = Opinions, ["proposals"] = Opinions,
        });
        await BoardServer.PostShareAsync(Office, "1b", "nhan-dao", 400);
        var figure = Sql.Number(Server.Database, """SELECT max("Id") FROM "Readings" """);
        using var returned = await Office.PostAsync($"/api/v1/plans/{BoardServer.Plan}/readings/{figure}/return", System.Net.Http.Json.JsonContent.Create(new { reason = FigureReason }));
        Assert.Equal(HttpStatusCode.NoContent, returned.StatusCode);
        await BoardServer.PostShareAsync(Office, "1a", "dak-sin", 300);
    }

    private static JsonNode Noted(JsonNode reading, string note)
    {
        reading["note"] = note;
        return reading;
    }

    private static async Task HandInAsync(HttpClient client, string unit, JsonObject draft)
    {
        draft["version"] = (int)(await client.ReportAsync(unit: unit))["version"]!;
        await client.PutReportAsync(draft, unit: unit).ExpectAsync(HttpStatusCode.OK);
        await client.CallAsync("submit", new { confirm = true }, unit: unit).ExpectAsync(HttpStatusCode.OK);
    }

    private async Task AccountsAsync()
    {
        await Server.AccountAsync("reporter@huyen.vn", Role.Reporter, "dak-ru", ReporterName);
        await Server.AccountAsync("admin@huyen.vn", Role.Admin, name: Names[8]);
        var add = Server.Part<AddAccount>();
        foreach (var (name, i) in Names.Select((name, i) => (name, i))) Assert.Null((await add.ExecuteAsync(Actor.Console, new($"ten{i}@x.vn", name, Role.Viewer, null))).Fault);
        foreach (var email in Emails) Assert.Null((await add.ExecuteAsync(Actor.Console, new(email, "Tên", Role.Viewer, null))).Fault);
        foreach (var name in Tokens) Assert.Null((await Server.Part<AddToken>().ExecuteAsync(Actor.Console, name, Role.Viewer, null)).Fault);
    }
}
