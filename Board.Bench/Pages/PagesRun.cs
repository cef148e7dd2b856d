using System.Diagnostics;
using System.Globalization;
using System.Net;
using Board.Bench.Servers;

namespace Board.Bench.Pages;

/// <summary>
/// What pages cost apart from being live: from start to ready, the cached board a second, its bytes, what a first visit loads, and the
/// memory of a circuit of a work page.
/// </summary>
internal static class PagesRun
{
    private const int Starts = 5;
    private const int Readers = 16;

    // With few, what the collector keeps for later weighs more than they do.
    private const int Circuits = 300;
    private const string WorkPage = "/reports/2023-Q4/kien-duc";
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    /// <summary>Measures and prints.</summary>
    public static async Task<int> RunAsync()
    {
        Core.Pin(1);
        var folder = Directory.CreateTempSubdirectory("board-bench-");
        try
        {
            string[] settings = [.. ProductServer.SettingsIn(folder.FullName), "--Board:Clock:Start", "2023-11-24T08:00:00+07:00"];
            var account = await Reporter.AddAsync(settings);
            var starts = new List<double>();
            for (var i = 0; i < Starts; i++)
            {
                var begun = Stopwatch.GetTimestamp();
                await using var once = await StartAsync(settings);
                starts.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
            await using var server = await StartAsync(settings);
            Print("start to ready, existing database, ms", starts.Order().ElementAt(Starts / 2), "≤ 3000");
            await PrintBoardAsync(server);
            var work = await account.WeighAsync(server, WorkPage, Circuits);
            Print($"memory per circuit of {WorkPage}, KiB", work.Live / 1024.0 / Circuits, "≤ 800");
            Print("  with the gaps in the heap", work.Heap / 1024.0 / Circuits, "");
            Print("  resident", work.Resident / 1024.0 / Circuits, "");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<ServerProcess> StartAsync(string[] settings) =>
        ServerProcess.StartAsync([Repository.BoardDll, .. settings], "/healthz/ready", core: 0, Repository.ContentRootOf(Repository.BoardDll));

    private static async Task PrintBoardAsync(ServerProcess server)
    {
        using var http = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { { "Accept-Encoding", "br, gzip" } } };
        // The first turn warms up.
        await RateAsync(http);
        Print("cached / a second, server on one core", await RateAsync(http), "≥ 2000");
        Print("HTML of /, brotli, bytes", (await http.GetByteArrayAsync("/")).Length, "≤ 20000");
        Print("everything a first visit loads, bytes", await FirstVisit.BytesAsync(http), "≤ 200000");
    }

    private static async Task<double> RateAsync(HttpClient http)
    {
        var (begun, done) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(begun) < Turn)
            {
                using var answer = await http.GetAsync("/");
                if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"/ answered {(int)answer.StatusCode}");
                Interlocked.Increment(ref done);
            }
        }));
        return done / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static void Print(string what, double value, string target) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-60}{value,10:0}   {target}").TrimEnd());
}
