using Board.Domain.Readings;
using Board.Domain.Reminders;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Reminders;

/// <summary>Changes the ladder of reminders. What was sent stays in the ledger as it was, and nothing is sent twice.</summary>
public sealed class ChangeStages(BoardTransactions transactions)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Seen">The ladder that the sender had before them.</param>
    public sealed record Request(ReminderLadder Seen, ReminderLadder Ladder);

    /// <summary>What came of it. Only <see cref="Stored"/> changed anything.</summary>
    public abstract record Result
    {
        /// <summary>It holds from now on.</summary>
        public sealed record Stored : Result;

        /// <summary>It is so already.</summary>
        public sealed record Unchanged : Result;

        /// <summary>It can't be used.</summary>
        public sealed record Refused(IReadOnlyList<Rejection> Rejections) : Result;

        /// <summary>Somebody else changed it since the sender read it.</summary>
        public sealed record Outdated : Result;

        /// <summary>The role does not keep plans.</summary>
        public sealed record NotAllowed : Result;
    }

    /// <summary>Checks and stores in one transaction.</summary>
    public Task<Result> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) => transactions.RunAsync<Result>(async transaction =>
    {
        var db = transaction.Db;
        if (await actor.LoadAsync(db, cancel) is not { KeepsPlans: true } permit) return new Result.NotAllowed();
        var before = await db.ReminderLadderAsync(cancel);
        if (!before.Rungs.SequenceEqual(request.Seen.Rungs)) return new Result.Outdated();
        if (request.Ladder.Faults() is { Count: > 0 } faults) return new Result.Refused(faults);
        if (before.Rungs.SequenceEqual(request.Ladder.Rungs)) return new Result.Unchanged();

        var rows = await db.ReminderStages.ToDictionaryAsync(row => row.Code, cancel);
        foreach (var (i, (stage, isOn)) in request.Ladder.Rungs.Index())
            if (rows.TryGetValue(stage.Code, out var row)) (row.Anchor, row.Days, row.Escalates, row.IsOn) = (stage.Anchor, stage.Days, stage.Escalates, isOn);
            else db.Add(new ReminderStageRow { Code = stage.Code, Place = i, Anchor = stage.Anchor, Days = stage.Days, Escalates = stage.Escalates, IsOn = isOn });
        transaction.Audit(actor, permit.Name, "reminder.stages", "reminders", new { from = Describe(before), to = Describe(request.Ladder) });
        return new Result.Stored();
    }, cancel);

    private static IEnumerable<object> Describe(ReminderLadder ladder) =>
        ladder.Rungs.Select(rung => new { rung.Stage.Code, anchor = rung.Stage.Anchor.ToString(), rung.Stage.Days, rung.Stage.Escalates, rung.IsOn });
}
