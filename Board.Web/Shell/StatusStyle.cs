using Board.Domain.Progress;

namespace Board.Web.Shell;

/// <summary>How a status looks and what it is called. The only place where a status gets its colour, its icon and its word.</summary>
/// <param name="Code">As scripts know it: <c>on-track</c>.</param>
/// <param name="WordKey">The text key of its word.</param>
/// <param name="MeaningKey">The text key of its explanation.</param>
/// <param name="Icon">The path of its icon in a square of 16, drawn with a stroke.</param>
public sealed record StatusStyle(string Code, string WordKey, string MeaningKey, string Icon)
{
    private const string Ring = "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8";

    private static readonly IReadOnlyDictionary<ProgressStatus, StatusStyle> Styles = new Dictionary<ProgressStatus, StatusStyle>
    {
        [ProgressStatus.Achieved] = Of("achieved", nameof(ProgressStatus.Achieved), $"{Ring}M5 8.3l2.1 2.1L11 6"),
        [ProgressStatus.OnTrack] = Of("on-track", nameof(ProgressStatus.OnTrack), "M1.8 12l4.2-4.4 2.8 2.8L14 4.6M10 4.2h4.2v4.2"),
        [ProgressStatus.Slow] = Of("slow", nameof(ProgressStatus.Slow), "M3.8 1.8h8.4M3.8 14.2h8.4M4.8 1.8c0 4 6.4 5.4 6.4 12.4M11.2 1.8c0 4-6.4 5.4-6.4 12.4"),
        [ProgressStatus.Lagging] = Of("lagging", nameof(ProgressStatus.Lagging), "M8 1.9L14.6 13.6H1.4zM8 6.2v3.4M8 11.4v.3"),
        [ProgressStatus.Stale] = Of("stale", nameof(ProgressStatus.Stale), $"{Ring}M8 4.6V8.2l2.5 1.7"),
        [ProgressStatus.NoData] = Of("no-data", nameof(ProgressStatus.NoData), $"{Ring}M5 8h6"),
        [ProgressStatus.Unrated] = Of("unrated", nameof(ProgressStatus.Unrated), $"{Ring}M6.2 6.4c0-2.4 3.7-2.3 3.7 0 0 1.5-1.9 1.5-1.9 2.9M8 11.3v.2"),
    };

    /// <summary>The statuses in the order in which people read them, best first.</summary>
    public static IReadOnlyList<ProgressStatus> InOrder { get; } = [.. Styles.Keys];

    /// <summary>The class that carries the colour.</summary>
    public string Class => "status-" + Code;

    /// <summary>The look of a status.</summary>
    public static StatusStyle Of(ProgressStatus status) => Styles[status];

    /// <summary>The look of an indicator's status; one that reached the far end of its range has its own word.</summary>
    public static StatusStyle Of(IndicatorProgress progress) =>
        progress is { Status: ProgressStatus.Achieved, Result: ProgressResult.MetAim } and { Indicator.Target.Aim: not null }
            ? Of(progress.Status) with { WordKey = "Status.AchievedAim" }
            : Of(progress.Status);

    private static StatusStyle Of(string code, string name, string icon) => new(code, "Status." + name, "Meaning." + name, icon);
}
