using System.Collections.Concurrent;
using System.Diagnostics;

namespace Board.Tests.Support;

/// <summary>The product as a process of its own, to be killed and started again on the same database and port.</summary>
public sealed class BoardProcess : IAsyncDisposable
{
    private readonly string[] _settings;
    private readonly bool _isSecond;
    private Process? _process;

    /// <param name="settings">As <c>Board:PublicBoard=true</c>.</param>
    public BoardProcess(params string[] settings)
        : this(Directory.CreateTempSubdirectory("board-process-").FullName, isSecond: false, settings)
    {
    }

    private BoardProcess(string folder, bool isSecond, string[] settings)
    {
        (Folder, _isSecond) = (folder, isSecond);
        Url = $"http://127.0.0.1:{Ports.Next()}";
        _settings = [$"--ConnectionStrings:Board=Data Source={Path.Combine(Folder, "board.db")}", .. settings.Select(setting => "--" + setting)];
        Client = new() { BaseAddress = new(Url), Timeout = Patience.Most };
    }

    public string Folder { get; }
    public string Url { get; }
    public HttpClient Client { get; }
    /// <summary>What it printed since it was started last.</summary>
    public ConcurrentQueue<string> Output { get; } = new();
    /// <summary>What it logged since it was started last.</summary>
    public ConcurrentQueue<string> Log { get; } = new();
    public string Database => Path.Combine(Folder, "board.db");

    /// <summary>Another one on the same database, with a port and settings of its own.</summary>
    public BoardProcess Second(params string[] settings) => new(Folder, isSecond: true, settings);

    /// <summary>Its number on this machine, to be stopped and continued.</summary>
    public int Number => _process!.Id;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="settings">More of them, for this run.</param>
    public async Task StartAsync(params string[] settings)
    {
        _process = Launch([$"--Urls={Url}", .. _settings, .. settings.Select(setting => "--" + setting)]);
        // A server that nobody listens to must not block on its own log.
        Output.Clear();
        Log.Clear();
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null) Output.Enqueue(line.Data);
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null) Log.Enqueue(line.Data);
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var started = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            if (_process.HasExited || started.Elapsed > 2 * Patience.Most) throw new InvalidOperationException("The server did not start.\n" + string.Join('\n', Log));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>SIGKILL: no goodbye, no flush.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Runs a command on the same database; answers its exit code and what it printed.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] command)
    {
        using var process = Launch([.. command, .. _settings]);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>A client that is signed in by a new token, whether the server runs or not.</summary>
    public async Task<HttpClient> ClientAsync(string role)
    {
        var (code, output, error) = await RunAsync("token", "add", "--name", role, "--role", role);
        Assert.True(code == 0, error);
        var token = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Trim();
        return new() { BaseAddress = new(Url), DefaultRequestHeaders = { Authorization = new("Bearer", token) }, Timeout = Client.Timeout };
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        Client.Dispose();
        if (!_isSecond) Directory.Delete(Folder, recursive: true);
    }

    private Process Launch(string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Board.Web.dll"));
        foreach (var arg in args) start.ArgumentList.Add(arg);
        start.Environment["LANG"] = "en_US.UTF-8";
        return Process.Start(start)!;
    }

    private async Task<bool> IsReadyAsync()
    {
        try { return (await Client.GetAsync("/healthz/ready")).IsSuccessStatusCode; }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException) { return false; }
    }
}
