using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Web;
using Board.Web.Access;
using Board.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Board.Tests.Support;

/// <summary>
/// The whole product in this process: real pipeline, real port, a SQLite file of its own, the 2023 plan from its seed, and a clock that
/// stands at 2023-11-24 08:00 +07:00 until it is moved.
/// </summary>
public sealed class BoardServer : IAsyncDisposable
{
    public const string Plan = "dak-rlap-2023";

    private readonly WebApplication _app;

    private BoardServer(WebApplication app, string folder, FakeTimeProvider clock)
    {
        (_app, Folder, Clock) = (app, folder, clock);
        Url = app.Urls.Single();
        Anonymous = new() { BaseAddress = new(Url) };
    }

    public string Url { get; }
    public string Folder { get; }
    public FakeTimeProvider Clock { get; }
    public HttpClient Anonymous { get; }
    public IServiceProvider Services => _app.Services;
    public LiveBoard Live => Services.GetRequiredService<LiveBoard>();
    public string Database => Path.Combine(Folder, "board.db");

    /// <summary>Starts one.</summary>
    /// <param name="settings">More of them, as <c>Board:PublicBoard=true</c>.</param>
    public static async Task<BoardServer> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("board-test-").FullName;
        var clock = new FakeTimeProvider(new DateTimeOffset(2023, 11, 24, 8, 0, 0, TimeSpan.FromHours(7)));
        string[] args =
        [
            "--Urls=http://127.0.0.1:0", $"--ConnectionStrings:Board=Data Source={Path.Combine(folder, "board.db")}", "--Board:PublicBoard=true",
            .. settings.Select(setting => "--" + setting),
        ];
        var app = Server.Build(args, null, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        await Server.OpenDatabaseAsync(app.Services, CancellationToken.None);
        await Server.LoadPlansAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        return new(app, folder, clock);
    }

    /// <summary>A client that is signed in by a new token.</summary>
    public async Task<HttpClient> ClientAsync(Role role, string? unit = null)
    {
        var (token, refusal) = await Services.GetRequiredService<AddToken>().ExecuteAsync(Actor.Console, $"{role} {unit}", role, unit);
        Assert.Null(refusal);
        return new() { BaseAddress = new(Url), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }

    /// <summary>Posts a reading as it is given.</summary>
    public static Task<HttpResponseMessage> PostAsync(HttpClient client, object reading) =>
        client.PostAsJsonAsync($"/api/v1/plans/{Plan}/readings", reading);

    /// <summary>The board as the API serves it.</summary>
    public async Task<JsonNode> BoardAsync() => (await Anonymous.GetFromJsonAsync<JsonNode>($"/api/v1/plans/{Plan}/board"))!;

    /// <summary>Waits until the live board has reached a version; the clock need not move for that.</summary>
    public async Task ReachAsync(long version)
    {
        using var mailbox = Live.Watch();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await mailbox.TakeAsync(patience.Token)).Version < version) { }
    }

    public async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
