using System.Collections.Concurrent;
using System.Collections.Immutable;
using Board.Domain.Plans;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Search;

/// <summary>Finds things of a plan by their words, however these are spelled. Directives are for those who may read them.</summary>
public sealed class SearchPlan(IDbContextFactory<BoardDb> databases, LiveBoard live)
{
    // What was decided never changes, so only directives that are newer than these are read.
    private readonly ConcurrentDictionary<string, ImmutableArray<(SearchEntry Entry, string Unit)>> _directives = new();

    /// <summary>What was found of one kind, the best first.</summary>
    public sealed record Group(SearchKind Kind, IReadOnlyList<SearchEntry> Entries);

    /// <summary>What was found.</summary>
    /// <param name="Query">What was looked for; null where there was no word to look for.</param>
    /// <param name="Permit">What the asker may do; null for somebody who is not signed in.</param>
    public sealed record Found(Plan Plan, Permit? Permit, SearchQuery? Query, IReadOnlyList<Group> Groups);

    /// <summary>Looks; null where there is no such plan.</summary>
    /// <param name="actor">Null for somebody who is not signed in.</param>
    /// <param name="planId">The newest plan without it.</param>
    public async Task<Found?> ExecuteAsync(Actor? actor, string? planId, string? typed, CancellationToken cancel = default)
    {
        if (live.State.Find(planId)?.Plan is not { } plan) return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var permit = actor is { } known ? await known.LoadAsync(db, cancel) : null;
        if (SearchQuery.Of(typed) is not { } query) return new(plan, permit, null, []);
        IEnumerable<SearchEntry> entries = SearchIndex.Of(plan);
        if (permit is not null)
            entries = entries.Concat((await DirectivesAsync(db, plan, cancel)).Where(one => permit.SeesDirectivesOf(one.Unit)).Select(one => one.Entry));
        var groups = entries.Select(entry => (Entry: entry, Score: entry.Score(query))).Where(one => one.Score > 0)
            .GroupBy(one => one.Entry.Kind)
            .OrderByDescending(group => group.Max(one => one.Score)).ThenBy(group => group.Key)
            .Select(group => new Group(group.Key, [.. group.OrderByDescending(one => one.Score).Select(one => one.Entry)]));
        return new(plan, permit, query, [.. groups]);
    }

    private async Task<ImmutableArray<(SearchEntry Entry, string Unit)>> DirectivesAsync(BoardDb db, Plan plan, CancellationToken cancel)
    {
        var held = _directives.GetValueOrDefault(plan.Id, []);
        var count = held.Length;
        if (await db.Directives.CountAsync(row => row.PlanId == plan.Id, cancel) <= count) return held;
        var newer = await db.Directives.AsNoTracking().Where(row => row.PlanId == plan.Id).OrderBy(row => row.Number).Skip(count)
            .Select(row => new { row.Number, row.Text, row.Unit }).ToListAsync(cancel);
        held = [.. held, .. newer.Select(row => (new SearchEntry(SearchKind.Directive, $"{row.Number}", "", row.Text, plan.UnitName(row.Unit)), row.Unit))];
        return _directives.AddOrUpdate(plan.Id, held, (_, other) => other.Length > held.Length ? other : held);
    }
}
