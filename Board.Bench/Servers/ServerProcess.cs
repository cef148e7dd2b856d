using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Board.Bench.Servers;

/// <summary>
/// A server in a process of its own, bound to one core, and what it costs. Every server gets the same runtime settings and
/// logs warnings only, so that a ratio compares what the servers do.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const double TicksPerSecond = 100; // USER_HZ, as the kernel shows it to programs

    // What the product is built with, for the bare servers too.
    private static readonly (string Name, string Value)[] SameForAll =
    [
        ("DOTNET_gcServer", "1"),
        ("DOTNET_gcConcurrent", "0"),
        ("DOTNET_GCDynamicAdaptationMode", "1"),
        ("DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION", "1024"),
        ("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0"),
        ("Logging__LogLevel__Default", "Warning"),
        ("Logging__LogLevel__Microsoft", "Warning"),
        ("ASPNETCORE_ENVIRONMENT", "Production"),
    ];

    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>User and system time of all its threads; steps of 10 ms.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            var afterName = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromSeconds((Number(afterName[11]) + Number(afterName[12])) / TicksPerSecond);
        }
    }

    /// <summary>Starts <c>dotnet</c> with these arguments and a free loopback address, and waits until that path answers.</summary>
    public static async Task<ServerProcess> StartAsync(
        IEnumerable<string> arguments, string readyPath, int core, string? workingDirectory = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        string[] all = ["-c", core.ToString(CultureInfo.InvariantCulture), "dotnet", .. arguments, "--urls", address.OriginalString];
        var start = new ProcessStartInfo("taskset", all)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? Environment.CurrentDirectory,
        };
        foreach (var (name, value) in SameForAll) start.Environment[name] = value;
        var server = new ServerProcess(Process.Start(start)!, address);
        server._process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        try
        {
            await server.UntilReadyAsync(readyPath);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a command printed last.</summary>
    public static async Task<string> RunAsync(IEnumerable<string> arguments, string? workingDirectory = null)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            WorkingDirectory = workingDirectory ?? Environment.CurrentDirectory,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1]
            : throw new InvalidOperationException($"dotnet {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}");
    }

    /// <summary>Memory after a full collection.</summary>
    public async Task<Memory> WeighAsync()
    {
        var (live, heap) = await GarbageCollection.InduceAsync(_process.Id);
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return new Memory(live, heap, 1024 * Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
    }

    /// <summary>Whether it still runs, and what it printed last.</summary>
    public string LastWords()
    {
        var state = _process.HasExited ? string.Create(CultureInfo.InvariantCulture, $"it ended with {_process.ExitCode}") : "it still runs";
        lock (_lastLines) return $"{state}; it printed last:\n{string.Join('\n', _lastLines)}";
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private async Task UntilReadyAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(60); await Task.Delay(50))
        {
            if (_process.HasExited) break;
            try
            {
                using var answer = await http.GetAsync(path);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
        }
        throw new InvalidOperationException($"{Address} did not become ready; {LastWords()}");
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > 20) _lastLines.Dequeue();
        }
    }
}
