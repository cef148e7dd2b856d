using System.Text.Json;
using System.Text.Json.Nodes;
using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Indicators;
using Board.Web.Live;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Demo;

/// <summary>
/// The demo's stage: a database of its own in a temporary folder, the real plan with illustrative baselines and figures, and a clock
/// that starts on the morning of 24 November 2023.
/// </summary>
public sealed class DemoScene : IAsyncDisposable
{
    /// <summary>How simulated figures come in, for the record.</summary>
    public const string Source = "demo";

    private const string Start = "2023-11-24T08:00:00+07:00";

    private const string Password = "chuyen-doi-so-2023";

    private readonly string _folder;
    private readonly JsonObject _file;
    private readonly Dictionary<string, Actor> _actors = [];

    private DemoScene(string folder, JsonObject file, LocalText notice) => (_folder, _file, Notice) = (folder, file, new(notice));

    /// <summary>What every page says of the figures.</summary>
    public BoardNotice Notice { get; }

    /// <summary>An account of every role, which the sign-in page tells everybody.</summary>
    public DemoAccounts Accounts { get; } = new(Password,
    [
        new("quantri@demo.vn", "Nguyễn Quản Trị", Role.Admin, null),
        new("thuongtruc@demo.vn", "Trần Thường Trực", Role.Secretariat, null),
        new("chidao@demo.vn", "Lê Chỉ Đạo", Role.Committee, null),
        new("dakru@demo.vn", "Điểu Đắk Ru", Role.Reporter, "dak-ru"),
        new("yte@demo.vn", "Phạm Y Tế", Role.Reporter, "ttyt"),
        new("nguoixem@demo.vn", "Hoàng Người Xem", Role.Viewer, null),
    ]);

    /// <summary>Reads the illustrative figures and makes the folder.</summary>
    public static DemoScene Make()
    {
        var seeds = Server.FindFolder("seeds/demo") ?? throw new DirectoryNotFoundException("There is no folder seeds/demo.");
        var file = JsonNode.Parse(File.ReadAllBytes(Path.Combine(seeds, "dak-rlap-2023.json")))!.AsObject();
        var notice = file["notice"]!.Deserialize<LocalText>(JsonSerializerOptions.Web)!;
        return new(Directory.CreateTempSubdirectory("board-demo-").FullName, file, notice);
    }

    /// <summary>Sets the demo's settings, under whatever the command line says.</summary>
    public void Configure(ConfigurationManager configuration)
    {
        configuration["ConnectionStrings:Board"] = $"Data Source={Path.Combine(_folder, "board.db")}";
        configuration["Board:PublicBoard"] = "true";
        configuration["Board:Clock:Start"] ??= Start;
    }

    /// <summary>
    /// Loads the plan, gives each unit a token, and records the illustrative figures through the ordinary use case, as if each had
    /// come in two days after its date.
    /// </summary>
    public async Task FillAsync(IServiceProvider services, CancellationToken cancel)
    {
        var clock = new SeedClock { Now = new(2023, 1, 3, 9, 30, 0, TimeSpan.FromHours(7)) };
        var databases = services.GetRequiredService<IDbContextFactory<BoardDb>>();
        using var transactions = new BoardTransactions(services.GetRequiredService<IConfiguration>(), clock, services.GetRequiredService<AuditKey>());
        var imported = await new ImportPlan(transactions).ExecuteAsync(Actor.Console, PlanFile(), cancel);
        if (imported.Outcome != ImportPlan.Outcome.Added) throw new InvalidDataException($"The demo's plan was refused: {string.Join("; ", imported.Faults)}");

        var drafts = Readings().OrderBy(draft => draft.AsOf).ToList();
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var unit in drafts.Select(draft => draft.Unit).Distinct())
        {
            var name = (await services.GetRequiredService<PlanShelf>().FindAsync(db, imported.PlanId!, cancel))!.Plan.FindUnit(unit)!.Name;
            var (token, _) = await new AddToken(transactions).ExecuteAsync(Actor.Console, name, Role.Reporter, unit, cancel);
            var hash = AddToken.Hash(token!);
            _actors[unit] = new(ActorKind.Token, await db.Tokens.Where(row => row.Hash == hash).Select(row => row.Id).SingleAsync(cancel));
        }

        var add = new AddAccount(transactions);
        foreach (var account in Accounts.Accounts)
        {
            var (_, code, fault) = await add.ExecuteAsync(Actor.Console, account, cancel);
            if (code is null) throw new InvalidDataException($"The demo's account {account.Email} was refused: {fault}.");
            var done = await new SetUpAccount(transactions, databases, services.GetRequiredService<Passwords>(), clock).ExecuteAsync(new(code, Password, Password, null, null), cancel);
            if (done is not SetUpAccount.Result.Done) throw new InvalidDataException($"The demo's account {account.Email} has no password: {done}.");
        }

        var submit = new SubmitReading(transactions, services.GetRequiredService<PlanShelf>(), services.GetRequiredService<LiveBoard>());
        foreach (var draft in drafts)
        {
            clock.Now = new(draft.AsOf.AddDays(2).ToDateTime(new(9, 30)), TimeSpan.FromHours(7));
            var result = await submit.ExecuteAsync(ActorOf(draft.Unit), new(imported.PlanId!, draft, true, null, Source), cancel);
            if (result is not SubmitReading.Result.Stored) throw new InvalidDataException($"The demo's figure {draft} was refused: {result}.");
        }
    }

    /// <summary>Who reports for a unit.</summary>
    public Actor ActorOf(string unit) => _actors[unit];

    /// <summary>Which indicators the simulated units keep reporting.</summary>
    public IReadOnlyList<string> LiveIndicators => _file["live"]!.Deserialize<string[]>()!;

    /// <summary>Throws the database away.</summary>
    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private IEnumerable<ReadingDraft> Readings() => _file["readings"]!.AsArray().Select(node => node.Deserialize<ReadingDraft>(JsonSerializerOptions.Web)!);

    private byte[] PlanFile()
    {
        var path = Path.Combine(Server.FindFolder("seeds/plans")!, _file["plan"]!.GetValue<string>() + ".json");
        var plan = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
        plan["denominators"] = _file["denominators"]!.DeepClone();
        foreach (var baseline in _file["baselines"]!.AsArray().OfType<JsonObject>())
        {
            var indicator = plan["indicators"]!.AsArray().Single(node => node!["code"]!.GetValue<string>() == baseline["indicator"]!.GetValue<string>())!;
            indicator["baseline"] = new JsonObject { ["date"] = baseline["date"]!.DeepClone(), ["value"] = baseline["value"]!.DeepClone() };
        }
        return JsonSerializer.SerializeToUtf8Bytes(plan);
    }

    private sealed class SeedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
    }
}
