using Board.Web.Data;
using Board.Web.Live;

namespace Board.Web.Reminders;

/// <summary>How the state of a reminder looks and what it is called: a colour, an icon and a word.</summary>
/// <param name="Code">As addresses know it: <c>failed</c>.</param>
/// <param name="WordKey">The text key of its word.</param>
/// <param name="Class">The class that carries the colour.</param>
/// <param name="Icon">The path of its icon in a square of 16, drawn with a stroke.</param>
public sealed record ReminderStyle(string Code, string WordKey, string Class, string Icon)
{
    private const string Ring = "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8";

    private static readonly IReadOnlyDictionary<ReminderState, ReminderStyle> Styles = new Dictionary<ReminderState, ReminderStyle>
    {
        [ReminderState.Failed] = Of(ReminderState.Failed, "status-lagging", "M8 1.9L14.6 13.6H1.4zM8 6.2v3.4M8 11.4v.3"),
        [ReminderState.Due] = Of(ReminderState.Due, "status-slow", $"{Ring}M8 4.6V8.2l2.5 1.7"),
        [ReminderState.Claimed] = Of(ReminderState.Claimed, "status-on-track", "M1.8 8h9.4M8 4.4L11.6 8 8 11.6M14.2 3v10"),
        [ReminderState.Sent] = Of(ReminderState.Sent, "status-achieved", $"{Ring}M5 8.3l2.1 2.1L11 6"),
        [ReminderState.Superseded] = Of(ReminderState.Superseded, "status-no-data", "M3 10l5-5 5 5"),
        [ReminderState.Lapsed] = Of(ReminderState.Lapsed, "status-no-data", $"{Ring}M5 8h6"),
    };

    /// <summary>The states, the most urgent first.</summary>
    public static IReadOnlyList<ReminderState> InOrder { get; } = [.. Styles.Keys];

    /// <summary>The look of a state.</summary>
    public static ReminderStyle Of(ReminderState state) => Styles[state];

    /// <summary>The state that an address names; null for any other text.</summary>
    public static ReminderState? Find(string? code) => InOrder.Cast<ReminderState?>().FirstOrDefault(state => Styles[state!.Value].Code == code);

    private static ReminderStyle Of(ReminderState state, string colour, string icon) => new(ProgressJson.Word(state), $"Reminders.State.{state}", colour, icon);
}
