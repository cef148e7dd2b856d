using System.Globalization;
using Board.Bench.Viewers;

namespace Board.Bench.Servers;

/// <summary>A server that sends messages of one size and does nothing else: a hub, or circuits of one piece.</summary>
internal sealed class BareServer : IServerUnderLoad
{
    /// <summary>WebSocket header, envelope and version: what comes with each message of a hub besides its text.</summary>
    private const int HubEnvelope = 4 + 68;

    /// <summary>The same of a render batch of one edit.</summary>
    private const int BatchEnvelope = 4 + 145;

    private readonly HttpClient _http;
    private readonly HttpClient _visitor = new(new SocketsHttpHandler { UseCookies = false });
    private readonly ViewerKind _kind;
    private readonly string _send;

    private BareServer(ServerProcess process, ViewerKind kind, int bytesPerUpdate)
    {
        (Process, _kind) = (process, kind);
        _http = new HttpClient { BaseAddress = process.Address };
        _send = $"/send?bytes={bytesPerUpdate - (kind == ViewerKind.Watchers ? HubEnvelope : BatchEnvelope)}";
    }

    public string Name => _kind == ViewerKind.Watchers ? "bare hub" : "bare circuit";

    public ServerProcess Process { get; }

    public bool SkipsOvertaken => false;

    /// <param name="kind">Watchers get a hub, circuits a component.</param>
    /// <param name="bytesPerUpdate">Bytes on the wire that each viewer gets for an update.</param>
    /// <param name="core">The core that it runs on.</param>
    public static async Task<BareServer> StartAsync(ViewerKind kind, int bytesPerUpdate, int core)
    {
        var (verb, ready) = kind == ViewerKind.Watchers ? ("bare-hub", BareHub.ReadyPath) : ("bare-circuit", BareCircuit.ReadyPath);
        return new(await ServerProcess.StartAsync([typeof(BareHub).Assembly.Location, verb], ready, core, Path.GetTempPath()), kind, bytesPerUpdate);
    }

    public Task<long> VersionAsync() => Task.FromResult(0L);

    public async Task<IReadOnlyList<IViewer>> PrepareViewersAsync(int count)
    {
        var viewers = new List<IViewer>();
        for (var i = 0; i < count; i++)
            viewers.Add(_kind == ViewerKind.Watchers
                ? new HubWatcher(BareHub.HubPath, invocation: null)
                : new CircuitClient(await CircuitPage.FetchAsync(_visitor, new Uri(Process.Address, BareCircuit.PagePath))));
        return viewers;
    }

    public async Task<long> CommitAsync()
    {
        using var answer = await _http.PostAsync(_send, content: null);
        answer.EnsureSuccessStatusCode();
        return long.Parse(await answer.Content.ReadAsStringAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _visitor.Dispose();
        await Process.DisposeAsync();
    }
}
