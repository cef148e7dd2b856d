using Microsoft.AspNetCore.SignalR;

namespace Board.Web.Live;

/// <summary>Adds what keeps open boards live.</summary>
public static class LiveServices
{
    /// <summary>Adds the live board, the hub and their background work.</summary>
    public static IServiceCollection AddLiveBoard(this IServiceCollection services)
    {
        services.AddSingleton<BoardReader>();
        services.AddSingleton<LiveBoard>().AddHostedService(provider => provider.GetRequiredService<LiveBoard>());
        services.AddSingleton<LiveFrames>().AddHostedService(provider => provider.GetRequiredService<LiveFrames>());
        services.AddSingleton<BoardFeeds>().AddHostedService(provider => provider.GetRequiredService<BoardFeeds>());
        services.AddSingleton<BoardConnections>().AddSingleton<HubLifetimeManager<BoardHub>>(provider => provider.GetRequiredService<BoardConnections>());
        services.AddHostedService<WatcherRounds>();
        // Watchers send two small messages in their life.
        services.AddSignalR(options => options.MaximumReceiveMessageSize = 4 * 1024);
        return services;
    }
}
