using Board.Domain.Meetings;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Indicators;

/// <summary>What meetings decided about an indicator, for whoever is signed in: a unit's reporters see their own unit's.</summary>
public sealed class FindDirectives(IDbContextFactory<BoardDb> databases, PlanShelf plans)
{
    /// <summary>What was decided.</summary>
    /// <param name="IsWhole">False for those who see only what their own unit was told.</param>
    public sealed record Found(IReadOnlyList<Given> Directives, bool IsWhole);

    /// <summary>A directive, and the meeting in which it was given.</summary>
    /// <param name="Meeting">Title of the meeting; null outside of one.</param>
    /// <param name="HeldOn">Its day.</param>
    public sealed record Given(Directive Directive, string? Meeting, DateOnly? HeldOn);

    /// <summary>Those that are pending, the most urgent first, then those that are settled, the newest first; null where there is no such indicator, and for whoever isn't known.</summary>
    public async Task<Found?> ExecuteAsync(Actor actor, string planId, string indicator, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var reading = await db.ReadTogetherAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { } permit) return null;
        if (await plans.FindAsync(db, planId, cancel) is not { } calendar || calendar.Plan.FindIndicator(indicator) is null) return null;
        var directives = (await db.ReadDirectivesAsync(planId, cancel)).Where(directive => directive.Indicator == indicator && permit.SeesDirectivesOf(directive.Unit)).ToList();
        var numbers = directives.Select(directive => directive.Meeting).OfType<long>().Distinct().ToList();
        var meetings = await db.Meetings.AsNoTracking().Where(row => numbers.Contains(row.Id)).Select(row => new { row.Id, row.Title, row.HeldOn }).ToDictionaryAsync(row => row.Id, cancel);
        return new(
            [
                .. directives.OrderBy(directive => !directive.IsPending).ThenBy(directive => directive.IsPending ? directive.Due.DayNumber : -directive.Number)
                    .Select(directive => meetings.GetValueOrDefault(directive.Meeting ?? 0) is { } held ? new Given(directive, held.Title, held.HeldOn) : new Given(directive, null, null)),
            ],
            permit.Role != Role.Reporter);
    }
}
