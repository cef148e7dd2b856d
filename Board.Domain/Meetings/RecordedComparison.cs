using Board.Domain.Plans;
using Board.Domain.Progress;

namespace Board.Domain.Meetings;

/// <summary>What became of an indicator since the last meeting.</summary>
public enum IndicatorMove
{
    /// <summary>It came to its target.</summary>
    NewlyAchieved,

    /// <summary>It had met its target and does no more.</summary>
    FellBack,

    /// <summary>Its value is better.</summary>
    Risen,

    /// <summary>Its value is worse.</summary>
    Fallen,
}

/// <summary>One indicator that moved.</summary>
/// <param name="From">Its value then; null where it had none.</param>
/// <param name="To">Its value now; null where it has none any more.</param>
public sealed record MovedIndicator(string Code, IndicatorMove Move, decimal? From, decimal? To);

/// <summary>What happened since a meeting: the indicators that moved, and what became of the directives.</summary>
/// <param name="Meeting">Number of the meeting before.</param>
/// <param name="Done">Numbers of the directives that were pending or didn't exist then and are done now.</param>
/// <param name="Pending">Numbers of those that are still to be done, in time so far.</param>
/// <param name="Overdue">Numbers of those whose last day has passed.</param>
/// <param name="Reported">Numbers of those that their units have reported as done and nobody has confirmed; null in records that count them as pending.</param>
public sealed record RecordedComparison(
    long Meeting, string Title, DateOnly HeldOn, IReadOnlyList<MovedIndicator> Moved, IReadOnlyList<int> Done, IReadOnlyList<int> Pending, IReadOnlyList<int> Overdue,
    IReadOnlyList<int>? Reported = null)
{
    /// <summary>Compares a closed meeting's record with what holds now.</summary>
    public static RecordedComparison Of(Meeting meeting, MeetingRecord before, IEnumerable<IndicatorProgress> now, IReadOnlyList<Directive> directives, DateOnly today)
    {
        var ended = before.Directives.Where(one => one.State is DirectiveState.Done or DirectiveState.Cancelled).Select(one => one.Number).ToHashSet();
        var asked = directives.Where(one => !ended.Contains(one.Number)).ToList();
        return new(
            meeting.Id, meeting.Title, meeting.HeldOn,
            [.. now.Select(progress => MoveOf(before.Indicators.FirstOrDefault(one => one.Code == progress.Indicator.Code), progress)).OfType<MovedIndicator>()],
            [.. asked.Where(one => one.State == DirectiveState.Done).Select(one => one.Number)],
            [.. asked.Where(one => one.State == DirectiveState.Open && !one.IsOverdue(today)).Select(one => one.Number)],
            [.. asked.Where(one => one.IsOverdue(today)).Select(one => one.Number)],
            [.. asked.Where(one => one.State == DirectiveState.Reported).Select(one => one.Number)]);
    }

    private static MovedIndicator? MoveOf(RecordedIndicator? before, IndicatorProgress now)
    {
        var (was, met) = (before?.Status == ProgressStatus.Achieved, now.Status == ProgressStatus.Achieved);
        // What no earlier meeting saw has not moved since.
        if (before is null) return null;
        if (met && !was) return Of(IndicatorMove.NewlyAchieved);
        if (was && !met) return Of(IndicatorMove.FellBack);
        if (before.Value == now.Value) return null;
        if (before.Value is not { } from) return Of(IndicatorMove.Risen);
        if (now.Value is not { } to) return Of(IndicatorMove.Fallen);
        return Of(to > from ^ now.Indicator.Target.Better == Better.Lower ? IndicatorMove.Risen : IndicatorMove.Fallen);

        MovedIndicator Of(IndicatorMove move) => new(now.Indicator.Code, move, before.Value, now.Value);
    }
}
