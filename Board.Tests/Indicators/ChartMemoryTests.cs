using Board.Domain.Readings;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Indicators;
using Microsoft.Playwright;

namespace Board.Tests.Indicators;

/// <summary>A chart that is open all day draws thousands of times, and must not keep anything of it.</summary>
[Collection(nameof(Timed))]
public sealed class ChartMemoryTests(Browser browser)
{
    private const int Warm = 40;
    private const int Updates = 600;

    [Fact]
    public async Task SixHundredUpdates_LeaveTheHeapAndTheDocumentFlat()
    {
        // The clock stands and is moved a frame at a time: each figure is one drawing, and none has to be waited for.
        await using var server = await BoardServer.StartAsync();
        await using var window = await browser.OpenAsync(server.Url + "/indicators/1a");
        await window.LiveAsync();
        var tools = await window.Context.NewCDPSessionAsync(window.Page);
        foreach (var unit in (string[])["dak-ru", "dak-sin", "nhan-co"])
            foreach (var (month, asOf) in ((int, string)[])[(0, "2023-03-31"), (1, "2023-06-30"), (2, "2023-10-31")]) await RecordAsync(server, unit, asOf, 500 + 20 * month);
        await DrawnAsync(server, window, 1);

        var drawn = await DrawsAsync(window);
        for (var i = 0; i < Warm; i++) drawn = await UpdateAsync(server, window, i, drawn);
        var before = await MeasureAsync(tools);
        for (var i = Warm; i < Warm + Updates; i++) drawn = await UpdateAsync(server, window, i, drawn);
        var after = await MeasureAsync(tools);

        Assert.True(after.Nodes <= before.Nodes + 20, $"{before} → {after}");
        Assert.True(after.Listeners <= before.Listeners + 10, $"{before} → {after}");
        // The engine's own caches grow a little at first; one drawing that were kept of each update would be sixty megabytes.
        Assert.True(after.Heap <= before.Heap + 2_500_000, $"{before} → {after}");
        window.AssertQuiet();
    }

    private static async Task<int> UpdateAsync(BoardServer server, Window window, int i, int drawn)
    {
        // Sometimes the scale changes too, and with it the whole chart.
        await RecordAsync(server, (i % 3) switch { 0 => "dak-ru", 1 => "dak-sin", _ => "nhan-co" }, "2023-10-31", 400 + i * 37 % 350);
        return await DrawnAsync(server, window, drawn + 1);
    }

    private static async Task RecordAsync(BoardServer server, string unit, string asOf, int share)
    {
        var result = await server.Part<SubmitReading>().ExecuteAsync(Actor.Console, new(
            BoardServer.Plan, new ReadingDraft("1a", unit, DateOnly.ParseExact(asOf, "yyyy-MM-dd"), share, 1000, null, null), Confirmed: true, null, "api"));
        Assert.IsType<SubmitReading.Result.Stored>(result);
    }

    private static async Task<int> DrawnAsync(BoardServer server, Window window, int least)
    {
        var drawn = 0;
        await Patience.UntilAsync(async () =>
        {
            server.Clock.Advance(TimeSpan.FromMilliseconds(250));
            return (drawn = await DrawsAsync(window)) >= least;
        }, $"drawing {least}");
        return drawn;
    }

    private static Task<int> DrawsAsync(Window window) => window.Page.EvaluateAsync<int>("() => Number(document.querySelector('.trend .chart')?.dataset.draws ?? 0)");

    private static async Task<Measured> MeasureAsync(ICDPSession tools)
    {
        // What is held only weakly needs a second round.
        for (var i = 0; i < 3; i++) await tools.SendAsync("HeapProfiler.collectGarbage");
        var counters = (await tools.SendAsync("Memory.getDOMCounters"))!.Value;
        var heap = (await tools.SendAsync("Runtime.getHeapUsage"))!.Value;
        return new(counters.GetProperty("nodes").GetInt32(), counters.GetProperty("jsEventListeners").GetInt32(), (long)heap.GetProperty("usedSize").GetDouble());
    }

    private sealed record Measured(int Nodes, int Listeners, long Heap);
}
