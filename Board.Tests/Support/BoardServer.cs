using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Web;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Demo;
using Board.Web.Live;
using Board.Web.Reminders;
using Board.Web.Shell;
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

    private readonly TimeProvider _clock;

    private BoardServer(WebApplication app, string folder, TimeProvider clock)
    {
        (_app, Folder, _clock) = (app, folder, clock);
        Url = app.Urls.Single();
        Anonymous = new() { BaseAddress = new(Url) };
    }

    public string Url { get; }
    public string Folder { get; }
    public FakeTimeProvider Clock => (FakeTimeProvider)_clock;
    public HttpClient Anonymous { get; }
    public IServiceProvider Services => _app.Services;
    public LiveBoard Live => Part<LiveBoard>();
    /// <summary>A part of the product, as it runs here.</summary>
    public T Part<T>() where T : notnull => Services.GetRequiredService<T>();
    public string Database => Path.Combine(Folder, "board.db");

    /// <summary>Starts one.</summary>
    /// <param name="settings">More of them, as <c>Board:PublicBoard=true</c>.</param>
    public static Task<BoardServer> StartAsync(params string[] settings) => StartAsync(new StandingClock(Morning), filled: false, settings);

    /// <summary>Starts one whose clock stands at another instant.</summary>
    public static Task<BoardServer> StartAtAsync(DateTimeOffset at, params string[] settings) => StartAsync(new StandingClock(at), filled: false, settings);

    /// <summary>Starts one whose clock runs from that morning on, so that frames and polls come by themselves.</summary>
    /// <param name="filled">With the demo's illustrative figures; nobody adds to them.</param>
    public static Task<BoardServer> StartRunningAsync(bool filled = false, params string[] settings) =>
        StartAsync(new RehearsalClock(Morning), filled, settings);

    private static DateTimeOffset Morning => new(2023, 11, 24, 8, 0, 0, TimeSpan.FromHours(7));

    private static async Task<BoardServer> StartAsync(TimeProvider clock, bool filled, string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("board-test-").FullName;
        string[] args =
        [
            "--Urls=http://127.0.0.1:0", $"--ConnectionStrings:Board=Data Source={Path.Combine(folder, "board.db")}", "--Board:PublicBoard=true",
            $"--Board:Mail:Pickup={Path.Combine(folder, "mail")}",
            .. settings.Select(setting => "--" + setting),
        ];
        // Nobody is reminded by the machine's own minutes while the clock stands; tests ask for a round themselves.
        var app = Server.Build(args, null, services => services.Replace(ServiceDescriptor.Singleton(clock))
            .Remove(services.Single(service => service.ImplementationType == typeof(ReminderJobs))));
        await Server.OpenDatabaseAsync(app.Services, CancellationToken.None);
        if (filled)
        {
            await using var scene = DemoScene.Make();
            await scene.FillAsync(app.Services, CancellationToken.None);
        }
        else await Server.LoadPlansAsync(app.Services, CancellationToken.None);
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

    /// <summary>An account with the password of all test accounts; answers its number.</summary>
    public async Task<long> AccountAsync(string email, Role role, string? unit = null, string? name = null)
    {
        var (id, code, fault) = await Part<AddAccount>().ExecuteAsync(Actor.Console, new(email, name ?? $"{role} {unit}", role, unit));
        Assert.Null(fault);
        Assert.IsType<SetUpAccount.Result.Done>(await Part<SetUpAccount>().ExecuteAsync(new(code!, Visitor.Password, Visitor.Password, null, null)));
        return id;
    }

    /// <summary>Somebody who is signed in with a new account.</summary>
    public async Task<Visitor> VisitorAsync(Role role, string? unit = null)
    {
        var email = $"{role}-{unit}@huyen.vn";
        await AccountAsync(email, role, unit);
        var visitor = new Visitor(Url);
        using var answer = await visitor.SignInAsync(email);
        Assert.Equal(role == Role.Reporter ? "/reports" : "/", visitor.PathOf(answer));
        return visitor;
    }

    /// <summary>Posts a reading as it is given.</summary>
    public static Task<HttpResponseMessage> PostAsync(HttpClient client, object reading) =>
        client.PostAsJsonAsync($"/api/v1/plans/{Plan}/readings", reading);

    /// <summary>Posts a share and answers the board version that its receipt names.</summary>
    public static async Task<long> PostShareAsync(HttpClient client, string indicator, string unit, int numerator, string asOf = "2023-10-31", int denominator = 1000)
    {
        var answer = await PostAsync(client, new { indicator, unit, asOf, numerator, denominator, confirm = true });
        var receipt = await answer.Content.ReadFromJsonAsync<JsonNode>();
        Assert.True(answer.IsSuccessStatusCode, receipt?.ToJsonString());
        return (long)receipt!["version"]!;
    }

    /// <summary>The board as the API serves it.</summary>
    public async Task<JsonNode> BoardAsync() => (await Anonymous.GetFromJsonAsync<JsonNode>($"/api/v1/plans/{Plan}/board"))!;

    /// <summary>Every invariant of the database, as <c>check</c> finds it.</summary>
    public Task<IReadOnlyList<Integrity.Finding>> FindingsAsync() => Part<Integrity>().ExecuteAsync();

    /// <summary>Waits until the live board has reached a version; the clock need not move for that.</summary>
    public async Task ReachAsync(long version)
    {
        using var mailbox = Live.Watch();
        using var patience = new CancellationTokenSource(Patience.Most);
        while ((await mailbox.TakeAsync(patience.Token)).Version < version) { }
    }

    /// <summary>Moves the standing clock a frame at a time until a watcher has a version.</summary>
    public Task ShowAsync(HubWatcher watcher, long version) => Patience.UntilAsync(() =>
    {
        if (watcher.Changes.Any(change => HubWatcher.VersionOf(change) >= version)) return true;
        Clock.Advance(TimeSpan.FromMilliseconds(250));
        return false;
    }, $"version {version} at the hub");

    public async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
