using System.Collections.Immutable;
using Board.Domain.Calendar;
using Board.Domain.Progress;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Live;

/// <summary>Computes the boards from the database: everything at first, later only the indicators that changed.</summary>
public sealed class BoardReader(IDbContextFactory<BoardDb> databases, BoardTransactions transactions, PlanShelf shelf, TimeProvider clock)
{
    private readonly BoardQueries _queries = new();

    /// <summary>The state of now; the very same one if nothing changed since.</summary>
    public async Task<LiveState> ReadAsync(LiveState? before, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        // One read transaction: version and rows belong together.
        await using var reading = await db.ReadTogetherAsync(cancel);
        var at = await _queries.Version(db, cancel);
        var plans = await PlansAsync(db, cancel);
        if (plans.Any(plan => plan.Day != Today(plan.Calendar)))
        {
            await reading.DisposeAsync();
            await TurnDayAsync(cancel);
            return await ReadAsync(before, cancel);
        }
        if (before is not null && before.Version == at.Value) return before;

        // Asked once for all, so that years gone by cost a reading of this year nothing.
        var touched = before is null ? [] : await _queries.Touched(db, before.Version).ToHashSetAsync(cancellationToken: cancel);
        var boards = ImmutableDictionary.CreateBuilder<string, BoardSnapshot>();
        foreach (var (planId, planVersion, day, calendar) in plans)
        {
            var last = before?.Find(planId);
            var keep = last is not null && ReferenceEquals(last.Calendar, calendar) && last.Today == day;
            if (keep && !touched.Contains(planId))
            {
                boards[planId] = last!;
                continue;
            }
            var changed = keep ? await _queries.Changed(db, planId, before!.Version).ToHashSetAsync(cancellationToken: cancel) : null;
            boards[planId] = await BoardAsync(db, _queries, calendar, at, day, last, changed, cancel) with { PlanVersion = planVersion };
        }
        return new(at.Value, Build.Epoch(at.Epoch), boards.ToImmutable());
    }

    /// <summary>Computes one plan's board.</summary>
    /// <param name="changed">The indicators to read again; null for all.</param>
    public static async Task<BoardSnapshot> BoardAsync(
        BoardDb db, BoardQueries queries, PlanCalendar calendar, BoardVersionRow at, DateOnly today, BoardSnapshot? last, IReadOnlySet<string>? changed, CancellationToken cancel)
    {
        var planId = calendar.Plan.Id;
        var details = new List<IndicatorDetail>(calendar.Plan.Indicators.Count);
        foreach (var indicator in calendar.Plan.Indicators)
        {
            var known = last?.Find(indicator.Code);
            if (known is not null && changed is not null && !changed.Contains(indicator.Code)) details.Add(known);
            else details.Add(IndicatorDetail.Of(calendar, indicator, (await queries.Current(db, planId, indicator.Code).ToListAsync(cancel)).Select(row => row.ToReading()), today, at.Value, known));
        }
        var recent = await queries.Recent(db, planId).ToListAsync(cancel);
        return new(calendar, at.Value, new(at.At), today, details,
            [.. recent.Select(row => new RecentReading(new(row.At), row.Unit, row.Indicator, row.AsOf, row.From, row.Figure))],
            await db.StandingsAsync(planId, cancel));
    }

    private async Task<List<(string Id, long Version, DateOnly Day, PlanCalendar Calendar)>> PlansAsync(BoardDb db, CancellationToken cancel)
    {
        var found = new List<(string, long, DateOnly, PlanCalendar)>();
        foreach (var row in await _queries.Plans(db).ToListAsync(cancel))
            if (await shelf.TryReadAsync(db, row.Id, row.Version, cancel) is { } calendar) found.Add((row.Id, row.Version, row.Day, calendar));
        return found;
    }

    // A new day changes what is stale, expected and due without any new row, so it raises the version like a change.
    private Task<long> TurnDayAsync(CancellationToken cancel) => transactions.RunAsync(async transaction =>
    {
        foreach (var row in await transaction.Db.Plans.ToListAsync(cancel))
            if (await shelf.TryReadAsync(transaction.Db, row.Id, row.Version, cancel) is { } calendar) row.Day = Today(calendar);
        return transaction.RaiseVersion();
    }, cancel);

    private DateOnly Today(PlanCalendar calendar) => calendar.Clock.DateOf(clock.GetUtcNow());
}
