using Board.Domain.Plans;

namespace Board.Domain.Calendar;

/// <summary>Where a duty to report stands. The first three hold while nothing has been submitted.</summary>
public enum DeadlineState
{
    /// <summary>Its first reminder is still to come.</summary>
    NotDue,

    /// <summary>From its first reminder to its last tick.</summary>
    Due,

    /// <summary>Its day has come and nothing has arrived.</summary>
    Overdue,

    /// <summary>A report has arrived, on time or late.</summary>
    Submitted,

    /// <summary>The report was sent back and is owed again, by a day that the secretariat sets.</summary>
    Returned,

    /// <summary>The secretariat took the report.</summary>
    Accepted,
}

/// <summary>
/// A duty of one unit for one period (hạn), clause V. "Trước ngày" is strict: it can be met until the last tick of
/// <see cref="LastDay"/>, by the plan's clock.
/// </summary>
/// <param name="DueBefore">The plan's day at whose first instant it becomes overdue.</param>
/// <param name="LastWorkingDay">The last working day on or before <see cref="LastDay"/>.</param>
public sealed record Deadline(ReportingRule Rule, Period Period, ReportingUnit Unit, DateOnly DueBefore, DateOnly LastWorkingDay)
{
    /// <summary>How long before <see cref="LastDay"/> a duty becomes due, in calendar days, unless the settings say otherwise.</summary>
    public const int UsualNotice = 7;

    /// <summary>The plan's time of day at which it becomes due, unless the settings say otherwise.</summary>
    public static readonly TimeOnly UsualNoticeTime = new(8, 0);

    /// <summary>Unique in the plan: <c>unit-quarterly.2023-Q3.dak-ru</c>.</summary>
    public string Id => $"{Rule.Code}.{Period}.{Unit.Code}";

    /// <summary>The last day on which it can be met.</summary>
    public DateOnly LastDay => DueBefore.AddDays(-1);

    /// <summary>The first instant that is late.</summary>
    public DateTimeOffset DueInstant(PlanClock clock) => clock.StartOf(DueBefore);

    /// <summary>True if a report of that instant is on time.</summary>
    public bool IsMetAt(DateTimeOffset submittedAt, PlanClock clock) => DaysLate(submittedAt, clock) == 0;

    /// <summary>Calendar days of the plan after <see cref="LastDay"/>, so 1 on <see cref="DueBefore"/> itself; 0 on time.</summary>
    public int DaysLate(DateTimeOffset submittedAt, PlanClock clock) =>
        Math.Max(0, clock.DateOf(submittedAt).DayNumber - LastDay.DayNumber);

    /// <summary>The duty as it is owed after its report was sent back: by the secretariat's own day. The same one where it never was.</summary>
    public Deadline Again(ReportStanding? report, WorkingDays workingDays) => report?.DueAgainBefore is { } again
        ? this with { DueBefore = again, LastWorkingDay = workingDays.LastOnOrBefore(again.AddDays(-1)) }
        : this;

    /// <summary>What its report has made of it, or the time alone while nothing has been submitted: <c>NotDue</c>, <c>Due</c> or <c>Overdue</c>.</summary>
    /// <param name="notice">Calendar days from its first reminder to <see cref="LastDay"/>.</param>
    /// <param name="noticeTime">The plan's time of day of that reminder; <see cref="UsualNoticeTime"/> if null.</param>
    /// <param name="report">Its report; null where nobody has begun one.</param>
    public DeadlineState StateAt(
        DateTimeOffset now, PlanClock clock, int notice = UsualNotice, TimeOnly? noticeTime = null, ReportStanding? report = null)
    {
        switch (report?.State)
        {
            case ReportState.Submitted: return DeadlineState.Submitted;
            case ReportState.Returned: return DeadlineState.Returned;
            case ReportState.Accepted: return DeadlineState.Accepted;
        }
        if (!IsMetAt(now, clock))
            return DeadlineState.Overdue;
        return now < clock.At(LastDay.AddDays(-notice), noticeTime ?? UsualNoticeTime) ? DeadlineState.NotDue : DeadlineState.Due;
    }
}
