using Microsoft.Extensions.Time.Testing;

namespace Board.Tests.Support;

/// <summary>A clock that stands until it is moved; only the short rests between two looks at the database pass by themselves.</summary>
public sealed class StandingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        dueTime >= TimeSpan.Zero && dueTime < Short && period == Timeout.InfiniteTimeSpan
            ? System.CreateTimer(callback, state, dueTime, period)
            : base.CreateTimer(callback, state, dueTime, period);
}
