using System.Text;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Board.Tests.Access;

/// <summary>Every address that the server answers, and whom it answers: what isn't in the table, and what it answers otherwise, fails.</summary>
public sealed class EndpointTableTests
{
    private const string Api = "/api/v1";
    private const string Plan = $"{Api}/plans/{BoardServer.Plan}";
    private const string Report = $"{Plan}/reports/{Seven.In}/dak-ru";
    private const string ReportRoute = Api + "/plans/{id}/reports/{period}/{unit}";

    private const string TooMany = """{"indicator":"1a","unit":"dak-ru","asOf":"2023-10-31","numerator":2,"denominator":1}""";

    // Of those who are signed in: everybody, and administrators alone.
    private const string Known = "401 200 200 200 200 200 200";
    private const string Admin = "401 403 403 403 403 403 200";

    /// <summary>
    /// The endpoint as the server names it, an address of it, and what nobody, a viewer, the committee, the unit's reporter, another unit's
    /// reporter, the secretariat and an administrator are answered: 401, 302 and 403 are refusals, 404 is one where others get something else;
    /// what else is refused (400, 409, 422) is refused to those who may, so that no row changes what another asks.
    /// </summary>
    private static readonly IReadOnlyList<Row> Table =
    [
        // The API.
        new($"GET {Api}/plans", $"{Api}/plans", Known, Seven.All),
        new($"GET {Api}/plans/{{id}}", Plan, Known, Seven.All),
        new($"GET {Api}/plans/{{id}}/board", Plan + "/board", Known, Seven.All),
        new($"GET {Api}/plans/{{id}}/indicators/{{code}}", Plan + "/indicators/1a", Known, Seven.All),
        new($"GET {Api}/plans/{{id}}/indicators/{{code}}/readings", Plan + "/indicators/1a/readings", Known, Seven.All),
        new($"GET {Api}/plans/{{id}}/indicators/{{code}}.xlsx", Plan + "/indicators/1a.xlsx", Known, Seven.All),
        new($"GET {Api}/plans/{{id}}/indicators/{{code}}/{{table}}.csv", Plan + "/indicators/1a/revisions.csv", Known, Seven.All),
        new($"GET {Api}/plans/{{id}}/indicators.csv", Plan + "/indicators.csv", Known, Seven.All),
        new($"GET {Api}/plans/{{id}}/indicators.xlsx", Plan + "/indicators.xlsx", Known, Seven.All),
        new($"GET {Api}/plans/{{id}}/readings.csv", Plan + "/readings.csv", Known, Seven.All),
        new($"GET {Api}/plans/{{id}}/readings.xlsx", Plan + "/readings.xlsx", Known, Seven.All),
        new($"GET {Api}/plans/{{id}}/assignments", Plan + "/assignments", Known, Seven.All),
        new($"GET {Api}/plans/{{id}}/deadlines", Plan + "/deadlines", Known, Seven.All),
        new($"GET {Api}/plans/{{id}}/compliance", Plan + "/compliance", "401 403 200 200 200 200 200"),
        new($"POST {Api}/plans/{{id}}/assignments/{{code}}/progress", Plan + "/assignments/1/progress", "401 403 403 422 404 422 422") { Body = Json("""{"status":"done","percent":101}""") },
        new($"POST {Api}/plans/{{id}}/readings", Plan + "/readings", "401 403 403 422 404 422 422") { Body = Json(TooMany) },
        new($"POST {Api}/plans/{{id}}/readings/{{reading:long}}/accept", Plan + "/readings/1/accept", "401 403 403 403 403 422 422") { Body = Json("""{"reason":"\u0007"}""") },
        new($"POST {Api}/plans/{{id}}/readings/{{reading:long}}/return", Plan + "/readings/1/return", "401 403 403 403 403 422 422") { Body = Json("{}") },
        new($"GET {ReportRoute}", Report, "401 403 200 200 404 200 200"),
        new($"PUT {ReportRoute}", Report, "401 403 403 409 404 409 409") { Body = Json("{}") },
        new($"POST {ReportRoute}/submit", Report + "/submit", "401 403 403 200 404 200 200"),
        new($"POST {ReportRoute}/return", Report + "/return", "401 403 403 403 404 422 422") { Body = Json("{}") },
        new($"POST {ReportRoute}/accept", $"{Plan}/reports/2023-Q4/dak-ru/accept", "401 403 403 403 404 409 409"),
        new($"POST {ReportRoute}/attachments", Report + "/attachments", "401 403 403 409 404 409 409") { Body = (_, _) => Task.FromResult<HttpContent>(AttachmentTests.Form("b.pdf", AttachmentTests.Pdf)) },
        new($"GET {ReportRoute}/attachments/{{attachment}}", Report + "/attachments/{file}", "401 403 200 200 404 200 200"),
        new($"DELETE {ReportRoute}/attachments/{{attachment}}", Report + "/attachments/{file}", "401 403 403 409 404 409 409"),
        new($"GET {Api}/plans/{{id}}/reminders", Plan + "/reminders", "401 403 403 403 403 200 200"),
        new($"GET {Api}/plans/{{id}}/directives", Plan + "/directives", Known),
        new($"POST {Api}/plans/{{id}}/directives", Plan + "/directives", "401 403 422 403 403 422 422") { Body = Json("{}") },
        new($"POST {Api}/plans/{{id}}/directives/{{number:int}}/steps", Plan + "/directives/1/steps", "401 403 422 422 404 422 422") { Body = Json("{}") },
        new($"GET {Api}/plans/{{id}}/meetings", Plan + "/meetings", Known),
        new($"POST {Api}/plans/{{id}}/meetings", Plan + "/meetings", "401 403 422 403 403 422 422") { Body = Json("{}") },
        new($"GET {Api}/plans/{{id}}/meetings/{{meeting:long}}", Plan + "/meetings/1", Known),
        new($"POST {Api}/plans/{{id}}/meetings/{{meeting:long}}/close", Plan + "/meetings/1/close", "401 403 409 403 403 409 409"),
        new($"GET {Api}/plans/{{id}}/lagging", Plan + "/lagging", Known),
        new($"GET {Api}/plans/{{id}}/lagging.csv", Plan + "/lagging.csv", Known),
        new($"GET {Api}/audit", $"{Api}/audit", Admin),
        new($"GET {Api}/audit/verification", $"{Api}/audit/verification", Admin),
        // What is no call says so to anybody.
        .. ((string[])["GET", "PUT", "PATCH", "DELETE"]).Select(method => new Row($"{method} {Api}/plans/{{id}}/readings", Plan + "/readings", "405 405 405 405 405 405 405")),
        new("GET /openapi/v1.json", "/openapi/v1.json", Seven.All),
        new("GET /healthz/live", "/healthz/live", Seven.All),
        new("GET /healthz/ready", "/healthz/ready", Seven.All),
        new("ANY /metrics", "/metrics", Seven.All),

        // Those who watch; a call without a connection is told so.
        new("ANY /hubs/board", "/hubs/board", "401 400 400 400 400 400 400", "400 400 400 400 400 400 400"),
        new("ANY /hubs/board/negotiate", "/hubs/board/negotiate?negotiateVersion=1", Known, Seven.All),
        new("ANY /_blazor", "/_blazor", "401 400 400 400 400 400 400", "400 400 400 400 400 400 400"),
        new("ANY /_blazor/negotiate", "/_blazor/negotiate?negotiateVersion=1", Known, Seven.All),
        new("ANY /_blazor/initializers", "/_blazor/initializers", Known, Seven.All),
        new("ANY /_blazor/disconnect", "/_blazor/disconnect", "401 400 400 400 400 400 400", "400 400 400 400 400 400 400"),

        // Pages.
        new("GET /", "/", "302 200 200 200 200 200 200", Seven.All),
        .. Page("/indicators/{Code}", "/indicators/1a", "302 200 200 200 200 200 200", Seven.All),
        .. Page("/api", "/api", Seven.All, Seven.All),
        .. Page("/calendar", "/calendar", "302 200 200 200 200 200 200", Seven.All),
        .. Page("/assignments", "/assignments", "302 200 200 200 200 200 200", Seven.All),
        .. Page("/areas", "/areas", "302 200 200 200 200 200 200", Seven.All),
        .. Page("/years", "/years", "302 200 200 200 200 200 200", Seven.All),
        .. Page("/search", "/search?q=so", "302 200 200 200 200 200 200", Seven.All),
        .. Page("/meeting", "/meeting", "302 200 200 200 200 200 200"),
        .. Page("/meetings", "/meetings", "302 200 200 200 200 200 200"),
        .. Page("/meetings/{Id:long}", "/meetings/1", "302 200 200 200 200 200 200"),
        .. Page("/directives", "/directives", "302 200 200 200 200 200 200"),
        .. Page("/lagging", "/lagging", "302 200 200 200 200 200 200"),
        .. Page("/lagging/letters", "/lagging/letters", "302 403 200 200 200 200 200"),
        .. Page("/lagging/letters/new", "/lagging/letters/new?unit=dak-ru", "302 403 403 403 403 200 200"),
        .. Page("/lagging/letters/{Id:long}", "/lagging/letters/1", "302 403 200 200 404 200 200"),
        .. Page("/reports", "/reports", "302 403 200 200 200 200 200"),
        .. Page("/reports/{period}/{unit}", "/reports/2023-Q3/dak-ru", "302 403 200 200 404 200 200"),
        .. Page("/consolidated", "/consolidated", "302 403 200 403 403 200 200"),
        .. Page("/consolidated/{Period}", "/consolidated/2023-Q3", "302 403 200 403 403 200 200"),
        .. Page("/admin/plan", "/admin/plan", "302 403 403 403 403 200 200"),
        .. Page("/admin/plan/next", "/admin/plan/next", "302 403 403 403 403 200 200"),
        .. Page("/admin/reminders", "/admin/reminders", "302 403 403 403 403 200 200"),
        .. Page("/admin/accounts", "/admin/accounts", "302 403 403 403 403 403 200", policy: "401 403 403 403 403 403 400"),
        .. Page("/admin/tokens", "/admin/tokens", "302 403 403 403 403 403 200", policy: "401 403 403 403 403 403 400"),
        .. Page("/admin/audit", "/admin/audit", "302 403 403 403 403 403 200", policy: "401 403 403 403 403 403 400"),

        // The scheduler's own pages; an order that wasn't drawn there is refused to administrators, too.
        new("ANY /hangfire/{**path}", "/hangfire", "401 403 403 403 403 403 403"),

        // Whoever has a link that is somebody's reads it; nobody has this one.
        new("GET /calendar/{feedToken}.ics", "/calendar/x.ics", "404 404 404 404 404 404 404"),

        // Signing in: open to all, of course. A form that wasn't drawn here is 400; who is in is led away, who has no link finds nothing.
        new("GET /account/login", "/account/login", "200 302 302 302 302 302 302"),
        new("POST /account/login", "/account/login", "400 400 400 400 400 400 400"),
        new("GET /account/code", "/account/code", "302 302 302 302 302 302 302"),
        new("POST /account/code", "/account/code", "302 302 302 302 302 302 302") { Body = Form("code=1") },
        new("POST /account/logout", "/account/logout", "400 400 400 400 400 400 400"),
        new("GET /account/setup", "/account/setup?code=x", "404 404 404 404 404 404 404"),
        new("POST /account/setup", "/account/setup", "404 404 404 404 404 404 404") { Body = Form("code=x") },
        // One's own account.
        new("GET /account", "/account", "302 302 302 302 302 302 302"),
        new("GET /account/manage", "/account/manage", "302 200 200 200 200 200 200"),
        new("POST /account/manage/language", "/account/manage/language", "401 400 400 400 400 400 400") { Body = Form("language=xx") },
        new("POST /account/manage/password", "/account/manage/password", "401 422 422 422 422 422 422") { Body = Form("password=short") },
        new("GET /account/manage/second-factor", "/account/manage/second-factor", "302 200 200 200 200 200 200"),
        new("POST /account/manage/second-factor", "/account/manage/second-factor", "401 400 400 400 400 400 400") { Body = Form("secret=x") },
        new("POST /account/manage/second-factor/off", "/account/manage/second-factor/off", "401 422 422 422 422 422 422") { Body = Form("password=wrong") },
        new("POST /account/manage/feed", "/account/manage/feed", "401 200 200 200 200 200 200") { Body = Form("none=1") },
        new("POST /account/manage/feed/off", "/account/manage/feed/off", "401 302 302 302 302 302 302") { Body = Form("none=1") },
        new("GET /account/inbox", "/account/inbox", "302 200 200 200 200 200 200"),
        new("GET /account/inbox/{notice:long}", "/account/inbox/1", "302 404 404 404 404 404 404"),
        new("POST /account/inbox/read", "/account/inbox/read", "401 302 302 302 302 302 302") { Body = Form("none=1") },
        new("POST /account/manage/recovery-codes", "/account/manage/recovery-codes", "401 422 422 422 422 422 422") { Body = Form("password=wrong") },
    ];

