using System.Globalization;
using Board.Bench.Servers;

namespace Board.Bench.Fanout;

/// <summary>
/// One value to N viewers: the board and, in the same run, a bare SignalR hub that sends as many bytes to as many. Both
/// are up at once and take turns, so that what else the machine does falls on both.
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
        catch (Exception fault) when (fault is InvalidOperationException or TimeoutException)
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

        var bothFit = (2 * options.Viewers) + OtherDescriptors <= DescriptorLimit();
        if (!bothFit)
        {
            await FinishAsync(options, board);
            await board.DisposeAsync();
        }
        await using var bare = await LoadedServer.FillAsync(await BareHubServer.StartAsync(bytes, options.ServerCore), options);
        await bare.MeasureAsync(options.Updates / Turns, options.Gap);
        await FinishAsync(options, bothFit ? [board, bare] : [bare]);

        return new FanoutReport(options, board.Figures, bare.Figures).Text();
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
