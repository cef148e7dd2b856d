using System.Net;
using System.Text.Json.Nodes;
using Board.Domain.Meetings;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Lagging;
using Board.Web.Meetings;

namespace Board.Tests.Access;

/// <summary>
/// The seven whom the tables of access are about, each with a token and with an account, on a board with one report that is handed in.
/// The reporter speaks for Đắk Ru, whose report it is, and the other one for Đắk Sin.
/// </summary>
public sealed class Seven : IAsyncDisposable
{
    /// <summary>In the order of the tables' columns.</summary>
    public static readonly IReadOnlyList<string> Names = ["nobody", "viewer", "committee", "reporter", "other", "secretariat", "admin"];

    /// <summary>The period for which Đắk Ru's report is handed in; its next one and Đắk Sin's are begun.</summary>
    public const string In = "2023-Q3";

    /// <summary>Every cell of a row.</summary>
    public const string All = "200 200 200 200 200 200 200";

    /// <summary>The plan, with an assignment that the reporter's commune leads; the real one has none.</summary>
    public static readonly byte[] PlanFile = SeedPlan.With(plan => plan["assignments"]![0]!["leads"] = new JsonArray("dak-ru"));

    private const long Unknown = 99_999;

    private readonly Dictionary<string, (HttpClient Client, long Id)> _tokens = [];
    private readonly Dictionary<string, (Visitor Visitor, long Id)> _accounts = [];

    private Seven(BoardServer server) => Server = server;

    public BoardServer Server { get; }

    /// <summary>A file of the report that is in.</summary>
    public string Attachment { get; private set; } = "";

    /// <summary>A token that was revoked.</summary>
    public long SpareToken { get; private set; }

    /// <summary>An account that was disabled.</summary>
    public long SpareAccount { get; private set; }

    /// <summary>Starts the board, closed or public, and lets them in.</summary>
    public static async Task<Seven> StartAsync(bool isPublic = false)
    {
        var seven = new Seven(await BoardServer.StartAsync($"Board:PublicBoard={isPublic}"));
        await seven.FillAsync();
        return seven;
    }

    /// <summary>Somebody who calls with a token.</summary>
    public HttpClient Client(string name) => _tokens[name].Client;

    /// <summary>Somebody at a browser.</summary>
    public Visitor Visitor(string name) => _accounts[name].Visitor;

    /// <summary>Somebody as a use case knows them.</summary>
    public Actor Actor(string name, ActorKind kind) => new(kind, kind == ActorKind.Token ? _tokens[name].Id : _accounts[name].Id);

    /// <summary>What one asks of each of them, as a row of the table.</summary>
    public static async Task<string> RowAsync(Func<string, Task<string>> ask)
    {
        var cells = new List<string>();
        foreach (var name in Names) cells.Add(await ask(name));
        return string.Join(' ', cells);
    }

    /// <summary>Everything that the tables must leave as it is: no row may change what another asks. Only wrong passwords are noted.</summary>
    public string State() => string.Join(',', Sql.Counts(Server.Database).Split(',').Where(part => !part.StartsWith(" audit", StringComparison.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        foreach (var (client, _) in _tokens.Values) client.Dispose();
        foreach (var (visitor, _) in _accounts.Values) visitor.Dispose();
        await Server.DisposeAsync();
    }

    private async Task FillAsync()
    {
        Assert.Equal(ImportPlan.Outcome.Replaced, (await Server.ImportAsync(PlanFile)).Outcome);

        (_tokens["nobody"], _accounts["nobody"]) = ((new() { BaseAddress = new(Server.Url) }, Unknown), (new(Server.Url), Unknown));
        foreach (var (name, role, unit) in new (string, Role, string?)[]
        {
            ("viewer", Role.Viewer, null), ("committee", Role.Committee, null), ("reporter", Role.Reporter, "dak-ru"), ("other", Role.Reporter, "dak-sin"),
            ("secretariat", Role.Secretariat, null), ("admin", Role.Admin, null),
        })
        {
            _tokens[name] = (await Server.ClientAsync(role, unit), Last("Tokens"));
            _accounts[name] = (await Server.VisitorAsync(role, unit), Last("Accounts"));
        }

        using (await Server.ClientAsync(Role.Viewer)) SpareToken = Last("Tokens");
        Assert.Null(await Server.Part<RevokeToken>().ExecuteAsync(Web.Access.Actor.Console, SpareToken));
        SpareAccount = await Server.AccountAsync("spare@huyen.vn", Role.Viewer);
        Assert.Null(await Server.Part<SwitchAccount>().ExecuteAsync(Web.Access.Actor.Console, SpareAccount, enabled: false));

        // A meeting that is closed, and a directive to Đắk Ru that was given in it.
        Assert.IsType<MeetingResult.Done>(await Server.Part<OpenMeeting>().ExecuteAsync(Web.Access.Actor.Console, new(BoardServer.Plan, MeetingKind.Plenary, "Họp")));
        Assert.IsType<MeetingResult.Done>(await Server.Part<RecordDirective>().ExecuteAsync(Web.Access.Actor.Console, new(BoardServer.Plan, "Rà soát", "1a", "dak-ru", new(2023, 12, 29), 1)));
        Assert.IsType<MeetingResult.Done>(await Server.Part<CloseMeeting>().ExecuteAsync(Web.Access.Actor.Console, new(BoardServer.Plan, 1)));

        // A letter to Đắk Ru, which owes something by then.
        var (draft, _) = await Server.Part<DraftLetter>().ExecuteAsync(Web.Access.Actor.Console, BoardServer.Plan, ["dak-ru"]);
        Assert.IsType<IssueLetter.Result.Issued>(await Server.Part<IssueLetter>().ExecuteAsync(
            Web.Access.Actor.Console, new(BoardServer.Plan, ["dak-ru"], draft!.Letter.Text, draft.Token, Guid.NewGuid().ToString("N"))));

        var unitsOwn = Client("reporter");
        Attachment = (string)(await AttachmentTests.AttachAsync(unitsOwn, "a.pdf", AttachmentTests.Pdf, In).ExpectAsync(HttpStatusCode.Created))["id"]!;
        await unitsOwn.HandInAsync(period: In);
        // Reports that the file is no part of.
        await unitsOwn.PutTextAsync("{}").ExpectAsync(HttpStatusCode.OK);
        await Client("other").PutTextAsync("{}", In, "dak-sin").ExpectAsync(HttpStatusCode.OK);
        await Server.ReachAsync(Sql.Number(Server.Database, """SELECT "Value" FROM "BoardVersion" """));
    }

    private long Last(string table) => Sql.Number(Server.Database, $"""SELECT max("Id") FROM "{table}" """);
}
