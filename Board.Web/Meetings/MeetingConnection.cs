using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Board.Web.Meetings;

/// <summary>Tells a meeting screen whether its browser is there, for as long as the circuit lives.</summary>
public sealed class MeetingConnection : CircuitHandler
{
    /// <summary>Raised with false when the browser is gone, and with true when it is back.</summary>
    public event Action<bool>? Changed;

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Changed?.Invoke(false);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Changed?.Invoke(true);
        return Task.CompletedTask;
    }
}
