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

    private SmtpServer(Process process) => _process = process;

    public int Port { get; private set; }

    /// <summary>The setting that sends letters here, as fast as they come.</summary>
    public string[] Settings => [$"Board:Mail:Smtp=smtp://127.0.0.1:{Port}", "Board:Mail:PerMinute=100000"];

    /// <summary>Letters that were taken and answered for.</summary>
    public IReadOnlyList<JsonNode> Taken => Of("taken");

    /// <summary>What happened of a kind.</summary>
    public IReadOnlyList<JsonNode> Of(string kind) => [.. _events.Where(one => (string?)one["event"] == kind)];

    /// <summary>Starts one, on a port that is free or given.</summary>
    public static async Task<SmtpServer> StartAsync(int port = 0)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Folders.Of("Board.Tests", "Reminders") };
        start.ArgumentList.Add("smtp-server.js");
        start.ArgumentList.Add($"{port}");
        var server = new SmtpServer(Process.Start(start)!);
        server._process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } said) server._events.Enqueue(JsonNode.Parse(said)!);
        };
        server._process.BeginOutputReadLine();
        await Patience.UntilAsync(() => server.Of("port").Count == 1, "the mail server's port");
        server.Port = (int)server.Of("port")[0]["port"]!;
        return server;
    }

    /// <summary>Tells it how to behave from now on, and waits until it does.</summary>
    public async Task OrderAsync(string order)
    {
        var before = Of("mode").Count;
        await _process.StandardInput.WriteLineAsync(order);
        await _process.StandardInput.FlushAsync();
        await Patience.UntilAsync(() => Of("mode").Count > before, order);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
