using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Board.Web.Access;

/// <summary>Looks every minute whether whoever opened a page still is who they were; if not, the page is told that nobody is signed in.</summary>
public sealed class CircuitStanding : ServerAuthenticationStateProvider, IDisposable
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Standing _standing;
    private readonly TimeProvider _clock;
    private readonly ILogger<CircuitStanding> _log;
    private CancellationTokenSource _watching = new();

    /// <summary>Begins to look once a circuit says who opened it.</summary>
    public CircuitStanding(Standing standing, TimeProvider clock, ILogger<CircuitStanding> log)
    {
        (_standing, _clock, _log) = (standing, clock, log);
        AuthenticationStateChanged += state =>
        {
            _watching.Cancel();
            _watching = new();
            _ = WatchAsync(state, _watching.Token);
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _watching.Cancel();

    private async Task WatchAsync(Task<AuthenticationState> state, CancellationToken cancel)
    {
        try
        {
            var user = (await state).User;
            if (user.Identity?.IsAuthenticated != true) return;
            using var timer = new PeriodicTimer(Interval, _clock);
            while (await timer.WaitForNextTickAsync(cancel))
                if (!await HoldsAsync(user, cancel))
                {
                    SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
                    return;
                }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task<bool> HoldsAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        try
        {
            return await _standing.HoldsAsync(user, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _log.LogError(fault, "Whether an open page's account still holds could not be read; the page is closed to it.");
            return false;
        }
    }
}
