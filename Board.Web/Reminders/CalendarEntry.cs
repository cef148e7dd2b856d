using System.Text;
using Board.Web.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Board.Web.Reminders;

/// <summary>A day in somebody's own calendar. Entries of the same identity are the same one, and a later one takes the place of an earlier one.</summary>
/// <param name="Uid">Its identity, for good.</param>
/// <param name="ChangedAt">When what it says last changed.</param>
/// <param name="Sequence">Rises whenever its day may have become another.</param>
/// <param name="Link">Where to go on from it, in full.</param>
public sealed record CalendarEntry(string Uid, DateTimeOffset ChangedAt, int Sequence, DateOnly Day, string Summary, string Description, string Link)
{
    /// <summary>Entries as a calendar's file, RFC 5545.</summary>
    /// <param name="name">What the calendar is called where it is shown; null for entries that go into another one.</param>
    public static string Write(IEnumerable<CalendarEntry> entries, string? name)
    {
        var calendar = new Ical.Net.Calendar { Method = "PUBLISH", ProductId = "-//Digital Transformation Board//VI" };
        if (name is not null)
        {
            calendar.AddProperty("X-WR-CALNAME", Plain(name));
            calendar.AddProperty("X-PUBLISHED-TTL", "PT1H");
        }
        foreach (var entry in entries)
        {
            var next = entry.Day.AddDays(1);
            calendar.Events.Add(new CalendarEvent
            {
                Uid = entry.Uid,
                DtStamp = Utc(entry.ChangedAt),
                LastModified = Utc(entry.ChangedAt),
                Sequence = entry.Sequence,
                Start = new CalDateTime(entry.Day.Year, entry.Day.Month, entry.Day.Day),
                End = new CalDateTime(next.Year, next.Month, next.Day),
                Summary = Plain(entry.Summary),
                Description = string.Join('\n', entry.Description.Split('\n').Select(Plain)),
                Url = new(entry.Link),
                Transparency = TransparencyType.Transparent,
            });
        }
        return Fold(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static CalDateTime Utc(DateTimeOffset at) => new(new DateTime(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerSecond, DateTimeKind.Utc), true);

    // Text of users may hold what no calendar file may.
    private static string Plain(string text) => Say.OneLine(text);

    /// <summary>Lines of at most 75 octets, and never broken inside a letter. The library counts letters, of which Vietnamese ones take two or three octets.</summary>
    private static string Fold(string file)
    {
        const int longest = 75;
        var folded = new StringBuilder(file.Length * 2);
        foreach (var line in file.ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var octets = 0;
            foreach (var letter in line.EnumerateRunes())
            {
                if (octets + letter.Utf8SequenceLength > longest)
                {
                    folded.Append("\r\n ");
                    octets = 1;
                }
                folded.Append(letter.ToString());
                octets += letter.Utf8SequenceLength;
            }
            folded.Append("\r\n");
        }
        return folded.ToString();
    }
}
