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
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Shell;

/// <summary>Every text that anybody can put into the product holds all of <see cref="HostileTexts"/>, and every page shows them as text.</summary>
[Collection(nameof(Browser))]
public sealed class HostileTextTests(Browser browser)
{
    private const string Report = "/reports/2023-Q4/dak-ru";

    // What a page would have to hold if a text had become more than text. Own pages have no scripts in them, no handlers and no frames.
    private const string Alive = """
        html => {
          const found = 'hacked' in window ? ['window.hacked'] : [];
          const page = html ? new DOMParser().parseFromString(html, 'text/html') : document;
          const tags = /^(IFRAME|FRAME|FRAMESET|OBJECT|EMBED|APPLET|MARQUEE|PORTAL|AUDIO|VIDEO|SOURCE|IMG|IMAGE|MATH|MGLYPH|ANIMATE|SET|USE|FOREIGNOBJECT|TEMPLATE|X-HACKED|U|I)$/i;
          const look = node => {
            const say = why => found.push(`${why}: ${node.outerHTML.slice(0, 120)}`);
            if (tags.test(node.tagName)) say('element');
            if (node.tagName === 'SCRIPT' && !node.src && node.type !== 'importmap') say('script');
            if (/^(SCRIPT|STYLE|NOSCRIPT)$/i.test(node.tagName) && node.textContent.includes('hacked')) say('content');
            if (node.tagName === 'META' && node.httpEquiv) say('meta');
            for (const { name, value } of node.attributes) {
              if (/^on|hacked|^(ng-|srcdoc|ping$|background$)/i.test(name)) say(`attribute ${name}`);
              if (/^(id|class|name|style|for|type|rel|target)$/i.test(name) && value.includes('hacked')) say(`attribute ${name}`);
              if (/^(href|src|action|formaction|data|poster|xlink:href)$/i.test(name)) {
                const to = new URL(value, location.href);
                if (!/^https?:$/.test(to.protocol) || to.host !== location.host) say(`address ${name}`);
              }
            }
          };
          page.querySelectorAll('*').forEach(look);
          return found;
        }
        """;

    private const string Missing = """
        texts => {
          const flat = text => text.replace(/\s+/g, ' ');
          const fields = [...document.querySelectorAll('input, textarea')].map(field => field.value);
          const shown = flat([document.title, document.body?.textContent, ...fields].join('\n'));
          return texts.filter(text => !shown.includes(flat(text)));
        }
        """;

    // A browser's own word for an answer that is a refusal.
    private const string Refusal = "Failed to load resource: the server responded with a status of 4";

    /// <summary>The test would see it: what is put into a page as it is comes to life, one text after the other.</summary>
    [Fact]
    public async Task WhatGetsThrough_IsSeen()
    {
        await using var server = await BoardServer.StartAsync();
        await using var window = await browser.OpenAsync(server.Url + "/healthz/live");
        var alive = 0;
        foreach (var text in HostileTexts.All)
        {
            if ((await window.Page.EvaluateAsync<string[]>(Alive, $"<p title=\"{text}\">{text}</p>")).Length > 0) alive++;
        }
        Assert.InRange(HostileTexts.All.Count, 100, 150);
        Assert.InRange(alive, 60, HostileTexts.All.Count);
    }

    [Fact]
    public async Task EveryText_IsText_OnEveryPage()
    {
        await using var server = await BoardServer.StartRunningAsync();
        var filled = await Filled.MakeAsync(server);

        await using (var window = await browser.OpenAsync(server.Url + "/"))
        {
            await ShowsAsync(window, "/", [filled.Locality, .. filled.Pillars, .. filled.IndicatorLabels, filled.UnitLabels["dak-sin"]]);
            await window.LiveAsync();
            // What comes later takes another way into the page than what was there at first.
            await BoardServer.PostShareAsync(filled.Office, "1a", "nhan-co", 321);
            await ShowsAsync(window, "/ once it changed", [filled.UnitNames["nhan-co"], .. filled.IndicatorLabels]);
            await GoAsync(window, "/assignments", [.. filled.AssignmentTitles, .. filled.AssignmentSummaries, .. filled.LeadForms, .. filled.Partners]);
            window.AssertQuiet();
        }

        await using (var window = await SignedInAsync(server, "reporter@huyen.vn", Report))
        {
            await ShowsAsync(window, Report + " as the unit", [.. filled.ReportTexts, .. filled.Attachments, .. filled.IndicatorLabels[..2], filled.ReporterName]);
            await GoAsync(window, "/reports", [filled.UnitNames["dak-ru"]]);
            await GoAsync(window, "/account/manage", [filled.ReporterName, filled.UnitNames["dak-ru"]]);
            await GoAsync(window, "/account/manage/second-factor", []);
            window.AssertQuiet();
        }

        await using (var window = await SignedInAsync(server, "admin@huyen.vn", Report))
        {
            await ShowsAsync(window, Report + " as the office", [.. filled.ReportTexts, .. filled.Attachments, .. filled.ReturnReasons]);
            await GoAsync(window, "/reports", [.. filled.UnitLabels.Values]);
            await GoAsync(window, "/reports/2023-Q4/dak-sin", [.. filled.Unchanged]);
            await GoAsync(window, "/consolidated/2023-Q4", filled.Notes);
            // What needs nobody is folded.
            var folds = window.Page.Locator("[data-fold][aria-expanded=false]");
            await Patience.UntilAsync(async () =>
            {
                if (await folds.CountAsync() > 0) await folds.First.ClickAsync();
                return await folds.CountAsync() == 0;
            }, "every indicator is unfolded");
            await ShowsAsync(window, "/consolidated/2023-Q4", [.. filled.Notes, .. filled.Unchanged, filled.Opinions, filled.FigureReason, .. filled.IndicatorLabels[..3]]);
            await GoAsync(window, "/assignments", [.. filled.Evidence]);
            foreach (var (code, texts) in filled.Indicators) await GoAsync(window, "/indicators/" + code, texts);
            await GoAsync(window, "/admin/plan", [filled.Title, .. filled.Holidays, filled.UnitNames["dak-ru"]]);
            await GoAsync(window, "/admin/tokens", [.. filled.Tokens]);
            await GoAsync(window, "/admin/audit", [.. filled.Entries()]);
            await GoAsync(window, "/admin/accounts", [.. filled.Names, .. filled.Emails]);
            await DisabledIsSaidAsync(window, filled.Names[0]);
            await AliveAsync(window, "the accounts' messages");
            window.AssertQuiet();
        }
        Assert.All(await server.FindingsAsync(), finding => Assert.Empty(finding.Faults));
        filled.Dispose();
    }

