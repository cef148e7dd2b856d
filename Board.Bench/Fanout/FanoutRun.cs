using System.Globalization;
using Board.Bench.Servers;
using Board.Bench.Viewers;

namespace Board.Bench.Fanout;

/// <summary>
/// One value to N viewers: the board and, in the same run, a bare SignalR hub that sends as many bytes to as many, and where the viewers
/// are circuits a bare circuit too. All are up at once and take turns, so that what else the machine does falls on all.
/// </summary>
internal static class FanoutRun
{
    private const int Turns = 5;
    private const int OtherDescriptors = 500;

    /// <summary>Exit codes: 0 measured, whether or not the targets are met; 1 something failed under load; 2 usage.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        try
        {
            var options = FanoutOptions.Parse(arguments);
            if (options.Viewers + OtherDescriptors > DescriptorLimit())
                throw new ArgumentException($"{options.Viewers} viewers need a higher limit of open files than {DescriptorLimit()}");
            Core.Pin(options.ClientCore);
            Console.Write(await MeasureAsync(options));
            return 0;
        }
        catch (ArgumentException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 2;
        }
        catch (Exception fault) when (fault is InvalidOperationException or TimeoutException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static async Task<string> MeasureAsync(FanoutOptions options)
    {
        await using var board = await LoadedServer.FillAsync(
            await ProductServer.StartAsync(options.Server, options.Kind, options.ServerCore), options);
        await board.MeasureAsync(options.Updates / Turns, options.Gap);
        var bytes = (int)Math.Round(board.Figures.BytesPerViewerAndUpdate);

        // A hub is the floor of all; what a circuit itself costs is told apart from what the board draws in it.
        ViewerKind[] kinds = options.Kind == ViewerKind.Circuits ? [ViewerKind.Watchers, ViewerKind.Circuits] : [ViewerKind.Watchers];
        var allFit = ((kinds.Length + 1) * options.Viewers) + OtherDescriptors <= DescriptorLimit();
        if (!allFit)
        {
            await FinishAsync(options, board);
            await board.DisposeAsync();
        }
        var bare = new List<LoadedServer>();
        try
        {
            foreach (var kind in kinds)
            {
                bare.Add(await LoadedServer.FillAsync(await BareServer.StartAsync(kind, bytes, options.ServerCore), options));
                await bare[^1].MeasureAsync(options.Updates / Turns, options.Gap);
                if (!allFit)
                {
                    await FinishAsync(options, bare[^1]);
                    await bare[^1].DisposeAsync();
                }
            }
            if (allFit) await FinishAsync(options, [board, .. bare]);
            return new FanoutReport(options, board.Figures, bare[0].Figures, bare.ElementAtOrDefault(1)?.Figures).Text();
        }
        finally
        {
            foreach (var server in bare) await server.DisposeAsync();
        }
    }

    private static async Task FinishAsync(FanoutOptions options, params LoadedServer[] servers)
    {
        for (var turn = 1; turn < Turns; turn++)
        {
            foreach (var server in servers) await server.MeasureAsync(options.Updates / Turns, options.Gap);
        }
        foreach (var server in servers) await server.WeighAsync();
        foreach (var server in servers.Where(server => options.BurstSeconds > 0 && server.KeepsUpWith(options.BurstRate)))
            await server.BurstAsync(options.BurstRate, options.BurstSeconds);
    }

    /// <summary>The hard limit, to which the .NET runtime raises the soft one as it starts.</summary>
    private static long DescriptorLimit()
    {
        var line = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        var hard = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4];
        return hard == "unlimited" ? long.MaxValue : long.Parse(hard, CultureInfo.InvariantCulture);
    }
}
