using System.Diagnostics;
using System.Globalization;
using Board.Domain.Readings;
using Board.Web;
using Board.Web.Access;
using Board.Web.Indicators;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Bench.Commits;

/// <summary>
/// Readings committed a second, beside bare INSERT transactions into the same file with the same durability, turn by turn in one run.
/// </summary>
public static class CommitRun
{
    private const int Rounds = 6;
    private const double Wanted = 1 / 3.0;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    /// <summary>Measures and prints.</summary>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("board-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "board.db");
            await using var app = Server.Build(["--Urls=http://127.0.0.1:0", $"--ConnectionStrings:Board=Data Source={file}", "--Board:Clock:Start=2023-11-24T08:00:00+07:00"], null);
            await Server.OpenDatabaseAsync(app.Services, CancellationToken.None);
            await Server.LoadPlansAsync(app.Services, CancellationToken.None);
            await app.StartAsync();
            using var bare = Bare.Open(file);
            var submit = app.Services.GetRequiredService<SubmitReading>();
            var serial = 0;
            List<(double Readings, double Inserts)> rates = [];
            for (var round = 0; round <= Rounds; round++)
            {
                var readings = await RateAsync(() => SubmitAsync(submit, serial++));
                var inserts = await RateAsync(() => { bare.Insert(serial++); return Task.CompletedTask; });
                // The first turn warms up.
                if (round > 0) rates.Add((readings, inserts));
            }
            Print(rates);
            await app.StopAsync();
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task SubmitAsync(SubmitReading submit, int serial)
    {
        var draft = new ReadingDraft("2b", "vhtt", new DateOnly(2023, 1, 1).AddDays(serial % 10 * 30), 40_000 + serial % 1_000, 80_000);
        var result = await submit.ExecuteAsync(Actor.Console, new("dak-rlap-2023", draft, true, null, "bench"));
        if (result is not SubmitReading.Result.Stored) throw new InvalidOperationException($"Not stored: {result}");
    }

    private static async Task<double> RateAsync(Func<Task> once)
    {
        var (watch, done) = (Stopwatch.StartNew(), 0);
        while (watch.Elapsed < Turn)
        {
            await once();
            done++;
        }
        return done / watch.Elapsed.TotalSeconds;
    }

    private static void Print(List<(double Readings, double Inserts)> rates)
    {
        static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
        Console.WriteLine("committed a second, full sync, one after the other; median of turns");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  bare INSERT transactions  {Median(rates.Select(rate => rate.Inserts)),8:0}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  readings                  {Median(rates.Select(rate => rate.Readings)),8:0}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio                     {Median(rates.Select(rate => rate.Readings / rate.Inserts)),8:0.00}   target at least {Wanted:0.00}"));
    }

    private sealed class Bare(SqliteConnection connection, SqliteCommand insert) : IDisposable
    {
        public static Bare Open(string file)
        {
            var connection = new SqliteConnection($"Data Source={file}");
            connection.Open();
            Run(connection, "PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL; CREATE TABLE \"Bare\" (\"Id\" INTEGER PRIMARY KEY, \"Serial\" INTEGER, \"Text\" TEXT)");
            var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO \"Bare\" (\"Serial\", \"Text\") VALUES ($serial, 'one row as long as a reading is, more or less, with unit and note')";
            insert.Parameters.Add("$serial", SqliteType.Integer);
            return new(connection, insert);
        }

        public void Insert(int serial)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            insert.Parameters[0].Value = serial;
            insert.ExecuteNonQuery();
            transaction.Commit();
        }

        public void Dispose()
        {
            insert.Dispose();
            connection.Dispose();
        }

        private static void Run(SqliteConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
