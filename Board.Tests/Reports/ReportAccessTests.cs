using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Reports;

/// <summary>Nobody reads or writes a report that their role and unit don't allow.</summary>
public sealed class ReportAccessTests(ReportAccessTests.Fixture fixture) : IClassFixture<ReportAccessTests.Fixture>
{
    public sealed class Fixture : IAsyncLifetime
    {
        public BoardServer Server { get; private set; } = null!;
        public Dictionary<string, HttpClient> Clients { get; } = [];
        public string Attachment { get; private set; } = "";

        /// <summary>A report that is handed in; the other periods have none.</summary>
        public const string In = "2023-Q3";

        public async Task InitializeAsync()
        {
            Server = await BoardServer.StartAsync();
            foreach (var (name, role, unit) in new (string, Role, string?)[]
            {
                ("viewer", Role.Viewer, null), ("committee", Role.Committee, null), ("reporter", Role.Reporter, "dak-ru"), ("other", Role.Reporter, "dak-sin"),
                ("secretariat", Role.Secretariat, null), ("admin", Role.Admin, null),
            }) Clients[name] = await Server.ClientAsync(role, unit);
            Clients["nobody"] = new() { BaseAddress = new(Server.Url) };
            Attachment = (string)(await AttachmentTests.AttachAsync(Clients["reporter"], "a.pdf", AttachmentTests.Pdf, In).ExpectAsync(HttpStatusCode.Created))["id"]!;
            await Clients["reporter"].HandInAsync(period: In);
            await Clients["reporter"].PutTextAsync("""{"version":0,"difficulties":"bí mật"}""").ExpectAsync(HttpStatusCode.OK);
        }

        public async Task DisposeAsync()
        {
            foreach (var client in Clients.Values) client.Dispose();
            await Server.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("GET", "", "401 403 200 200 404 200 200")]
    [InlineData("PUT", "", "401 403 403 409 404 409 409")]
    [InlineData("POST", "/submit", "401 403 403 200 404 200 200")]
    [InlineData("POST", "/return", "401 403 403 403 404 422 422")]
    [InlineData("POST", "/attachments", "401 403 403 409 404 409 409")]
    [InlineData("GET", "/attachments/{file}", "401 403 200 200 404 200 200")]
    [InlineData("GET", "/attachments/gone", "401 403 404 404 404 404 404")]
    [InlineData("DELETE", "/attachments/{file}", "401 403 403 409 404 409 409")]
    public async Task Each_IsAllowedWhatIsTheirs(string method, string call, string expected)
    {
        var asked = new List<int>();
        foreach (var who in new[] { "nobody", "viewer", "committee", "reporter", "other", "secretariat", "admin" })
        {
            using var request = new HttpRequestMessage(new(method), ReportCalls.Address(Fixture.In, call: call.Replace("{file}", fixture.Attachment)));
            if (call == "/attachments") request.Content = AttachmentTests.Form("b.pdf", AttachmentTests.Pdf);
            else if (method is "PUT" || call == "/return") request.Content = JsonContent.Create(new { });
            using var answer = await fixture.Clients[who].SendAsync(request);
            asked.Add((int)answer.StatusCode);
            if (!answer.IsSuccessStatusCode) Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
        Assert.Equal(expected, string.Join(' ', asked));
    }

    [Fact]
    public async Task TheCommittee_SeesWhatIsIn_AndOfADraftOnlyThatThereIsNoneYet()
    {
        var committee = fixture.Clients["committee"];
        Assert.Equal(6, (await committee.ReportAsync(Fixture.In))["readings"]!.AsArray().Count);
        var draft = await committee.ReportAsync();
        Assert.Equal("draft", (string?)draft["state"]);
        foreach (var field in new[] { "readings", "unchanged", "progress", "difficulties", "proposals", "savedBy", "savedAt" }) Assert.Null(draft[field]);
        Assert.Empty(draft["attachments"]!.AsArray());
    }

    [Theory]
    [InlineData("2023-Q1", "dak-ru")]
    [InlineData("2023-11", "dak-ru")]
    [InlineData("2022-Q4", "dak-ru")]
    [InlineData("never", "dak-ru")]
    [InlineData("2023-Q4", "nowhere")]
    [InlineData("2023", "vhtt")]
    [InlineData("once:other", "dak-ru")]
    public async Task WhereNobodyOwes_ThereIsNoReport(string period, string unit)
    {
        var office = fixture.Clients["secretariat"];
        await office.GetAsync(ReportCalls.Address(period, unit)).ExpectProblemAsync(404, "not-found");
        await office.PutTextAsync("{}", period, unit).ExpectProblemAsync(404, "not-found");
        await office.CallAsync("submit", null, period, unit).ExpectProblemAsync(404, "not-found");
        await office.CallAsync("accept", null, period, unit).ExpectProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task OfAnotherPlan_ThereIsNothing() =>
        await fixture.Clients["secretariat"].GetAsync("/api/v1/plans/nowhere/reports/2023-Q4/dak-ru").ExpectProblemAsync(404, "not-found");

    [Theory]
    [InlineData("accept")]
    [InlineData("return")]
    public async Task OnlyTheSecretariat_ReviewsAFigure(string verb)
    {
        foreach (var (who, status) in new[] { ("nobody", 401), ("viewer", 403), ("committee", 403), ("reporter", 403), ("other", 403) })
        {
            using var answer = await fixture.Clients[who].PostAsJsonAsync($"/api/v1/plans/{BoardServer.Plan}/readings/1/{verb}", new { reason = "x" });
            Assert.Equal(status, (int)answer.StatusCode);
        }
        await fixture.Clients["admin"].PostAsJsonAsync($"/api/v1/plans/{BoardServer.Plan}/readings/999/{verb}", new { reason = "x" }).ExpectProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Compliance_IsForWhomTheMatrixIs_AndNamesNobody()
    {
        foreach (var (who, status) in new[] { ("nobody", 401), ("viewer", 403) })
        {
            using var answer = await fixture.Clients[who].GetAsync($"/api/v1/plans/{BoardServer.Plan}/compliance");
            Assert.Equal(status, (int)answer.StatusCode);
        }
        var text = await fixture.Clients["committee"].GetStringAsync($"/api/v1/plans/{BoardServer.Plan}/compliance?period=2023-Q3");
        Assert.DoesNotContain("Reporter", text);
        var late = JsonNode.Parse(text)!["units"]!.AsArray().Single(row => (string?)row!["unit"] == "dak-sin")!;
        Assert.Equal(("overdue", false, 83), ((string?)late["state"], (bool)late["onTime"]!, (int)late["daysLate"]!));
        // Without a period: the last whose day has passed. A reporter gets its own unit's.
        var last = await fixture.Clients["reporter"].GetFromJsonAsync<JsonNode>($"/api/v1/plans/{BoardServer.Plan}/compliance");
        Assert.Equal(("2023-Q3", 1), ((string?)last!["period"], (int)last["totals"]!["expected"]!));
        Assert.Equal("dak-ru", (string?)Assert.Single(last["units"]!.AsArray())!["unit"]);
        await fixture.Clients["committee"].GetAsync($"/api/v1/plans/{BoardServer.Plan}/compliance?period=2022-Q1").ExpectProblemAsync(404, "unknown-period");
        await fixture.Clients["committee"].GetAsync("/api/v1/plans/nowhere/compliance?period=2023-Q3").ExpectProblemAsync(404, "unknown-plan");
    }
}
