using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Bench.Servers;

/// <summary>
/// The floor: one SignalR hub, JSON, that sends as many bytes as it is told to everyone. The verb <c>bare-hub</c> runs it.
/// </summary>
internal static class BareHub
{
    public const string HubPath = "/hubs/bare";
    public const string ReadyPath = "/ready";

    private static long _version;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.Services.AddSignalR();
        await using var app = builder.Build();
        app.MapHub<Silent>(HubPath);
        app.MapGet(ReadyPath, () => "ready");
        app.MapPost("/send", Send);
        await app.RunAsync();
        return 0;
    }

    // Like the product it sends after it has answered, from another thread than the request's.
    private static long Send(int bytes, IHubContext<Silent> hub)
    {
        var version = Interlocked.Increment(ref _version);
        _ = Task.Run(() => hub.Clients.All.SendAsync("PageChanged", new Page(version, new string('x', Math.Max(0, bytes)))));
        return version;
    }

    private sealed record Page(long Version, string Html);

    private sealed class Silent : Hub;
}
