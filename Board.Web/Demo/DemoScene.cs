using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Indicators;
using Board.Web.Live;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

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

    private const string Reviewer = "thuongtruc@demo.vn";

    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    private static readonly JsonSerializerOptions Words = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

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
        new(Reviewer, "Trần Thường Trực", Role.Secretariat, null),
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
        // Whatever is sent here stays here: letters are files, and go with the demo.
        configuration["Board:Mail:Smtp"] = "";
        configuration["Board:Mail:Pickup"] = Path.Combine(_folder, "mail");
    }

    /// <summary>
    /// Loads the plan, gives each unit a token and each role an account, and then lets the year pass: the illustrative figures come in two days
    /// after their date, the reports are handed in and decided of, and units are reminded, all through the ordinary use cases.
    /// </summary>
    public async Task FillAsync(IServiceProvider services, CancellationToken cancel)
    {
        var clock = new SeedClock { Now = new(2023, 1, 3, 9, 30, 0, Offset) };
        var databases = services.GetRequiredService<IDbContextFactory<BoardDb>>();
        var (plans, live) = (services.GetRequiredService<PlanShelf>(), services.GetRequiredService<LiveBoard>());
        using var transactions = new BoardTransactions(services.GetRequiredService<IConfiguration>(), clock, services.GetRequiredService<AuditKey>());
        var imported = await new ImportPlan(transactions).ExecuteAsync(Actor.Console, PlanFile(), cancel);
        if (imported is not { Outcome: ImportPlan.Outcome.Added, PlanId: { } planId }) throw new InvalidDataException($"The demo's plan was refused: {string.Join("; ", imported.Faults)}");

        await using var db = await databases.CreateDbContextAsync(cancel);
        var calendar = (await plans.FindAsync(db, planId, cancel))!;
        foreach (var unit in calendar.Plan.Units.Where(unit => unit.Reports))
        {
            var (token, _) = await new AddToken(transactions).ExecuteAsync(Actor.Console, unit.Name, Role.Reporter, unit.Code, cancel);
            var hash = AddToken.Hash(token!);
            _actors[unit.Code] = new(ActorKind.Token, await db.Tokens.Where(row => row.Hash == hash).Select(row => row.Id).SingleAsync(cancel));
        }
        var people = await AddPeopleAsync(services, transactions, databases, clock, cancel);
        var reminders = new DemoReminders(transactions, databases, plans, services.GetRequiredService<LiveInbox>(), services.GetRequiredService<IOptions<BoardSettings>>(), clock);
        await reminders.AddReportersAsync(calendar, new(transactions), [.. Accounts.Accounts.Select(account => account.Unit)], cancel);

        var submit = new SubmitReading(transactions, plans, live);
        var reports = new DemoReports(transactions, plans, live, databases, planId);
        var meetings = new DemoMeetings(transactions, plans, services.GetRequiredService<PlanNews>(), planId);
        var start = DateTimeOffset.Parse(Start, CultureInfo.InvariantCulture);
        var year = Readings().Select(draft => (At: draft.AsOf.AddDays(2).ToDateTime(new(9, 30)), PlayAsync: (Func<Task>)(() => RecordAsync(draft))))
            .Concat(Steps().Select(step => (step.At, PlayAsync: (Func<Task>)(() => reports.PlayAsync(step, Writer(step.Unit), people[Reviewer], cancel)))))
            .Concat(MeetingSteps().Select(step => (step.At, PlayAsync: (Func<Task>)(() => meetings.PlayAsync(step, people.TryGetValue(step.By, out var person) ? person : Writer(step.By), cancel)))))
            .Concat(reminders.Instants(calendar, Steps()).Where(at => at < start)
                .Select(at => (At: at.ToOffset(Offset).DateTime, PlayAsync: (Func<Task>)(() => reminders.PlayAsync(cancel)))));
        foreach (var (at, playAsync) in year.OrderBy(one => one.At))
        {
            clock.Now = new(at, Offset);
            await playAsync();
        }

        // Where a person reports for a unit, its reports are theirs.
        Actor Writer(string unit) => Accounts.Accounts.FirstOrDefault(account => account.Unit == unit) is { } person ? people[person.Email] : ActorOf(unit);

        async Task RecordAsync(ReadingDraft draft)
        {
            var result = await submit.ExecuteAsync(ActorOf(draft.Unit), new(planId, draft, true, null, Source), cancel);
            if (result is not SubmitReading.Result.Stored) throw new InvalidDataException($"The demo's figure {draft} was refused: {result}.");
        }
    }

    private async Task<Dictionary<string, Actor>> AddPeopleAsync(
        IServiceProvider services, BoardTransactions transactions, IDbContextFactory<BoardDb> databases, TimeProvider clock, CancellationToken cancel)
    {
        var people = new Dictionary<string, Actor>();
        var (add, setUp) = (new AddAccount(transactions), new SetUpAccount(transactions, databases, services.GetRequiredService<Passwords>(), clock));
        foreach (var account in Accounts.Accounts)
        {
            var (id, code, fault) = await add.ExecuteAsync(Actor.Console, account, cancel);
            if (code is null) throw new InvalidDataException($"The demo's account {account.Email} was refused: {fault}.");
            var done = await setUp.ExecuteAsync(new(code, Password, Password, null, null), cancel);
            if (done is not SetUpAccount.Result.Done) throw new InvalidDataException($"The demo's account {account.Email} has no password: {done}.");
            people[account.Email] = new(ActorKind.Account, id);
        }
        return people;
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

    private IEnumerable<DemoStep> Steps() => _file["reports"]!.AsArray().Select(node => node.Deserialize<DemoStep>(JsonSerializerOptions.Web)!);

    private IEnumerable<DemoMeetingStep> MeetingSteps() => _file["meetings"]!.AsArray().Select(node => node.Deserialize<DemoMeetingStep>(Words)!);

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
