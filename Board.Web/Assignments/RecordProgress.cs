using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Access;
using Board.Web.Data;

namespace Board.Web.Assignments;

/// <summary>Records how far an assignment has come, outside a report. Nothing that was said before is changed.</summary>
public sealed class RecordProgress(BoardTransactions transactions, PlanShelf plans)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Percent">0 to 100; may be left out.</param>
    /// <param name="Source">How it came in, for the record: <c>api</c>.</param>
    public sealed record Request(string PlanId, string Assignment, AssignmentStatus? Status, decimal? Percent, string? Note, string Source);

    /// <summary>What came of it. Only <see cref="Stored"/> changed anything.</summary>
    public abstract record Result
    {
        /// <summary>It is stored, now or by the same words a moment ago.</summary>
        public sealed record Stored : Result;

        /// <summary>Refused by a rule.</summary>
        public sealed record Refused(IReadOnlyList<Rejection> Rejections) : Result;

        /// <summary>The role does not report, or not of that assignment.</summary>
        public sealed record NotAllowed : Result;

        /// <summary>No such plan or assignment, or another unit's.</summary>
        public sealed record NotFound : Result;
    }

    /// <summary>Checks and stores in one transaction.</summary>
    public Task<Result> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) => transactions.RunAsync<Result>(async transaction =>
    {
        var db = transaction.Db;
        if (await actor.LoadAsync(db, cancel) is not { Reports: true } permit) return new Result.NotAllowed();
        if (await plans.FindAsync(db, request.PlanId, cancel) is not { } calendar) return new Result.NotFound();
        if (calendar.Plan.Assignments.FirstOrDefault(one => one.Code == request.Assignment) is not { } assignment) return new Result.NotFound();
        // Everybody sees the assignments, but only their leads say how they go on.
        if (permit.Role == Role.Reporter && !assignment.Leads.Contains(permit.Unit!)) return new Result.NotFound();

        var rejections = new List<Rejection>();
        var percent = AssignmentRules.Accept(request.Status, request.Percent, request.Note, rejections);
        if (rejections.Count > 0) return new Result.Refused(rejections);
        var row = new AssignmentProgressRow
        {
            PlanId = request.PlanId, Assignment = assignment.Code, Unit = permit.Role == Role.Reporter ? permit.Unit : null, Status = request.Status!.Value,
            Percent = percent, Note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note, By = permit.Name, At = transaction.Now.UtcDateTime,
            Source = request.Source,
        };
        // A second click says nothing new; the same words on another day do: that it is still so.
        if (await db.LastProgressAsync(row, cancel) is { } last && row.Repeats(last) && row.By == last.By && Day(last) == Day(row)) return new Result.Stored();
        transaction.Audit(
            actor, permit.Name, "assignment.progress", $"{request.PlanId}/{assignment.Code}#{transaction.Insert(row)}", new { request.Status, percent, request.Note, request.Source });
        return new Result.Stored();

        DateOnly Day(AssignmentProgressRow said) => calendar.Clock.DateOf(new(said.At));
    }, cancel);
}
