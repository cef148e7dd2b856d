using Board.Domain.Meetings;
using Board.Domain.Progress;
using Board.Web.Live;

namespace Board.Web.Shell;

/// <summary>How a directive's state looks and what it is called, in the colours and icons of <see cref="StatusStyle"/>.</summary>
/// <param name="Code">As addresses and scripts know it: <c>overdue</c>.</param>
public sealed record DirectiveStyle(string Code, string WordKey, string Class, string Icon)
{
    /// <summary>As the filter calls those that are late.</summary>
    public const string LateCode = "overdue";

    /// <summary>An open one whose last day has passed.</summary>
    public static DirectiveStyle Late { get; } = Of(LateCode, ProgressStatus.Lagging);

    /// <summary>Every state in the order in which people ask for it, the late ones first.</summary>
    public static IReadOnlyList<DirectiveStyle> InOrder { get; } = [Late, .. Enum.GetValues<DirectiveState>().Select(Of)];

    /// <summary>The look of a directive on a day.</summary>
    public static DirectiveStyle Of(Directive directive, DateOnly today) => directive.IsOverdue(today) ? Late : Of(directive.State);

    /// <summary>The look of a state.</summary>
    public static DirectiveStyle Of(DirectiveState state) => Of(ProgressJson.Word(state), state switch
    {
        DirectiveState.Done => ProgressStatus.Achieved,
        DirectiveState.Reported => ProgressStatus.OnTrack,
        DirectiveState.Cancelled => ProgressStatus.NoData,
        _ => ProgressStatus.Slow,
    });

    private static DirectiveStyle Of(string code, ProgressStatus like) => new(code, $"Meetings.State.{code}", StatusStyle.Of(like).Class, StatusStyle.Of(like).Icon);
}
