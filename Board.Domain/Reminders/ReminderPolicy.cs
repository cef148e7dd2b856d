using Board.Domain.Calendar;

namespace Board.Domain.Reminders;

/// <summary>
/// The only place that decides who is reminded of what, and when. It follows from the deadlines and the ledger alone, never from ticks:
/// asked twice it says the same, asked late it says what is due by then.
/// </summary>
/// <param name="stages">In any order; the ladder of a duty is ordered by the days on which they come.</param>
/// <param name="at">The plan's time of day at which reminders come due.</param>
public sealed class ReminderPolicy(PlanCalendar calendar, IReadOnlyList<ReminderStage> stages, TimeOnly at)
{
    /// <summary>For how many days after the plan's year, or after the last day of what is owed later than that, anybody is still reminded.</summary>
    public const int DaysAfterYear = 90;

    /// <summary>When each stage of a duty comes due, the earliest first.</summary>
    public IReadOnlyList<(ReminderStage Stage, DateTimeOffset DueAt)> LadderOf(ReminderDuty duty) =>
    [
        // The sort is stable: of two stages on one day the one that the settings name later is the higher.
        .. stages.Select(stage => (stage, calendar.Clock.At(stage.DayOf(duty, calendar.WorkingDays), at))).OrderBy(rung => rung.Item2),
    ];

    /// <summary>All notices of a duty, the earliest first, whether or not it is met.</summary>
    /// <param name="reachable">False where nobody of the unit can be written to: the standing office hears of it in their place.</param>
    public IEnumerable<ReminderNotice> NoticesOf(ReminderDuty duty, bool reachable)
    {
        var ladder = LadderOf(duty);
        for (var rung = 0; rung < ladder.Count; rung++)
        {
            var (stage, dueAt) = ladder[rung];
            yield return new(duty, stage, rung, dueAt, ReminderAudience.Unit, ReminderReason.Owed);
            if (stage.Escalates)
            {
                if (!duty.Unit.Standing) yield return new(duty, stage, rung, dueAt, ReminderAudience.Office, ReminderReason.Escalated);
                yield return new(duty, stage, rung, dueAt, ReminderAudience.Committee, ReminderReason.Escalated);
            }
            else if (!reachable && !duty.Unit.Standing) yield return new(duty, stage, rung, dueAt, ReminderAudience.Office, ReminderReason.Unreachable);
        }
    }

    /// <summary>Who belongs to the audience of a duty's notice.</summary>
    public static IEnumerable<ReminderRecipient> Audience(ReminderDuty duty, ReminderAudience audience, IEnumerable<ReminderRecipient> recipients) =>
        recipients.Where(recipient => audience switch
        {
            ReminderAudience.Unit => (recipient.Audience == ReminderAudience.Unit && recipient.Unit == duty.Unit.Code)
                || (duty.Unit.Standing && recipient.Audience == ReminderAudience.Office),
            _ => recipient.Audience == audience,
        });

    /// <summary>True where somebody can be written to who answers for the unit.</summary>
    public static bool IsReachable(ReminderDuty duty, IEnumerable<ReminderRecipient> recipients) => Audience(duty, ReminderAudience.Unit, recipients).Any();

    /// <summary>True from its first reminder on, or once it was sent back, until it is met: from then on it may be reminded of by hand as well.</summary>
    public bool IsOwedNow(ReminderDuty duty, DateTimeOffset now) => !duty.IsMet
        && (duty.TimesReturned > 0 || LadderOf(duty)[0].DueAt <= now || calendar.Clock.At(duty.LastDay.AddDays(-Deadline.UsualNotice), at) <= now);

    /// <summary>Every reminder that the duties would bring if nobody met them, by the time at which they come due.</summary>
    public IEnumerable<Reminder> AllOf(IEnumerable<ReminderDuty> duties, IReadOnlyList<ReminderRecipient> recipients) =>
        from duty in duties
        let reachable = IsReachable(duty, recipients)
        from notice in NoticesOf(duty, reachable)
        from recipient in Audience(duty, notice.Audience, recipients)
        orderby notice.DueAt
        select new Reminder(notice, recipient);

    /// <summary>What must be done at an instant.</summary>
    /// <param name="ledger">What was decided before, on that channel.</param>
    public ReminderDecisions Due(
        IEnumerable<ReminderDuty> duties, IReadOnlyList<ReminderRecipient> recipients, IEnumerable<KnownReminder> ledger, DateTimeOffset now)
    {
        List<Reminder> send = [], superseded = [], overtaken = [];
        var today = calendar.Clock.DateOf(now);
        // What somebody sent by hand is no rung: it neither spares a letter nor makes one needless.
        var known = ledger.Where(entry => ReminderStage.NumberByHand(entry.Stage) is null).ToLookup(entry => (entry.Duty, entry.Recipient));
        foreach (var ladder in AllOf(duties.Where(duty => !duty.IsMet && !IsForgotten(duty, today)), recipients).GroupBy(reminder => (reminder.Notice.Duty.Key, reminder.Recipient.Id)))
        {
            var stored = known[ladder.Key].ToDictionary(entry => entry.Stage, entry => entry.IsOpen);
            // After the clock was set back, what was sent may lie ahead: nothing below it is worth a letter any more.
            var reached = ladder.Where(reminder => stored.ContainsKey(reminder.Notice.Stage.Code)).Select(reminder => reminder.Notice.Rung).DefaultIfEmpty(-1).Max();
            var due = ladder.Where(reminder => reminder.Notice.DueAt <= now).ToList();
            if (due.Count == 0) continue;
            var highest = due[^1];
            if (highest.Notice.Rung > reached) send.Add(highest);
            foreach (var lower in due.Where(reminder => reminder.Notice.Rung < Math.Max(highest.Notice.Rung, reached)))
                if (!stored.TryGetValue(lower.Notice.Stage.Code, out var open)) superseded.Add(lower);
                else if (open) overtaken.Add(lower);
        }
        return new(send, superseded, overtaken);
    }

    // A meeting may give a unit until long after the plan's year.
    private bool IsForgotten(ReminderDuty duty, DateOnly today) =>
        today > (duty.LastDay > calendar.Plan.LastDay ? duty.LastDay : calendar.Plan.LastDay).AddDays(DaysAfterYear);
}
