using Board.Domain.Calendar;
using Board.Domain.Readings;
using Board.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>The one place where figures are judged against what is stored, stored, and reviewed: inside a use case's transaction.</summary>
public sealed class ReadingLedger(BoardTransaction transaction, PlanCalendar calendar, Actor actor, Permit permit)
{
    /// <summary>What the rules say of a draft, and what it would follow.</summary>
    /// <param name="Last">The unit's effective reading at the draft's date; null where it has none.</param>
    public sealed record Judged(ReadingDraft Draft, ReadingVerdict Verdict, LastReading? Last)
    {
        /// <summary>The stored reading of the same indicator, unit and date that counts now; null where there is none.</summary>
        public LastReading? Same => Last?.AsOf == Draft.AsOf ? Last : null;
    }

    private readonly string _planId = calendar.Plan.Id;

    /// <summary>Asks the rules.</summary>
    public Judged Judge(ReadingDraft draft)
    {
        var newest = LastReading.FindNewest(transaction, _planId, draft);
        var last = newest is null or { Current: true } ? newest : LastReading.FindCurrent(transaction, _planId, draft);
        var revision = newest?.AsOf == draft.AsOf ? newest.Revision : 0;
        return new(draft, ReadingRules.Accept(calendar.Plan, draft, new(calendar.Clock.DateOf(transaction.Now), last?.Figure, revision)), last);
    }

    /// <summary>Stores what the rules took, with its audit entry; answers its number.</summary>
    public long Store(Judged judged, long version, string source)
    {
        var (reading, from) = (judged.Verdict.Reading!, judged.Last?.Figure);
        judged.Same?.Overtake(transaction);
        var id = transaction.Insert(new ReadingRow
        {
            PlanId = _planId,
            Indicator = reading.Indicator,
            Unit = reading.Unit,
            AsOf = reading.AsOf,
            Revision = reading.Revision,
            Numerator = reading.Figure.Numerator,
            Denominator = reading.Figure.Denominator,
            FromNumerator = from?.Numerator,
            FromDenominator = from?.Denominator,
            State = reading.State,
            Current = true,
            Version = version,
            By = permit.Name,
            At = transaction.Now.UtcDateTime,
            Note = judged.Draft.Note,
            Source = source,
        });
        transaction.Audit(
            actor, permit.Name, "reading.submit", $"{_planId}/{reading.Indicator}/{reading.Unit}/{reading.AsOf:yyyy-MM-dd}#{reading.Revision}",
            new { from, to = reading.Figure, version, Source = source });
        return id;
    }

    /// <summary>
    /// Accepts or returns a stored figure. The greatest revision that is not returned counts from then on, if there is one.
    /// </summary>
    public async Task ReviewAsync(ReadingRow reading, ReadingState verdict, string? reason, long? reportId, long version, CancellationToken cancel)
    {
        var revisions = await transaction.Db.Readings.AsNoTracking()
            .Where(row => row.PlanId == _planId && row.Indicator == reading.Indicator && row.Unit == reading.Unit && row.AsOf == reading.AsOf)
            .Select(row => new { row.Id, row.Revision, row.State, row.Current }).ToListAsync(cancel);
        var counts = revisions.Where(row => (row.Id == reading.Id ? verdict : row.State) != ReadingState.Returned).MaxBy(row => row.Revision)?.Id;
        await transaction.Db.Readings.Where(row => row.Id == reading.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.State, verdict).SetProperty(r => r.Version, version), cancel);
        // The old one goes first: two that count would break the index in between.
        foreach (var row in revisions.Where(row => row.Current && row.Id != counts)) await CountAsync(row.Id, false);
        foreach (var row in revisions.Where(row => !row.Current && row.Id == counts)) await CountAsync(row.Id, true);

        transaction.Insert(new ReviewRow
        {
            PlanId = _planId, ReportId = reportId, ReadingId = reading.Id, Verdict = verdict, Reason = reason, DueBefore = null, By = permit.Name,
            At = transaction.Now.UtcDateTime,
        });

        Task CountAsync(long id, bool current) => transaction.Db.Readings.Where(row => row.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Current, current).SetProperty(r => r.Version, version), cancel);
    }
}
