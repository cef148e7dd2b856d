using Board.Domain.Meetings;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Meetings;

/// <summary>Records a decision. From then on it is a duty of its unit, with reminders.</summary>
public sealed class RecordDirective(BoardTransactions transactions, PlanShelf plans, PlanNews news)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Indicator">Code of the indicator that it is about; may be left out.</param>
    /// <param name="Meeting">The open meeting in which it is given; may be left out.</param>
    public sealed record Request(string PlanId, string? Text, string? Indicator, string? Unit, DateOnly? Due, long? Meeting);

    /// <summary>Checks and stores in one transaction.</summary>
    public async Task<MeetingResult> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var result = await transactions.RunAsync<MeetingResult>(async transaction =>
        {
            var db = transaction.Db;
            if (await actor.LoadAsync(db, cancel) is not { Convenes: true } permit) return new MeetingResult.NotAllowed();
            if (await plans.FindAsync(transaction, request.PlanId, cancel) is not { } calendar) return new MeetingResult.NotFound();
            var indicator = string.IsNullOrEmpty(request.Indicator) ? null : request.Indicator;
            var faults = DirectiveRules.Faults(calendar.Plan, request.Text, indicator, request.Unit, request.Due, calendar.Clock.DateOf(transaction.Now));
            if (faults.Count > 0) return new MeetingResult.Refused(faults);
            if (request.Meeting is { } asked)
            {
                var meeting = await db.Meetings.AsNoTracking().FirstOrDefaultAsync(row => row.Id == asked && row.PlanId == request.PlanId, cancel);
                if (meeting is null) return new MeetingResult.Refused([new("meeting", "unknown-meeting", asked)]);
                if (meeting.ClosedAt is not null) return new MeetingResult.Conflict("meeting-is-closed");
            }
            var row = new DirectiveRow
            {
                PlanId = request.PlanId, Number = 1 + await db.Directives.CountAsync(row => row.PlanId == request.PlanId, cancel), Text = request.Text!.Trim(), Indicator = indicator,
                Unit = request.Unit!, Due = request.Due!.Value, MeetingId = request.Meeting, By = permit.Name, At = transaction.Now.UtcDateTime,
            };
            transaction.Insert(row);
            transaction.Audit(
                actor, permit.Name, "directive.record", $"{request.PlanId}/{row.Number}", new { row.Text, row.Indicator, row.Unit, row.Due, meeting = row.MeetingId });
            return new MeetingResult.Done(row.Number);
        }, cancel);
        if (result is MeetingResult.Done) news.Announce(request.PlanId);
        return result;
    }
}
