using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Board.Web.Reminders;

/// <summary>A duty's last working day as an entry for the recipient's own calendar.</summary>
public static class DutyEvent
{
    /// <summary>Writes it. Entries of the same duty have the same identity, so a later one takes the place of an earlier one.</summary>
    public static string Write(ReminderClaims.Claim claim, ReminderWords words)
    {
        var day = claim.Duty.LastWorkingDay;
        var calendar = new Ical.Net.Calendar { Method = "PUBLISH", ProductId = "-//Digital Transformation Board//VI" };
        calendar.Events.Add(new CalendarEvent
        {
            Uid = $"{claim.Book.Calendar.Plan.Id}.{claim.Duty.Key}@{claim.Row.MessageId.Split('@')[1]}",
            DtStamp = new CalDateTime(DateTime.SpecifyKind(claim.Row.CreatedAt, DateTimeKind.Utc), true),
            Start = new CalDateTime(day.Year, day.Month, day.Day),
            End = new CalDateTime(day.AddDays(1).Year, day.AddDays(1).Month, day.AddDays(1).Day),
            Summary = words.What,
            Description = string.Join("\n", words.Facts.Select(fact => $"{fact.Label}: {fact.Value}")),
            Url = new(words.Link),
            Transparency = TransparencyType.Transparent,
        });
        return new CalendarSerializer().SerializeToString(calendar)!;
    }
}
