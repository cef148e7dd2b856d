using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Board.Bench.Servers;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Web;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Indicators;
using Board.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Bench.Calculation;

/// <summary>One, ten and a hundred plan-years of monthly history in one database.</summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 20, iterationCount: 100)]
[MemoryDiagnoser]
public class SnapshotBenchmarks
{
    private readonly string _folder = Directory.CreateTempSubdirectory("board-calc-").FullName;
    private WebApplication _app = null!;
    private LiveState _before = null!;
    private int _serial;

    /// <summary>Plans of one year each in the database.</summary>
    [Params(1, 10, 100)]
    public int PlanYears { get; set; }

    /// <summary>Fills the database; its durability doesn't matter here.</summary>
    [GlobalSetup]
    public async Task FillAsync()
    {
        // Every plan is written here.
        var none = Directory.CreateDirectory(Path.Combine(_folder, "plans")).FullName;
        _app = Server.Build([$"--ConnectionStrings:Board=Data Source={Path.Combine(_folder, "board.db")}", $"--Board:Plans={none}", "--Board:Clock:Start=2023-11-24T08:00:00+07:00"], null);
        await Server.OpenDatabaseAsync(_app.Services, CancellationToken.None);
        var import = _app.Services.GetRequiredService<ImportPlan>();
        // The first year that a plan may have; a hundred of them run past the clock's.
        var first = Math.Max(2000, 2023 - PlanYears + 1);
        foreach (var year in Enumerable.Range(first, PlanYears)) await import.ExecuteAsync(Actor.Console, History.PlanOf(year));
        await using (var db = await Databases.CreateDbContextAsync()) await History.FillAsync(db, first, PlanYears);
        _before = await Reader.ReadAsync(null, default);
    }

    /// <summary>Removes it.</summary>
    [GlobalCleanup]
    public async Task RemoveAsync()
    {
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Commits a reading, which is not measured.</summary>
    [IterationSetup(Target = nameof(CommittedToSnapshot))]
    public void Commit() => _app.Services.GetRequiredService<SubmitReading>()
        .ExecuteAsync(Actor.Console, new(History.PlanId(2023), new("1a", "dak-ru", new(2023, 11, 1), 7_000 + _serial++ % 900, 9_000), true, null, "bench"))
        .GetAwaiter().GetResult();

    /// <summary>What the live board does after a commit: read again what changed, compute, make the new snapshot.</summary>
    [Benchmark]
    public LiveState CommittedToSnapshot() => _before = Reader.ReadAsync(_before, default).GetAwaiter().GetResult();

    /// <summary>The whole board from nothing, as at start.</summary>
    [Benchmark]
    public LiveState WholeBoard() => Reader.ReadAsync(null, default).GetAwaiter().GetResult();

    /// <summary>The trend of one indicator, which only its own page asks for.</summary>
    [Benchmark]
    public Forecast? Trend()
    {
        var detail = _before.Find(null)!.Find("1a")!;
        return Forecast.Of(detail.Progress.Indicator, detail.Series);
    }

    /// <summary>Every revision of one indicator, as its page lists them.</summary>
    [Benchmark]
    public int Revisions()
    {
        using var db = Databases.CreateDbContext();
        var planId = History.PlanId(2023);
        return db.Readings.AsNoTracking().Where(row => row.PlanId == planId && row.Indicator == "1a").OrderByDescending(row => row.Id).Take(200).ToList().Count;
    }

    private IDbContextFactory<BoardDb> Databases => _app.Services.GetRequiredService<IDbContextFactory<BoardDb>>();

    private BoardReader Reader => _app.Services.GetRequiredService<BoardReader>();
}

/// <summary>Invented years of the 2023 plan: every unit reports every indicator each month.</summary>
public static class History
{
    private static readonly JsonObject Seed = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "seeds/plans/dak-rlap-2023.json")))!.AsObject();

    /// <summary>The id of a year's plan.</summary>
    public static string PlanId(int year) => $"dak-rlap-{year}";

    /// <summary>The plan file of a year.</summary>
    public static byte[] PlanOf(int year)
    {
        var plan = Seed.DeepClone().AsObject();
        (plan["id"], plan["year"], plan["holidays"], plan["effectiveFrom"]) = (PlanId(year), year, new JsonArray(), new JsonObject { ["date"] = $"{year}-01-01" });
        foreach (var indicator in plan["indicators"]!.AsArray()) indicator!["due"] = $"{year}-12-31";
        foreach (var rule in plan["reporting"]!.AsArray().Where(rule => rule!["period"]!.GetValue<string>() == "once")) rule!["before"] = $"{year}-06-15";
        return System.Text.Encoding.UTF8.GetBytes(plan.ToJsonString());
    }

    /// <summary>Ten monthly figures of every unit and indicator of each year.</summary>
    public static async Task FillAsync(BoardDb db, int first, int years)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var year in Enumerable.Range(first, years))
        {
            var plan = Domain.Plans.PlanFile.Read(PlanOf(year)).Plan!;
            db.AddRange(
                from indicator in plan.Indicators
                from unit in indicator.Sources
                from month in Enumerable.Range(1, 10)
                select new ReadingRow
                {
                    PlanId = plan.Id, Indicator = indicator.Code, Unit = unit, AsOf = new DateOnly(year, month, 28), Revision = 1,
                    Numerator = 4_000 + 100 * month, Denominator = 9_000, FromNumerator = null, FromDenominator = null,
                    State = ReadingState.Provisional, Current = true, Version = 1, By = "bench", At = new DateTime(year, month, 28, 0, 0, 0, DateTimeKind.Utc),
                    Note = null, Source = "bench",
                });
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }
}
