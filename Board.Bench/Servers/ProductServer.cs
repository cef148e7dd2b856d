using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Board.Bench.Viewers;

namespace Board.Bench.Servers;

/// <summary>
/// The product under load. Everything that the bench knows of it (arguments, paths, messages) is here.
/// </summary>
internal sealed class ProductServer : IServerUnderLoad
{
    private const string PlanId = "dak-rlap-2023";

    private readonly HttpClient _api;
    private readonly HttpClient _visitor = new(new SocketsHttpHandler { UseCookies = false });
    private readonly string _folder;
    private readonly ViewerKind _kind;
    private int _numerator = 50_000;

    private ProductServer(ServerProcess process, string folder, string token, ViewerKind kind)
    {
        (Process, _folder, _kind) = (process, folder, kind);
        _api = new HttpClient { BaseAddress = process.Address };
        _api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public string Name => "board";

    public ServerProcess Process { get; }

    public bool SkipsOvertaken => true;

    /// <summary>Starts it with a database of its own that is gone afterwards.</summary>
    /// <param name="dll">Board.Web.dll, or a stand-in with the same contract.</param>
    public static async Task<ProductServer> StartAsync(string dll, ViewerKind kind, int core)
    {
        var folder = Directory.CreateTempSubdirectory("board-bench-").FullName;
        var settings = SettingsIn(folder);
        var directory = Repository.ContentRootOf(dll);
        var token = await ServerProcess.RunAsync([dll, "token", "add", "--name", "bench", "--role", "secretariat", .. settings], directory);
        var process = await ServerProcess.StartAsync([dll, .. settings], "/healthz/ready", core, directory);
        return new(process, folder, token, kind);
    }

    /// <summary>The settings of a board that anybody may read, with its database in that folder.</summary>
    public static string[] SettingsIn(string folder) =>
    [
        "--ConnectionStrings:Board", $"Data Source={Path.Combine(folder, "board.db")}", "--Board:PublicBoard", "true",
        "--Board:Plans", Path.Combine(Repository.Root, "seeds", "plans"),
    ];

    public async Task<long> VersionAsync() => (await PageAsync("/")).Version;

    public async Task<IReadOnlyList<IViewer>> PrepareViewersAsync(int count)
    {
        var viewers = new List<IViewer>();
        if (_kind == ViewerKind.Watchers)
        {
            var page = await PageAsync("/");
            var join = HubWatcher.Invocation("WatchPage", $"""["{PlanId}","vi",{page.Version}]""");
            for (var i = 0; i < count; i++) viewers.Add(new HubWatcher("/hubs/board", join));
        }
        else
        {
            for (var i = 0; i < count; i++) viewers.Add(new CircuitClient(await PageAsync("/indicators/1a")));
        }
        return viewers;
    }

    public async Task<long> CommitAsync()
    {
        var reading = new
        {
            indicator = "1a",
            unit = "kien-duc",
            asOf = "2023-11-20",
            numerator = Interlocked.Increment(ref _numerator),
            denominator = 100_000,
            confirm = true,
        };
        using var answer = await _api.PostAsJsonAsync($"/api/v1/plans/{PlanId}/readings", reading);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"reading refused, {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        using var receipt = await answer.Content.ReadFromJsonAsync<JsonDocument>();
        return receipt!.RootElement.GetProperty("version").GetInt64();
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        _visitor.Dispose();
        await Process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<CircuitPage> PageAsync(string path) => CircuitPage.FetchAsync(_visitor, new Uri(Process.Address, path));
}
