using Board.Domain.Reports;
using Board.Web.Access;

namespace Board.Web.Reports;

/// <summary>How saving stands.</summary>
public enum SavingState
{
    Idle,
    Saving,
    Saved,
    Failed,
}

/// <summary>Saves what is typed in an open report by itself: soon, one saving at a time, and again after one that failed.</summary>
public sealed class ReportWriting(SaveDraft drafts, TimeProvider clock, ILogger log, ReportWriting.Page page) : IAsyncDisposable
{
    /// <summary>How long one may type before it is saved.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _closed = new();
    private Task _last = Task.CompletedTask;
    private bool _waiting;

    /// <summary>The page that is written on.</summary>
    /// <param name="ActorAsync">Whoever is signed in now; null once nobody is.</param>
    /// <param name="InvokeAsync">Runs something in the page's turn.</param>
    /// <param name="Redraw">Shows how saving stands.</param>
    /// <param name="TellAsync">Hears what came of a saving, and which fields others have changed.</param>
    public sealed record Page(
        string PlanId, string Period, string Unit, Func<Task<Actor?>> ActorAsync, Func<Func<Task>, Task> InvokeAsync, Action Redraw,
        Func<SaveDraft.Result, IReadOnlyList<ReportField>, Task> TellAsync);

    /// <summary>What is typed, and what is stored.</summary>
    public TypedReport Typed { get; } = new();

    /// <summary>How saving stands.</summary>
    public SavingState State { get; private set; }

    /// <summary>True until the answer is there.</summary>
    public bool IsSaving { get; private set; }

    /// <summary>When it was last saved from here.</summary>
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>True once the report is not for this writer any more: nothing is saved then.</summary>
    public bool IsOver { get; set; }

    /// <summary>Ends with the page.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Something was typed; it is saved soon.</summary>
    public void Type(ReportField field, string text)
    {
        Typed.Type(field, text);
        if (!_waiting) _ = SaveSoonAsync(Patience);
    }

    /// <summary>Saves what is typed. One at a time: what comes meanwhile is saved after it, in the order in which it was typed.</summary>
    public Task SaveAsync() => _last = SaveAfterAsync(_last);

    /// <summary>What was typed last is saved, even if nobody waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        if (Typed.Pending is not { Count: > 0 } edits || IsSaving) return;
        try
        {
            if (await page.ActorAsync() is { } actor) await StoreAsync(actor, edits);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "What was typed last before a page was left could not be saved; the browser still holds it.");
        }
    }

    private async Task SaveAfterAsync(Task before)
    {
        await before;
        if (Typed.Pending is not { Count: > 0 } edits || IsOver) return;
        IsSaving = true;
        State = SavingState.Saving;
        page.Redraw();
        try
        {
            await SaveAsync(edits);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "A draft could not be saved; it will be tried again.");
            State = SavingState.Failed;
        }
        finally
        {
            IsSaving = false;
        }
        page.Redraw();
        if (Typed.Pending.Count > 0 && !_waiting) _ = SaveSoonAsync(State == SavingState.Failed ? Retry : Patience);
    }

    private async Task SaveAsync(IReadOnlyList<FieldEdit> edits)
    {
        var result = await page.ActorAsync() is { } actor ? await StoreAsync(actor, edits) : new SaveDraft.Result.NotYours(ReportRefusal.NotAllowed);
        State = SavingState.Idle;
        IReadOnlyList<ReportField> others = [];
        if (result is SaveDraft.Result.Saved saved)
        {
            others = Typed.Take(edits, saved.Draft, saved.Conflicts);
            (State, SavedAt) = (SavingState.Saved, clock.GetUtcNow());
        }
        else if (result is SaveDraft.Result.Refused refused) Typed.Refuse(refused.Rejections);
        await page.TellAsync(result, others);
    }

    private Task<SaveDraft.Result> StoreAsync(Actor actor, IReadOnlyList<FieldEdit> edits) =>
        drafts.ExecuteAsync(actor, new(page.PlanId, page.Period, page.Unit, new SaveDraft.Change.Fields(edits)));

    private async Task SaveSoonAsync(TimeSpan patience)
    {
        _waiting = true;
        try
        {
            await Task.Delay(patience, clock, _closed.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        finally
        {
            _waiting = false;
        }
        await page.InvokeAsync(SaveAsync);
    }
}
