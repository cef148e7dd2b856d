using System.Collections.Immutable;
using Board.Domain.Calendar;
using Board.Domain.Plans;
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
        var changes = before is null ? [] : await _queries.Changes(db, before.Version).ToDictionaryAsync(plan => plan.Id, cancellationToken: cancel);
        var boards = ImmutableDictionary.CreateBuilder<string, BoardSnapshot>();
        foreach (var (planId, planVersion, day, calendar) in plans)
        {
            var last = before?.Find(planId);
            if (last is null || !ReferenceEquals(last.Calendar, calendar) || last.Today != day)
                boards[planId] = await BoardAsync(db, _queries, calendar, at, day, last, cancel) with { PlanVersion = planVersion };
            else
                boards[planId] = changes[planId] is { Readings: true } or { Reports: true } ? await ChangedAsync(db, last, at, before!.Version, changes[planId], cancel) : last;
        }
        return new(at.Value, Build.Epoch(at.Epoch), boards.ToImmutable());
    }

    /// <summary>Computes one plan's board.</summary>
    /// <param name="last">The board before this one: an indicator whose gauge looks the same keeps its version. Null for none.</param>
    public static async Task<BoardSnapshot> BoardAsync(
        BoardDb db, BoardQueries queries, PlanCalendar calendar, BoardVersionRow at, DateOnly today, BoardSnapshot? last, CancellationToken cancel)
    {
        var details = new List<IndicatorDetail>(calendar.Plan.Indicators.Count);
        foreach (var indicator in calendar.Plan.Indicators)
            details.Add(await DetailAsync(db, queries, calendar, indicator, today, at.Value, last?.Find(indicator.Code), cancel));
        return new(calendar, at.Value, new(at.At), today, details, await RecentAsync(db, queries, calendar.Plan.Id, cancel), await db.StandingsAsync(calendar.Plan.Id, cancel));
    }

    // Only what changed is read again. The same calendar is the same version of the plan.
    private async Task<BoardSnapshot> ChangedAsync(BoardDb db, BoardSnapshot last, BoardVersionRow at, long since, BoardQueries.PlanChanges changes, CancellationToken cancel)
    {
        var changed = changes.Readings ? await _queries.Changed(db, last.Plan.Id, since).ToHashSetAsync(cancellationToken: cancel) : [];
        var details = new List<IndicatorDetail>(last.Details.Count);
        foreach (var detail in last.Details)
        {
            var indicator = detail.Progress.Indicator;
            details.Add(changed.Contains(indicator.Code) ? await DetailAsync(db, _queries, last.Calendar, indicator, last.Today, at.Value, detail, cancel) : detail);
        }
        return new(last.Calendar, at.Value, new(at.At), last.Today, details,
            changes.Readings ? await RecentAsync(db, _queries, last.Plan.Id, cancel) : last.Recent,
            changes.Reports ? await db.StandingsAsync(last.Plan.Id, cancel) : last.Reports, last.PlanVersion);
    }

    private static async Task<IndicatorDetail> DetailAsync(
        BoardDb db, BoardQueries queries, PlanCalendar calendar, Indicator indicator, DateOnly today, long version, IndicatorDetail? last, CancellationToken cancel) =>
        IndicatorDetail.Of(calendar, indicator, (await queries.Current(db, calendar.Plan.Id, indicator.Code).ToListAsync(cancel)).Select(row => row.ToReading()), today, version, last);

    private static async Task<IReadOnlyList<RecentReading>> RecentAsync(BoardDb db, BoardQueries queries, string planId, CancellationToken cancel) =>
        [.. (await queries.Recent(db, planId).ToListAsync(cancel)).Select(row => new RecentReading(new(row.At), row.Unit, row.Indicator, row.AsOf, row.From, row.Figure))];

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
