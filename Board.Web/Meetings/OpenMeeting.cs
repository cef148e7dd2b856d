using Board.Domain.Meetings;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Meetings;

/// <summary>Opens a meeting on a plan, today. There is one open at most.</summary>
public sealed class OpenMeeting(BoardTransactions transactions, PlanShelf plans, PlanNews news)
{
    /// <summary>What is asked for.</summary>
    public sealed record Request(string PlanId, MeetingKind? Kind, string? Title);

    /// <summary>Checks and stores in one transaction.</summary>
    public async Task<MeetingResult> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var result = await transactions.RunAsync<MeetingResult>(async transaction =>
        {
            var db = transaction.Db;
            if (await actor.LoadAsync(db, cancel) is not { Convenes: true } permit) return new MeetingResult.NotAllowed();
            if (await plans.FindAsync(transaction, request.PlanId, cancel) is not { } calendar) return new MeetingResult.NotFound();
            if (DirectiveRules.Faults(request.Kind, request.Title) is { Count: > 0 } faults) return new MeetingResult.Refused(faults);
            if (await db.Meetings.AnyAsync(row => row.PlanId == request.PlanId && row.ClosedAt == null, cancel)) return new MeetingResult.Conflict("meeting-is-open");
            var row = new MeetingRow
            {
                PlanId = request.PlanId, Kind = request.Kind!.Value, Title = request.Title!.Trim(), HeldOn = calendar.Clock.DateOf(transaction.Now), OpenedBy = permit.Name,
                OpenedAt = transaction.Now.UtcDateTime,
            };
            var id = transaction.Insert(row);
            transaction.Audit(actor, permit.Name, "meeting.open", $"{request.PlanId}/{id}", new { row.Kind, row.Title, row.HeldOn });
            return new MeetingResult.Done(id);
        }, cancel);
        if (result is MeetingResult.Done) news.Announce(request.PlanId);
        return result;
    }
}