    [Fact]
    public async Task EveryEndpoint_IsInTheTable_AndEveryRowIsAnEndpoint()
    {
        await using var server = await BoardServer.StartAsync();
        var served = Endpoints(server).Where(endpoint => !IsFile(endpoint)).SelectMany(Names).ToHashSet();
        var listed = Table.Select(row => row.Endpoint).ToHashSet();
        var faults = served.Except(listed).Select(name => name + " is not in the table").Concat(listed.Except(served).Select(name => name + " is not served")).Order().ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryEndpoint_AnswersWhomItMay(bool isPublic)
    {
        await using var seven = await Seven.StartAsync(isPublic);
        var before = seven.State();
        var faults = new List<string>();
        foreach (var row in Table)
        {
            var expected = isPublic ? row.Public ?? row.Closed : row.Closed;
            foreach (var kind in row.Kinds)
            {
                var asked = await Seven.RowAsync(name => AskAsync(seven, row, name, kind));
                if (asked != expected) faults.Add($"{row.Endpoint} by {kind}: {asked}, expected {expected}");
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(before, seven.State());
    }

    /// <summary>Scripts, styles and fonts say nothing of anybody: they are the same for all, and only read.</summary>
    [Fact]
    public async Task Files_AreForEverybody_AndOnlyRead()
    {
        await using var server = await BoardServer.StartAsync("Board:PublicBoard=false");
        var files = Endpoints(server).Where(IsFile).ToList();
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files.SelectMany(Names), name => !name.StartsWith("GET ", StringComparison.Ordinal) && !name.StartsWith("HEAD ", StringComparison.Ordinal));
        foreach (var path in (string[])["/_framework/blazor.web.js", "/_content/MudBlazor/MudBlazor.min.css"])
        {
            using var answer = await server.Anonymous.GetAsync(path);
            Assert.True(answer.IsSuccessStatusCode, $"{path} {(int)answer.StatusCode}");
        }
    }

    // Who asks for what, and doesn't get it.
    private static readonly IReadOnlyList<(string Name, string Method, string Address)> NotTheirs =
    [
        ("other", "GET", $"{Report}"),
        ("other", "GET", $"{Report}/attachments/{{file}}"),
        ("other", "GET", $"{Plan}/reports/{Seven.In}/nowhere"),
        // A file is found under its own report alone.
        ("other", "GET", $"{Plan}/reports/{Seven.In}/dak-sin/attachments/{{file}}"),
        ("secretariat", "GET", $"{Plan}/reports/{Seven.In}/dak-sin/attachments/{{file}}"),
        ("reporter", "GET", $"{Plan}/reports/2023-Q4/dak-ru/attachments/{{file}}"),
        ("other", "DELETE", $"{Plan}/reports/{Seven.In}/dak-sin/attachments/{{file}}"),
        ("reporter", "DELETE", $"{Plan}/reports/2023-Q4/dak-ru/attachments/{{file}}"),
        ("reporter", "GET", $"{Report}/attachments/..%2f..%2fboard.db"),
        // Periods in which nobody owes, and plans, figures and units that there are none of.
        ("reporter", "GET", $"{Plan}/reports/2023-Q1/dak-ru"),
        ("reporter", "GET", $"{Plan}/reports/never/dak-ru"),
        ("reporter", "POST", $"{Plan}/reports/2022-Q4/dak-ru/submit"),
        ("reporter", "GET", $"{Api}/plans/nowhere/reports/{Seven.In}/dak-ru"),
        ("secretariat", "POST", $"{Api}/plans/nowhere/readings/1/accept"),
        ("secretariat", "POST", $"{Plan}/readings/99999/accept"),
        ("viewer", "GET", $"{Plan}/indicators/nope"),
        ("viewer", "GET", $"{Plan}/deadlines?unit=nowhere"),
        ("committee", "GET", $"{Plan}/compliance?period=2022-Q1"),
    ];

    /// <summary>What exists for others and what doesn't exist at all is told apart by nobody.</summary>
    [Fact]
    public async Task WhatIsNotTheirs_IsNotThere()
    {
        await using var seven = await Seven.StartAsync();
        var before = seven.State();
        var faults = new List<string>();
        foreach (var (name, method, address) in NotTheirs)
            foreach (var kind in (ActorKind[])[ActorKind.Token, ActorKind.Account])
            {
                using var request = new HttpRequestMessage(new(method), Filled(seven, address));
                using var answer = await Client(seven, name, kind).SendAsync(request);
                var said = await answer.Content.ReadAsStringAsync();
                if ((int)answer.StatusCode != 404 || said.Contains("dak-", StringComparison.Ordinal)) faults.Add($"{method} {address} as {name} by {kind}: {(int)answer.StatusCode} {said}");
            }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(before, seven.State());
    }

    private static async Task<string> AskAsync(Seven seven, Row row, string name, ActorKind kind)
    {
        using var request = new HttpRequestMessage(new(row.Method), Filled(seven, row.Address));
        if (row.Body is { } body) request.Content = await body(seven, name);
        using var answer = await Client(seven, name, kind).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var isProblem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
        return (int)answer.StatusCode >= 400 && row.Address.StartsWith(Api, StringComparison.Ordinal) && !isProblem ? $"{(int)answer.StatusCode}-unexplained" : $"{(int)answer.StatusCode}";
    }

    private static HttpClient Client(Seven seven, string name, ActorKind kind) => kind == ActorKind.Token ? seven.Client(name) : seven.Visitor(name).Client;

    private static string Filled(Seven seven, string address) => address.Replace("{file}", seven.Attachment, StringComparison.Ordinal);

    private static IEnumerable<RouteEndpoint> Endpoints(BoardServer server) => server.Part<EndpointDataSource>().Endpoints.Select(Assert.IsType<RouteEndpoint>);

    private static IEnumerable<string> Names(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => $"{method} {Route(endpoint)}");

    private static string Route(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static bool IsFile(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || Route(endpoint) is "/{**path:file}" or "/_framework/opaque-redirect";

    /// <summary>A page, which takes forms too: those that weren't drawn here are 400.</summary>
    /// <param name="policy">What a form is answered where the page is for fewer than those who are signed in.</param>
    private static IEnumerable<Row> Page(string route, string address, string closed, string? open = null, string? policy = null)
    {
        const string refused = "400 400 400 400 400 400 400";
        yield return new("GET " + route, address, closed, open);
        yield return new("POST " + route, address, policy ?? (closed == Seven.All ? refused : "401 400 400 400 400 400 400"), open is null ? null : refused);
    }

    private static Func<Seven, string, Task<HttpContent>> Json(string text) => (_, _) => Task.FromResult<HttpContent>(new StringContent(text, Encoding.UTF8, "application/json"));

    /// <summary>A form with the token that this server's pages have in theirs.</summary>
    private static Func<Seven, string, Task<HttpContent>> Form(string field) => async (seven, name) =>
    {
        var (page, action) = name == "nobody" ? ("/account/login", "/account/login") : ("/account/manage", "/account/manage/language");
        var hidden = Visitor.Hidden(await seven.Visitor(name).Client.GetStringAsync(page), action);
        return new FormUrlEncodedContent([.. hidden.Select(one => KeyValuePair.Create(one.Name, one.Value)), KeyValuePair.Create(field.Split('=')[0], field.Split('=')[1])]);
    };

    /// <param name="Closed">What each is answered where the board is not public.</param>
    /// <param name="Public">What each is answered where it is; null: the same.</param>
    private sealed record Row(string Endpoint, string Address, string Closed, string? Public = null)
    {
        /// <summary>What is sent, by whom.</summary>
        public Func<Seven, string, Task<HttpContent>>? Body { get; init; }

        public string Method => Endpoint.Split(' ')[0] is var method and not "ANY" ? method : "POST";

        /// <summary>Machines call with a token, people with a cookie; pages are for people.</summary>
        public IReadOnlyList<ActorKind> Kinds =>
            ((string[])[Api, "/openapi", "/healthz", "/hubs"]).Any(path => Address.StartsWith(path, StringComparison.Ordinal)) ? [ActorKind.Token, ActorKind.Account] : [ActorKind.Account];
    }
}
