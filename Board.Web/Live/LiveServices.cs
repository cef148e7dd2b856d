using Board.Web.Access;
using Microsoft.AspNetCore.SignalR;

namespace Board.Web.Live;

/// <summary>Adds what keeps open boards live.</summary>
public static class LiveServices
{
    /// <summary>Adds the live board, the hub and their background work.</summary>
    public static IServiceCollection AddLiveBoard(this IServiceCollection services)
    {
        services.AddSingleton<BoardReader>().AddSingleton<PlanNews>();
        services.AddSingleton<LiveBoard>().AddHostedService(provider => provider.GetRequiredService<LiveBoard>());
        services.AddSingleton<LiveFrames>().AddHostedService(provider => provider.GetRequiredService<LiveFrames>());
        services.AddSingleton<BoardFeeds>().AddHostedService(provider => provider.GetRequiredService<BoardFeeds>());
        services.AddSingleton<BoardConnections>().AddSingleton<HubLifetimeManager<BoardHub>>(provider => provider.GetRequiredService<BoardConnections>());
        services.AddHostedService<WatcherRounds>();
        services.AddSingleton<LiveInbox>().AddHostedService(provider => provider.GetRequiredService<LiveInbox>());
        // Watchers send two small messages in their life.
        services.AddSignalR(options => options.MaximumReceiveMessageSize = 4 * 1024);
        return services;
    }

    /// <summary>
    /// Maps the hub, apart from the rest: a watcher keeps its request for hours, and with it everything that the request came through.
    /// </summary>
    public static void MapLiveBoard(this WebApplication app) => app.MapWhen(http => http.Request.Path.StartsWithSegments("/hubs"), hubs =>
    {
        hubs.UseRouting();
        // Of whoever brings nothing to be known by, nothing is kept either.
        hubs.UseWhen(http => http.Request.Headers.Authorization.Count > 0 || http.Request.Headers.Cookie.Count > 0, known => known.UseAuthentication());
        hubs.UseKnownTokens();
        hubs.UseSameOrigin();
        hubs.UseAuthorization();
        hubs.UseEndpoints(endpoints => endpoints.MapHub<BoardHub>("/hubs/board"));
    });
}
