using System.Globalization;
using Board.Bench.Viewers;

namespace Board.Bench.Servers;

/// <summary>The bare hub as a server under load, sending messages of one size.</summary>
internal sealed class BareHubServer : IServerUnderLoad
{
    /// <summary>WebSocket header, envelope and version: what comes with each message besides its text.</summary>
    private const int Envelope = 4 + 68;

    private readonly HttpClient _http;
    private readonly string _send;

    private BareHubServer(ServerProcess process, int bytesPerUpdate)
    {
        Process = process;
        _http = new HttpClient { BaseAddress = process.Address };
        _send = $"/send?bytes={bytesPerUpdate - Envelope}";
    }

    public string Name => "bare hub";

    public ServerProcess Process { get; }

    public bool SkipsOvertaken => false;

    /// <param name="bytesPerUpdate">Bytes on the wire that each viewer gets for an update.</param>
    public static async Task<BareHubServer> StartAsync(int bytesPerUpdate, int core) =>
        new(
            await ServerProcess.StartAsync(
                [typeof(BareHub).Assembly.Location, "bare-hub"], BareHub.ReadyPath, core, Path.GetTempPath()),
            bytesPerUpdate);

    public Task<long> VersionAsync() => Task.FromResult(0L);

    public Task<IReadOnlyList<IViewer>> PrepareViewersAsync(int count) =>
        Task.FromResult<IReadOnlyList<IViewer>>([.. Enumerable.Range(0, count).Select(_ => new HubWatcher(BareHub.HubPath, invocation: null))]);

    public async Task<long> CommitAsync()
    {
        using var answer = await _http.PostAsync(_send, content: null);
        answer.EnsureSuccessStatusCode();
        return long.Parse(await answer.Content.ReadAsStringAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Process.DisposeAsync();
    }
}
