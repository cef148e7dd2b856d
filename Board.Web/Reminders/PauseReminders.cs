using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Data;

namespace Board.Web.Reminders;

/// <summary>Sends nothing for a while. What comes due meanwhile is written down; what is then still owed goes out afterwards.</summary>
public sealed class PauseReminders(BoardTransactions transactions, PlanShelf plans)
{
    /// <summary>How many days ahead a pause may reach. Nobody forgets one for good.</summary>
    public const int MostDays = 60;

    /// <summary>The longest reason.</summary>
    public const int LongestReason = 500;

    /// <summary>What is asked for.</summary>
    /// <param name="PlanId">In whose zone the day is meant.</param>
    /// <param name="LastDay">The last day of the pause.</param>
    public sealed record Request(string PlanId, string? Reason, DateOnly? LastDay);

    /// <summary>What came of it. Only <see cref="Done"/> changed anything.</summary>
    public abstract record Result
    {
        /// <summary>Nothing is sent from now on.</summary>
        public sealed record Done(DateTimeOffset Until) : Result;

        /// <summary>Something about it is wrong.</summary>
        public sealed record Refused(IReadOnlyList<Rejection> Rejections) : Result;

        /// <summary>Somebody paused already.</summary>
        public sealed record AlreadyPaused : Result;

        /// <summary>The role does not keep plans.</summary>
        public sealed record NotAllowed : Result;

        /// <summary>No such plan.</summary>
        public sealed record NotFound : Result;
    }

    /// <summary>Pauses in one transaction.</summary>
    public Task<Result> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) => transactions.RunAsync<Result>(async transaction =>
    {
        var db = transaction.Db;
        if (await actor.LoadAsync(db, cancel) is not { KeepsPlans: true } permit) return new Result.NotAllowed();
        if (await plans.FindAsync(transaction, request.PlanId, cancel) is not { } calendar) return new Result.NotFound();
        if (await db.ReminderPauseAsync(transaction.Now.UtcDateTime, cancel) is not null) return new Result.AlreadyPaused();
        var reason = request.Reason?.Trim();
        if (Faults(reason, request.LastDay, calendar.Clock.DateOf(transaction.Now)) is { Count: > 0 } faults) return new Result.Refused(faults);

        var until = calendar.Clock.StartOf(request.LastDay!.Value.AddDays(1));
        transaction.Insert(new ReminderPauseRow { Reason = reason!, Until = until.UtcDateTime, By = permit.Name, At = transaction.Now.UtcDateTime });
        transaction.Audit(actor, permit.Name, "reminder.pause", "reminders", new { reason, until });
        return new Result.Done(until);
    }, cancel);

    private static List<Rejection> Faults(string? reason, DateOnly? lastDay, DateOnly today)
    {
        var faults = new List<Rejection>();
        if (string.IsNullOrEmpty(reason)) faults.Add(new("reason", "pause-reason-missing"));
        else if (reason.Length > LongestReason || reason.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) faults.Add(new("reason", "pause-reason-wrong", LongestReason));
        if (lastDay is null) faults.Add(new("lastDay", "pause-day-missing"));
        else if (lastDay < today) faults.Add(new("lastDay", "pause-day-passed", lastDay, today));
        else if (lastDay > today.AddDays(MostDays)) faults.Add(new("lastDay", "pause-day-too-far", today.AddDays(MostDays)));
        return faults;
    }
}
