namespace Board.Web.Meetings;

/// <summary>Does something again and again.</summary>
internal static class Rhythm
{
    /// <summary>Until it is cancelled, or the step answers that it was the last.</summary>
    public static async Task BeatAsync(TimeSpan every, TimeProvider clock, Func<Task<bool>> step, CancellationToken cancel)
    {
        try
        {
            using var timer = new PeriodicTimer(every, clock);
            while (await timer.WaitForNextTickAsync(cancel) && await step())
            {
                // Once more.
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException)
        {
            // Stopped, or the page was left.
        }
    }
}
