using Board.Domain.Meetings;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Meetings;

/// <summary>Says what has become of a directive. Its unit may only report it done; those who give directives confirm, send back and cancel.</summary>
public sealed class FollowDirective(BoardTransactions transactions, PlanShelf plans, PlanNews news)
{
    /// <summary>What is asked for.</summary>
    /// <param name="To">Where it is to go. A unit that says "done" reports it, whatever it calls that.</param>
    public sealed record Request(string PlanId, int Number, DirectiveState? To, string? Note);

    /// <summary>Checks and stores in one transaction. Nothing that was said before is changed.</summary>
    public async Task<MeetingResult> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var result = await transactions.RunAsync<MeetingResult>(async transaction =>
        {
            var db = transaction.Db;
            if (await actor.LoadAsync(db, cancel) is not { } permit || !permit.Convenes && permit.Role != Role.Reporter) return new MeetingResult.NotAllowed();
            if (await plans.FindAsync(transaction, request.PlanId, cancel) is null) return new MeetingResult.NotFound();
            var directive = (await db.ReadDirectivesAsync(request.PlanId, cancel)).FirstOrDefault(one => one.Number == request.Number);
            if (directive is null || permit.Role == Role.Reporter && permit.Unit != directive.Unit) return new MeetingResult.NotFound();

            var to = permit.Role == Role.Reporter && request.To == DirectiveState.Done ? DirectiveState.Reported : request.To;
            var faults = DirectiveRules.Faults(directive, to, request.Note);
            if (permit.Role == Role.Reporter && to is DirectiveState.Open or DirectiveState.Cancelled) return new MeetingResult.NotAllowed();
            if (faults.Count > 0) return new MeetingResult.Refused(faults);
            var id = await db.Directives.Where(row => row.PlanId == request.PlanId && row.Number == request.Number).Select(row => row.Id).SingleAsync(cancel);
            var row = new DirectiveEntryRow
            {
                DirectiveId = id, State = to!.Value, Note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(),
                Unit = permit.Role == Role.Reporter ? permit.Unit : null, By = permit.Name, At = transaction.Now.UtcDateTime,
            };
            transaction.Insert(row);
            transaction.Audit(actor, permit.Name, "directive.follow", $"{request.PlanId}/{request.Number}", new { row.State, row.Note });
            return new MeetingResult.Done(request.Number);
        }, cancel);
        if (result is MeetingResult.Done) news.Announce(request.PlanId);
        return result;
    }
}
