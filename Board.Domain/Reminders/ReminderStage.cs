using Board.Domain.Calendar;

namespace Board.Domain.Reminders;

/// <summary>From which day of a duty a stage is counted.</summary>
public enum StageAnchor
{
    /// <summary>So many calendar days before its last day.</summary>
    BeforeLastDay,

    /// <summary>So many working days before its last working day; with 0 on that day itself.</summary>
    BeforeLastWorkingDay,

    /// <summary>The so-manieth working day after its last day.</summary>
    AfterLastDay,
}

/// <summary>One rung of the ladder of reminders that every duty has. Stages are settings; their codes are kept in the ledger for good.</summary>
/// <param name="Code">Unique among the stages: <c>last-day</c>.</param>
/// <param name="Days">How many days from its anchor.</param>
/// <param name="Escalates">True where the standing office and the committee are told as well.</param>
public sealed record ReminderStage(string Code, StageAnchor Anchor, int Days, bool Escalates)
{
    /// <summary>The farthest that a stage may be from its anchor.</summary>
    public const int MostDays = 60;

    /// <summary>The stages as the design has them.</summary>
    public static IReadOnlyList<ReminderStage> Usual { get; } =
    [
        new("notice", StageAnchor.BeforeLastDay, Deadline.UsualNotice, false),
        new("soon", StageAnchor.BeforeLastWorkingDay, 3, false),
        new("last-day", StageAnchor.BeforeLastWorkingDay, 0, false),
        new("overdue", StageAnchor.AfterLastDay, 1, false),
        new("escalated", StageAnchor.AfterLastDay, 3, true),
    ];

    /// <summary>How the codes begin of what is sent by hand.</summary>
    public const string ByHandPrefix = "by-hand.";

    /// <summary>What a reminder that somebody sends by hand is kept under: outside the ladder, counted from 1 for each duty.</summary>
    public static ReminderStage ByHand(int number) => new(ByHandPrefix + number.ToString(System.Globalization.CultureInfo.InvariantCulture), StageAnchor.BeforeLastDay, 0, false);

    /// <summary>How often a duty was reminded by hand up to that stage; null for a stage of the ladder.</summary>
    public static int? NumberByHand(string code) =>
        code.StartsWith(ByHandPrefix, StringComparison.Ordinal) ? int.Parse(code.AsSpan(ByHandPrefix.Length), System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>The plan's day on which it comes for a duty.</summary>
    public DateOnly DayOf(ReminderDuty duty, WorkingDays workingDays) => (Anchor, Days) switch
    {
        (StageAnchor.BeforeLastDay, _) => duty.LastDay.AddDays(-Days),
        (StageAnchor.BeforeLastWorkingDay, 0) => duty.LastWorkingDay,
        (StageAnchor.BeforeLastWorkingDay, _) => workingDays.NthBefore(duty.LastWorkingDay, Days),
        _ => workingDays.NthAfter(duty.LastDay, Days),
    };
}
