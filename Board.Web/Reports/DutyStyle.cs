using Board.Domain.Calendar;

namespace Board.Web.Reports;

/// <summary>How the state of a duty looks and what it is called: a colour, an icon and a word.</summary>
/// <param name="Code">As addresses know it: <c>overdue</c>.</param>
/// <param name="WordKey">The text key of its word.</param>
/// <param name="Class">The class that carries the colour.</param>
/// <param name="Icon">The path of its icon in a square of 16, drawn with a stroke.</param>
public sealed record DutyStyle(string Code, string WordKey, string Class, string Icon)
{
    private const string Ring = "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8";

    private static readonly IReadOnlyDictionary<DeadlineState, DutyStyle> Styles = new Dictionary<DeadlineState, DutyStyle>
    {
        [DeadlineState.Overdue] = new("overdue", "Matrix.State.Overdue", "status-lagging", "M8 1.9L14.6 13.6H1.4zM8 6.2v3.4M8 11.4v.3"),
        [DeadlineState.Returned] = new("returned", "Matrix.State.Returned", "status-lagging", "M6 3L2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H6"),
        [DeadlineState.Due] = new("due", "Matrix.State.Due", "status-slow", $"{Ring}M8 4.6V8.2l2.5 1.7"),
        [DeadlineState.Submitted] = new("submitted", "Matrix.State.Submitted", "status-on-track", "M8 10V2.5M4.8 5.5L8 2.3l3.2 3.2M2.5 9.5v4h11v-4"),
        [DeadlineState.Accepted] = new("accepted", "Matrix.State.Accepted", "status-achieved", $"{Ring}M5 8.3l2.1 2.1L11 6"),
        [DeadlineState.NotDue] = new("not-due", "Matrix.State.NotDue", "status-no-data", $"{Ring}M5 8h6"),
    };

    /// <summary>The states, the most urgent first.</summary>
    public static IReadOnlyList<DeadlineState> InOrder { get; } = [.. Styles.Keys];

    /// <summary>The look of a state.</summary>
    public static DutyStyle Of(DeadlineState state) => Styles[state];

    /// <summary>The state that an address names; null for any other text.</summary>
    public static DeadlineState? Find(string? code) => InOrder.Cast<DeadlineState?>().FirstOrDefault(state => Styles[state!.Value].Code == code);
}
