using Board.Domain.Calendar;
using Board.Domain.Reminders;
using Board.Web.Text;
using Microsoft.Extensions.Localization;

namespace Board.Web.Reminders;

/// <summary>A duty's last working day as an entry for somebody's own calendar, the same one in a letter and in the feed.</summary>
public static class DutyEvent
{
    private const string PartOfReturns = "~";

    /// <summary>The entry of a duty.</summary>
    /// <param name="changedAt">When what it says last changed.</param>
    /// <param name="planVersion">The board version at which the plan was stored.</param>
    /// <param name="domain">Whose identities they are.</param>
    /// <param name="link">The page on which it is met, in full.</param>
    public static CalendarEntry Of(PlanCalendar calendar, ReminderDuty duty, DateTimeOffset changedAt, long planVersion, string domain, string link, IStringLocalizer<Texts> texts)
    {
        var what = ReminderWords.Owed(duty, texts);
        // One that is sent back is still the same entry, on another day.
        return new(
            $"{calendar.Plan.Id}.{duty.Key.Split(PartOfReturns)[0]}@{domain}", changedAt, Sequence(planVersion + duty.TimesReturned), duty.LastWorkingDay,
            duty.IsMet ? texts["Feed.Met", what] : what, Describe(ReminderWords.FactsOf(duty, texts), link), link);
    }

    /// <summary>What an entry says under its title.</summary>
    public static string Describe(IEnumerable<(string Label, string Value)> facts, string link) => string.Join("\n", [.. facts.Select(fact => $"{fact.Label}: {fact.Value}"), link]);

    /// <summary>A number that only rises, within what calendars can read.</summary>
    public static int Sequence(long version) => (int)Math.Min(version, int.MaxValue);
}
