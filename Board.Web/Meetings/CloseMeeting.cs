using Board.Domain.Meetings;
using Board.Domain.Progress;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Meetings;

/// <summary>Closes a meeting and freezes what is on the board and what was decided: from then on it is shown as it was, whatever changes.</summary>
public sealed class CloseMeeting(BoardTransactions transactions, PlanShelf plans, PlanNews news)
{
    /// <summary>What is asked for.</summary>
    public sealed record Request(string PlanId, long Meeting);

    /// <summary>Checks and stores in one transaction: the figures are those of its very moment.</summary>
    public async Task<MeetingResult> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var result = await transactions.RunAsync<MeetingResult>(async transaction =>
        {
            var db = transaction.Db;
            if (await actor.LoadAsync(db, cancel) is not { Convenes: true } permit) return new MeetingResult.NotAllowed();
            if (await plans.FindAsync(transaction, request.PlanId, cancel) is not { } calendar) return new MeetingResult.NotFound();
            var row = await db.Meetings.FirstOrDefaultAsync(row => row.Id == request.Meeting && row.PlanId == request.PlanId, cancel);
            if (row is null) return new MeetingResult.NotFound();
            if (row.ClosedAt is not null) return new MeetingResult.Conflict("meeting-is-closed");

            var today = calendar.Clock.DateOf(transaction.Now);
            var board = await BoardReader.BoardAsync(db, new(), calendar, await db.BoardVersion.AsNoTracking().SingleAsync(cancel), today, null, cancel);
            var directives = await db.ReadDirectivesAsync(request.PlanId, cancel);
            var record = MeetingRecord.Of(board, directives, await SinceAsync(db, request.PlanId, board, directives, cancel));
            var text = ReportJsonText.Write(record);
            (row.ClosedBy, row.ClosedAt, row.Record) = (permit.Name, transaction.Now.UtcDateTime, text);
            transaction.Audit(
                actor, permit.Name, "meeting.close", $"{request.PlanId}/{row.Id}",
                new { record.Version, indicators = record.Indicators.Count, directives = record.Directives.Count, hash = MeetingIntegrity.HashOf(text) });
            return new MeetingResult.Done(row.Id);
        }, cancel);
        if (result is MeetingResult.Done) news.Announce(request.PlanId);
        return result;
    }

    /// <summary>What happened since the plan's last closed meeting; null where there is none.</summary>
    internal static async Task<RecordedComparison?> SinceAsync(BoardDb db, string planId, BoardSnapshot board, IReadOnlyList<Directive> directives, CancellationToken cancel) =>
        await db.Meetings.AsNoTracking().Where(row => row.PlanId == planId && row.ClosedAt != null).OrderByDescending(row => row.ClosedAt).FirstOrDefaultAsync(cancel) is { Frozen: { } before } last
            ? RecordedComparison.Of(last.ToMeeting(), before, board.Indicators, directives, board.Today)
            : null;
}
