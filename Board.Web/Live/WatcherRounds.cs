using System.Security.Claims;
using Board.Web.Access;
using Microsoft.Extensions.Options;

namespace Board.Web.Live;

/// <summary>Looks every minute whether those who watch may still: where the board isn't public, one whose account or token is gone is sent away.</summary>
public sealed class WatcherRounds(BoardConnections connections, Standing standing, IOptions<BoardSettings> settings, TimeProvider clock, ILogger<WatcherRounds> log)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Value.IsPublic) return;
        using var timer = new PeriodicTimer(CircuitStanding.Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var watchers in connections.Open().GroupBy(connection => Key(connection.User)))
                    if (!await standing.HoldsAsync(watchers.First().User, stoppingToken))
                        foreach (var watcher in watchers) watcher.Abort();
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "Whether those who watch still may could not be read; it is tried again in a minute.");
            }
        }
    }

    // Many watch under one account, and it is looked up once. The stamp they signed in under tells older sessions from newer ones.
    private static string Key(ClaimsPrincipal user) => string.Join('\n', user.Claims.Select(claim => $"{claim.Type}={claim.Value}"));
}
