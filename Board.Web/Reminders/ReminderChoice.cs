using System.Globalization;
using Board.Web.Data;
using Board.Web.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Board.Web.Reminders;

/// <summary>What of the reminders is looked at, as the page's address says it.</summary>
/// <param name="Plan">The plan that the address names; null where it names none.</param>
/// <param name="View"><c>ahead</c>, <c>stages</c>, else the ledger.</param>
/// <param name="From">A day as people or addresses write it.</param>
/// <param name="Days">How many days ahead.</param>
/// <param name="Remind">The duty of which somebody is to be reminded by hand.</param>
public sealed record ReminderChoice(
    string? Plan = null, string? View = null, string? State = null, string? Unit = null, string? Stage = null, string? From = null, string? To = null, string? Days = null, string? Remind = null)
{
    /// <summary>What is to come.</summary>
    public const string Ahead = "ahead";

    /// <summary>The ladder.</summary>
    public const string Stages = "stages";

    /// <summary>How many days ahead one may look.</summary>
    public static IReadOnlyList<int> Spans { get; } = [7, 14, 30, 90];

    /// <summary>The span that was chosen.</summary>
    public int Span => Spans.FirstOrDefault(span => span.ToString(CultureInfo.InvariantCulture) == Days, Spans[1]);

    /// <summary>The state that was chosen; null for all.</summary>
    public ReminderState? Known => ReminderStyle.Find(State);

    /// <summary>The first day; null for any.</summary>
    public DateOnly? First => DayOf(From);

    /// <summary>The last day; null for any.</summary>
    public DateOnly? Last => DayOf(To);

    /// <summary>True where a day was written that is none.</summary>
    public bool IsWrong => (!string.IsNullOrWhiteSpace(From) && First is null) || (!string.IsNullOrWhiteSpace(To) && Last is null);

    /// <summary>True where anything is left out.</summary>
    public bool IsFiltered => new[] { State, Unit, Stage, From, To }.Any(part => !string.IsNullOrWhiteSpace(part));

    /// <summary>Its address.</summary>
    public string Address => QueryHelpers.AddQueryString("/admin/reminders", new (string Name, string? Value)[]
    {
        ("plan", Plan), ("view", View), ("state", State), ("unit", Unit), ("stage", Stage), ("from", From), ("to", To), ("days", Days), ("remind", Remind),
    }.Where(part => !string.IsNullOrWhiteSpace(part.Value)).Select(part => KeyValuePair.Create(part.Name, part.Value)));

    /// <summary>Asks for it.</summary>
    public FindReminders.Request Of(string planId, int take) => new(planId, Known, Text(Unit), Text(Stage), First, Last, take);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Say.Day(text);
}
