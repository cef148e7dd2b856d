using Hangfire;

namespace Board.Web.Reminders;

/// <summary>Has the ledger looked at at once. Only a hint: whoever misses it looks within a minute.</summary>
public sealed class ReminderCall(JobStorage storage)
{
    /// <summary>Says so.</summary>
    public void LookNow() => new BackgroundJobClient(storage).Enqueue<ReminderRound>(round => round.RunAsync(CancellationToken.None));
}
