using Hangfire;

namespace Board.Web.Reminders;

/// <summary>One round: write down what has come due, and send it. Rounds of one process never overlap; those of several share the ledger.</summary>
public sealed class ReminderRound(ScanReminders scan, SendReminders send) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Runs it; nothing where one is running already. The next one tries again, so the scheduler need not.</summary>
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken cancel)
    {
        if (!await _one.WaitAsync(0, cancel)) return;
        try
        {
            await scan.ExecuteAsync(cancel);
            await send.ExecuteAsync(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