    [Fact]
    public async Task WhatIsTypedIntoAddressesAndForms_IsText()
    {
        await using var server = await BoardServer.StartAsync();
        var id = (await server.Part<AddAccount>().ExecuteAsync(Actor.Console, new("moi@huyen.vn", HostileTexts.All[8], Role.Viewer, null))).Id;
        var (code, _) = await server.Part<RenewAccountLink>().ExecuteAsync(Actor.Console, id);
        await using var window = await browser.OpenAsync(server.Url + "/account/setup?code=" + code);
        await ShowsAsync(window, "setting up", [HostileTexts.All[8]]);
        foreach (var text in HostileTexts.Within(900))
        {
            var given = Uri.EscapeDataString(text);
            foreach (var address in (string[])
                [
                    $"/?plan={given}", $"/?lang={given}&x={given}", $"/{given}", $"/indicators/{given}", $"/indicators/1a?plan={given}", $"/assignments?lead={given}&due={given}&status={given}",
                    $"/assignments?plan={given}", $"/reports?plan={given}&x={given}", $"/account/login?returnUrl={given}", $"/account/login?returnUrl=/{given}", $"/account/setup?code={given}", $"/api/v1/plans/{given}",
                    $"/healthz/{given}", $"/_framework/{given}",
                ])
            {
                await window.Page.GotoAsync(server.Url + address, new() { WaitUntil = WaitUntilState.Load });
                await AliveAsync(window, address);
            }
            await window.Page.GotoAsync(server.Url + "/account/login");
            await window.Page.EvaluateAsync("() => document.querySelector('main form').noValidate = true");
            await window.Page.Locator("[name=email]").EvaluateAsync("(field, text) => { field.type = 'text'; field.value = text }", text);
            await window.Page.Locator("[name=password]").FillAsync("mot cau sai bet");
            await window.Page.Locator("main button[type=submit]").ClickAsync();
            await ShowsAsync(window, "signing in", [text]);
        }
        window.AssertQuiet(Refusal);
    }

    private async Task<Window> SignedInAsync(BoardServer server, string email, string address)
    {
        var window = await browser.OpenAsync(server.Url + "/account/login?returnUrl=" + Uri.EscapeDataString(address));
        await window.Page.Locator("[name=email]").FillAsync(email);
        await window.Page.Locator("[name=password]").FillAsync(Visitor.Password);
        await window.Page.Locator("main button[type=submit]").ClickAsync();
        return window;
    }

    private static async Task GoAsync(Window window, string path, IEnumerable<string> texts)
    {
        // A page that is left while its circuit is being made complains of it.
        await window.ReadyAsync();
        await window.Page.GotoAsync(new Uri(new(window.Page.Url), path).ToString());
        await ShowsAsync(window, path, texts);
    }

    private static async Task ShowsAsync(Window window, string what, IEnumerable<string> texts)
    {
        string[] wanted = [.. texts], missing = wanted;
        try { await Patience.UntilAsync(async () => (missing = await MissingAsync(window, wanted)).Length == 0, what); }
        catch (Xunit.Sdk.TrueException) { Assert.Fail($"{what} does not show\n{string.Join('\n', missing)}\n{string.Join('\n', window.Faults)}"); }
        await AliveAsync(window, what);
    }

    private static async Task<string[]> MissingAsync(Window window, string[] wanted)
    {
        try { return await window.Page.EvaluateAsync<string[]>(Missing, wanted); }
        // The page is just being left for the next one.
        catch (PlaywrightException left) when (left.Message.Contains("navigation", StringComparison.Ordinal)) { return wanted; }
    }

    private static async Task AliveAsync(Window window, string what)
    {
        var alive = await window.Page.EvaluateAsync<string[]>(Alive);
        Assert.True(alive.Length == 0, $"{what}\n{string.Join('\n', alive)}");
    }

    private static async Task DisabledIsSaidAsync(Window window, string name)
    {
        var page = window.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = $"Thao tác với {name}" }).First.ClickAsync();
        await page.GetByText("Khóa tài khoản", new() { Exact = true }).First.ClickAsync();
        await Expect(page.Locator(".mud-dialog")).ToContainTextAsync(name);
        await page.Locator(".mud-dialog button").Last.ClickAsync();
        await window.SaidAsync(name);
    }

    /// <summary>What was put where.</summary>
    private sealed record Filled : IDisposable
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
        public static async Task<Filled> MakeAsync(BoardServer server)
        {
            var filled = new Filled { Server = server, Office = await ClientAsync(server, HostileTexts.All[8], Role.Secretariat, null), Unit = await ClientAsync(server, HostileTexts.All[65], Role.Reporter, "dak-ru") };
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
}
