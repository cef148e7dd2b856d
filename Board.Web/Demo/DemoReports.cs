using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Board.Web.Reports;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Demo;

/// <summary>One step in the life of an illustrative report.</summary>
/// <param name="At">When it was done, on the plan's clock.</param>
/// <param name="Does"><c>save</c>, <c>submit</c>, <c>accept</c>, <c>return</c>, or <c>return-figure</c> with its indicator.</param>
/// <param name="Content">What the unit writes, as the API takes it.</param>
/// <param name="Reason">Why it is sent back.</param>
public sealed record DemoStep(
    DateTime At, string Period, string Unit, string Does, DraftBody? Content = null, string? Reason = null, DateOnly? DueBefore = null, string? Indicator = null);

/// <summary>Writes, hands in, accepts and returns the demo's reports through the ordinary use cases.</summary>
public sealed class DemoReports(BoardTransactions transactions, PlanShelf plans, LiveBoard live, IDbContextFactory<BoardDb> databases, string planId)
{
    private readonly Dictionary<(string, string), int> _versions = [];
    private readonly SaveDraft _save = new(transactions, plans);
    private readonly SubmitReport _submit = new(transactions, plans, live);
    private readonly AcceptReport _accept = new(transactions, plans, live);
    private readonly ReturnReport _return = new(transactions, plans, live);
    private readonly ReviewReading _review = new(transactions, plans, live);

    /// <summary>Takes one step.</summary>
    /// <param name="writer">Who writes for the unit.</param>
    /// <param name="reviewer">Who decides.</param>
    /// <exception cref="InvalidDataException">It was refused.</exception>
    public async Task PlayAsync(DemoStep step, Actor writer, Actor reviewer, CancellationToken cancel)
    {
        if (step.Content is { } body) await SaveAsync(step, body, writer, cancel);
        object result = step.Does switch
        {
            "save" => new ReviewResult.Done(),
            "submit" => await _submit.ExecuteAsync(writer, new(planId, step.Period, step.Unit, Confirmed: true), cancel),
            "accept" => await _accept.ExecuteAsync(reviewer, new(planId, step.Period, step.Unit), cancel),
            "return" => await _return.ExecuteAsync(reviewer, new(planId, step.Period, step.Unit, step.Reason, step.DueBefore), cancel),
            "return-figure" => await _review.ExecuteAsync(reviewer, new(planId, await FigureAsync(step, cancel), ReadingState.Returned, step.Reason), cancel),
            _ => throw new InvalidDataException($"The demo's reports know no '{step.Does}'."),
        };
        if (result is not (ReviewResult.Done or SubmitReport.Result.Submitted)) throw new InvalidDataException($"The demo's step {step} was refused: {Why(result)}.");
    }

    private async Task SaveAsync(DemoStep step, DraftBody body, Actor writer, CancellationToken cancel)
    {
        var (content, faults) = DraftBodies.Read(body);
        if (faults.Count > 0) throw new InvalidDataException($"The demo's step {step} is none: {string.Join("; ", faults)}.");
        var key = (step.Period, step.Unit);
        var saved = await _save.ExecuteAsync(writer, new(planId, step.Period, step.Unit, new SaveDraft.Change.Whole(_versions.GetValueOrDefault(key), content)), cancel);
        if (saved is not SaveDraft.Result.Saved { Draft: var draft }) throw new InvalidDataException($"The demo's step {step} was not saved: {Why(saved)}.");
        _versions[key] = draft.Version;
    }

    // The figure that the unit's last report brought.
    private async Task<long> FigureAsync(DemoStep step, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Readings.Where(row => row.PlanId == planId && row.Unit == step.Unit && row.Indicator == step.Indicator && row.Source == SubmitReport.Source)
            .OrderByDescending(row => row.Id).Select(row => row.Id).FirstAsync(cancel);
    }

    private static string Why(object result) => result switch
    {
        SubmitReport.Result.Refused refused => string.Join("; ", refused.Rejections),
        SubmitReport.Result.Incomplete incomplete => $"incomplete: {string.Join(' ', incomplete.Indicators)}",
        SaveDraft.Result.Refused refused => string.Join("; ", refused.Rejections),
        _ => $"{result}",
    };
}
