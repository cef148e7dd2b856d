using Board.Domain.Meetings;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Board.Web.Meetings;

namespace Board.Web.Demo;

/// <summary>One step in the life of an illustrative meeting or directive.</summary>
/// <param name="At">When it was done, on the plan's clock.</param>
/// <param name="By">An account's address, or a unit's code.</param>
/// <param name="Does"><c>open</c>, <c>direct</c>, <c>follow</c> or <c>close</c>.</param>
/// <param name="Text">The meeting's title, the directive's text, or the note.</param>
/// <param name="Number">Of the directive that is followed.</param>
public sealed record DemoMeetingStep(
    DateTime At, string By, string Does, string? Text = null, MeetingKind? Kind = null, string? Indicator = null, string? Unit = null, DateOnly? Due = null, int Number = 0, DirectiveState? To = null);

/// <summary>Opens and closes the demo's meetings and gives its directives, through the ordinary use cases.</summary>
public sealed class DemoMeetings(BoardTransactions transactions, PlanShelf plans, PlanNews news, string planId)
{
    private readonly OpenMeeting _open = new(transactions, plans, news);
    private readonly CloseMeeting _close = new(transactions, plans, news);
    private readonly RecordDirective _record = new(transactions, plans, news);
    private readonly FollowDirective _follow = new(transactions, plans, news);
    private long? _meeting;

    /// <summary>Takes one step.</summary>
    /// <exception cref="InvalidDataException">It was refused.</exception>
    public async Task PlayAsync(DemoMeetingStep step, Actor actor, CancellationToken cancel)
    {
        var result = step.Does switch
        {
            "open" => await _open.ExecuteAsync(actor, new(planId, step.Kind, step.Text), cancel),
            "direct" => await _record.ExecuteAsync(actor, new(planId, step.Text, step.Indicator, step.Unit, step.Due, _meeting), cancel),
            "follow" => await _follow.ExecuteAsync(actor, new(planId, step.Number, step.To, step.Text), cancel),
            "close" => await _close.ExecuteAsync(actor, new(planId, _meeting ?? 0), cancel),
            _ => throw new InvalidDataException($"The demo's meetings know no '{step.Does}'."),
        };
        if (result is not MeetingResult.Done done)
            throw new InvalidDataException($"The demo's step {step} was refused: {(result is MeetingResult.Refused refused ? string.Join("; ", refused.Rejections) : result)}.");
        if (step.Does is "open" or "close") _meeting = step.Does == "open" ? done.Number : null;
    }
}
