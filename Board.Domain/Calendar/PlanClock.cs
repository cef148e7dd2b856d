namespace Board.Domain.Calendar;

/// <summary>Turns instants into the plan's days and back. It tells no time of its own.</summary>
/// <param name="zone">The plan's time zone.</param>
public sealed class PlanClock(TimeZoneInfo zone)
{
    /// <summary>The same instant, as the plan's wall clock shows it.</summary>
    public DateTimeOffset LocalTime(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    /// <summary>The plan's day in which an instant falls.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(LocalTime(instant).DateTime);

    /// <summary>The first instant of a day: local midnight, or the end of the gap where summer time skips midnight.</summary>
    public DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>The instant of a local time. One that occurs twice is the first; one that is skipped is the end of the gap.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (zone.IsInvalidTime(local))
        {
            // Gaps end on a whole minute.
            local = day.ToDateTime(new TimeOnly(time.Hour, time.Minute));
            while (zone.IsInvalidTime(local))
                local = local.AddMinutes(1);
        }
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new(local, offset);
    }
}
