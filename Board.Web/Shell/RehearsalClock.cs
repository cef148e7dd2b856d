namespace Board.Web.Shell;

/// <summary>A clock that was set to another instant at start and runs on at normal speed, for rehearsals, the demo and tests.</summary>
/// <param name="start">What it shows when it is made.</param>
public sealed class RehearsalClock(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _ahead = start - System.GetUtcNow();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    /// <summary>The time on people's own devices, which know nothing of a rehearsal.</summary>
    public static DateTimeOffset DeviceTime(TimeProvider clock) => clock is RehearsalClock ? System.GetUtcNow() : clock.GetUtcNow();

    /// <summary>The clock of the settings.</summary>
    public static TimeProvider From(BoardSettings settings) =>
        settings.Clock.StartInstant is { } start ? new RehearsalClock(start) : System;
}
