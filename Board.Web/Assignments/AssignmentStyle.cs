using Board.Domain.Progress;
using Board.Domain.Reports;
using Board.Web.Live;
using Board.Web.Shell;

namespace Board.Web.Assignments;

/// <summary>How the status of an assignment looks: the colours and icons are those of the board, the words its own.</summary>
/// <param name="Class">Carries the colour.</param>
/// <param name="Icon">The path of its icon in a square of 16, drawn with a stroke.</param>
/// <param name="WordKey">The text key of its word.</param>
public sealed record AssignmentStyle(string Class, string Icon, string WordKey)
{
    /// <summary>Every status, in the order in which an assignment goes through them.</summary>
    public static IReadOnlyList<AssignmentStatus> InOrder { get; } = Enum.GetValues<AssignmentStatus>();

    /// <summary>The look of an assignment that has passed its last day.</summary>
    public static AssignmentStyle Late { get; } = Of(ProgressStatus.Lagging, "Assignments.Late");

    /// <summary>The look of a status.</summary>
    public static AssignmentStyle Of(AssignmentStatus status) => Of(
        status switch
        {
            AssignmentStatus.Done => ProgressStatus.Achieved,
            AssignmentStatus.InProgress => ProgressStatus.OnTrack,
            AssignmentStatus.NotStarted => ProgressStatus.NoData,
            _ => ProgressStatus.Unrated,
        },
        $"Assignments.Status.{ProgressJson.Word(status)}");

    private static AssignmentStyle Of(ProgressStatus alike, string wordKey)
    {
        var style = StatusStyle.Of(alike);
        return new(style.Class, style.Icon, wordKey);
    }
}
