namespace Board.Domain.Calendar;

/// <summary>How far a unit's report has come.</summary>
public enum ReportState
{
    /// <summary>Being written; nobody but the unit and the secretariat sees it.</summary>
    Draft,

    /// <summary>Handed in, and not yet looked at.</summary>
    Submitted,

    /// <summary>Sent back with a reason; the unit writes on.</summary>
    Returned,

    /// <summary>Taken by the secretariat.</summary>
    Accepted,
}

/// <summary>What has become of a duty's report, as far as its deadline is concerned.</summary>
/// <param name="SubmittedAt">When it was last handed in; null where it never was.</param>
/// <param name="DaysLate">How late it was: by the day that held then, and no less than before (<see cref="LateAgain"/>).</param>
/// <param name="DueAgainBefore">The day that the secretariat set when it sent the report back; null where it never did.</param>
/// <param name="TimesReturned">How often it was sent back.</param>
public sealed record ReportStanding(ReportState State, DateTimeOffset? SubmittedAt, int? DaysLate, DateOnly? DueAgainBefore, int TimesReturned)
{
    /// <summary>True while the duty is met: handed in and not sent back.</summary>
    public bool IsIn => State is ReportState.Submitted or ReportState.Accepted;

    /// <summary>How late a report counts that is handed in again: a new day is there to mend it by, it does not take back how late it came before.</summary>
    /// <param name="before">How late it counted until then; null where it never was in.</param>
    /// <param name="now">How late it is by the day that holds now.</param>
    public static int LateAgain(int? before, int now) => Math.Max(before ?? 0, now);
}
