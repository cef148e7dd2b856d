namespace Board.Tests.Support;

/// <summary>Waiting for a condition, never for a time.</summary>
public static class Patience
{
    /// <summary>Long enough for a machine that is busy with much else; only a failing test waits it out.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    /// <summary>Waits until something holds.</summary>
    /// <param name="what">Said if it never does.</param>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Most, $"Waited in vain: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>Waits until something holds.</summary>
    public static Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);
}
