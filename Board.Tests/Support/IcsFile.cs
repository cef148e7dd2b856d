using System.Text;
using System.Text.RegularExpressions;

namespace Board.Tests.Support;

/// <summary>
/// A calendar's file read by the letter of RFC 5545, by nobody's library: line ends and folding in octets (3.1), names, parameters and escapes (3.3.11),
/// and what a calendar and an event must and may hold once (3.6, 3.6.1).
/// </summary>
public sealed partial class IcsFile
{
    private static readonly string[] OnceInEvent =
        ["DTSTAMP", "UID", "DTSTART", "CLASS", "CREATED", "DESCRIPTION", "GEO", "LAST-MODIFIED", "LOCATION", "ORGANIZER", "PRIORITY", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "URL", "DTEND", "DURATION"];

    private static readonly string[] Texts = ["SUMMARY", "DESCRIPTION", "UID", "PRODID", "X-WR-CALNAME", "METHOD", "VERSION"];

    private IcsFile(IReadOnlyList<Property> calendar, IReadOnlyList<IReadOnlyList<Property>> events) => (Calendar, Events) = (calendar, events);

    public IReadOnlyList<Property> Calendar { get; }
    public IReadOnlyList<IReadOnlyList<Property>> Events { get; }

    /// <summary>One line of content, its value without escapes where it is a text.</summary>
    public sealed record Property(string Name, string Parameters, string Value);

    /// <summary>The value of an event's only property of that name.</summary>
    public static string Of(IReadOnlyList<Property> component, string name) => Assert.Single(component, property => property.Name == name).Value;

    /// <summary>Reads it; fails with the first line that no strict reader would take.</summary>
    public static IcsFile Read(byte[] file)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFEFF', text);
        var lines = text[..^2].Split("\r\n");
        foreach (var line in lines)
        {
            Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, $"{Encoding.UTF8.GetByteCount(line)} octets: {line}");
            Assert.True(line.Length > 0 && !line.Any(letter => char.IsControl(letter) && letter != '\t'), $"not a line of content: {line}");
        }
        Assert.NotEqual(' ', lines[0][0]);
        var content = text[..^2].Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n").Select(Parse).ToList();

        Assert.Equal(new Property("BEGIN", "", "VCALENDAR"), content[0]);
        Assert.Equal(new Property("END", "", "VCALENDAR"), content[^1]);
        List<Property> calendar = [];
        List<IReadOnlyList<Property>> events = [];
        List<Property>? inside = null;
        foreach (var property in content.Skip(1).SkipLast(1))
            switch (property)
            {
                case { Name: "BEGIN" }:
                    Assert.Null(inside);
                    Assert.Equal("VEVENT", property.Value);
                    inside = [];
                    break;
                case { Name: "END" }:
                    Assert.Equal("VEVENT", property.Value);
                    events.Add(Checked(inside!));
                    inside = null;
                    break;
                default:
                    (inside ?? calendar).Add(property);
                    break;
            }
        Assert.Null(inside);
        Assert.Equal("2.0", Of(calendar, "VERSION"));
        Assert.NotEmpty(Of(calendar, "PRODID"));
        Assert.Equal("PUBLISH", Of(calendar, "METHOD"));
        Assert.NotEmpty(events);
        Assert.Equal(events.Count, events.Select(one => Of(one, "UID")).Distinct().Count());
        return new(calendar, events);
    }

    private static IReadOnlyList<Property> Checked(IReadOnlyList<Property> component)
    {
        Assert.DoesNotContain(component.GroupBy(property => property.Name), group => OnceInEvent.Contains(group.Key) && group.Count() > 1);
        Assert.NotEmpty(Of(component, "UID"));
        Assert.Matches("^[0-9]{8}T[0-9]{6}Z$", Of(component, "DTSTAMP"));
        Assert.Matches("^[0-9]{8}T[0-9]{6}Z$", Of(component, "LAST-MODIFIED"));
        Assert.Matches("^[0-9]{1,10}$", Of(component, "SEQUENCE"));
        foreach (var name in (string[])["DTSTART", "DTEND"])
        {
            var day = component.Single(property => property.Name == name);
            Assert.Equal(";VALUE=DATE", day.Parameters);
            Assert.Matches("^[0-9]{8}$", day.Value);
        }
        // The end is not part of it, so it comes after the start.
        Assert.True(string.CompareOrdinal(Of(component, "DTEND"), Of(component, "DTSTART")) > 0);
        Assert.True(Uri.TryCreate(Of(component, "URL"), UriKind.Absolute, out _));
        return component;
    }

    private static Property Parse(string line)
    {
        var match = Content().Match(line);
        Assert.True(match.Success, $"not a line of content: {line}");
        var (name, value) = (match.Groups[1].Value, match.Groups[3].Value);
        return new(name, match.Groups[2].Value, Texts.Contains(name) ? Unescaped(value) : value);
    }

    private static string Unescaped(string value)
    {
        // Whatever has a meaning of its own stands behind a backslash, and nothing else does.
        Assert.True(Text().IsMatch(value), $"not a text: {value}");
        return Escape().Replace(value, match => match.Groups[1].Value is "n" or "N" ? "\n" : match.Groups[1].Value);
    }

    [GeneratedRegex("""^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$""", RegexOptions.Singleline)]
    private static partial Regex Content();

    [GeneratedRegex("""^(?:[^\\;,]|\\[\\;,nN])*$""", RegexOptions.Singleline)]
    private static partial Regex Text();

    [GeneratedRegex("""\\(.)""")]
    private static partial Regex Escape();
}
