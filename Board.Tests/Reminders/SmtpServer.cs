using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Board.Tests.Support;

namespace Board.Tests.Reminders;

/// <summary>A real mail server in a process of its own, which misbehaves as it is told.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<JsonNode> _events = new();
    private int _pings;
    private bool _ended;

    private SmtpServer(Process process) => _process = process;

    public int Port { get; private set; }

    /// <summary>The setting that sends letters here, as fast as they come.</summary>
    public string[] Settings => [$"Board:Mail:Smtp=smtp://127.0.0.1:{Port}", "Board:Mail:PerMinute=100000"];

    /// <summary>Letters that were taken and answered for.</summary>
    public IReadOnlyList<JsonNode> Taken => Of("taken");

    /// <summary>What happened of a kind until now: what it said before it answers a call is here by then.</summary>
    public IReadOnlyList<JsonNode> Of(string kind)
    {
        var ping = Interlocked.Increment(ref _pings);
        if (!_ended)
        {
            lock (_process.StandardInput)
            {
                _process.StandardInput.WriteLine($"ping {ping}");
                _process.StandardInput.Flush();
            }
            Assert.True(SpinWait.SpinUntil(() => Said("pong").Any(pong => (int)pong["number"]! == ping), Patience.Most), "The mail server does not answer.");
        }
        return [.. Said(kind)];
    }

    /// <summary>A list of what it said of a letter.</summary>
    public static string[] Strings(JsonNode? list) => [.. list!.AsArray().Select(one => (string)one!)];

    private IEnumerable<JsonNode> Said(string kind) => _events.Where(one => (string?)one["event"] == kind);

    /// <summary>Starts one.</summary>
    /// <param name="port">Any without it; one of <see cref="Ports"/> where nobody else may get it while this server is away.</param>
    /// <param name="only"><c>ascii</c> for one that knows no other letters in addresses.</param>
    public static async Task<SmtpServer> StartAsync(int port = 0, string only = "")
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Folders.Of("Board.Tests", "Reminders") };
        start.ArgumentList.Add("smtp-server.js");
        start.ArgumentList.Add($"{port}");
        start.ArgumentList.Add(only);
        var server = new SmtpServer(Process.Start(start)!);
        server._process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } said) server._events.Enqueue(JsonNode.Parse(said)!);
        };
        server._process.BeginOutputReadLine();
        await Patience.UntilAsync(() => server.Said("port").Any(), "the mail server's port");
        server.Port = (int)server.Said("port").First()["port"]!;
        return server;
    }

    /// <summary>Tells it how to behave from now on, and waits until it does.</summary>
    public async Task OrderAsync(string order)
    {
        var before = Said("mode").Count();
        lock (_process.StandardInput)
        {
            _process.StandardInput.WriteLine(order);
            _process.StandardInput.Flush();
        }
        await Patience.UntilAsync(() => Said("mode").Count() > before, order);
    }

    public async ValueTask DisposeAsync()
    {
        _ended = true;
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
