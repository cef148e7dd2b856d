using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Lagging;

/// <summary>As whom somebody looks at what lags.</summary>
/// <param name="SeesOdd">Which figures are odd, units are not told of each other.</param>
/// <param name="MayWrite">Writes letters, and gives orphans an owner.</param>
/// <param name="NamesPlan">Came by an address that names the plan; then all that leads on from there does.</param>
public readonly record struct LaggingReader(bool SeesOdd, bool MayWrite, bool NamesPlan)
{
    /// <summary>Somebody with that permit.</summary>
    public static LaggingReader Of(Permit permit, bool namesPlan) => new(permit.Convenes, LetterGate.Writes(permit), namesPlan);

    /// <summary>The plan as addresses name it; null where they don't.</summary>
    public string? Named(Plan plan) => NamesPlan ? plan.Id : null;
}

/// <summary>What lags on a board, worked out once for all who look at it in the same way. What says the same as before stays the same object.</summary>
public sealed class LaggingSights(IDbContextFactory<BoardDb> databases, TimeProvider clock)
{
    private static readonly ILookup<string, string> Nothing = Array.Empty<string>().ToLookup(unit => unit);

    private readonly ConditionalWeakTable<BoardSnapshot, ConcurrentDictionary<LaggingReader, Lazy<Task<Shortfall>>>> _sights = [];
    private readonly ConcurrentDictionary<(string Plan, LaggingReader Reader), Shortfall> _last = new();

    /// <summary>What that reader sees of a board; done at once where another one has seen it.</summary>
    public async Task<Shortfall> FindAsync(BoardSnapshot board, LaggingReader reader)
    {
        var sights = _sights.GetOrCreateValue(board);
        var sight = sights.GetOrAdd(reader, _ => new(() => WorkOutAsync(board, reader)));
        try
        {
            return await sight.Value;
        }
        catch
        {
            // Whoever asks next tries again.
            sights.TryRemove(new(reader, sight));
            throw;
        }
    }

    private async Task<Shortfall> WorkOutAsync(BoardSnapshot board, LaggingReader reader)
    {
        var odd = reader.SeesOdd ? await OddAsync(board) : Nothing;
        var key = (board.Plan.Id, reader);
        return _last[key] = Shortfall.Of(board, odd, clock.GetUtcNow(), _last.GetValueOrDefault(key));
    }

    // What the consolidation desk warns of, asked of the figures that count on this board.
    private async Task<ILookup<string, string>> OddAsync(BoardSnapshot board)
    {
        await using var db = await databases.CreateDbContextAsync();
        var planId = board.Plan.Id;
        var effective = board.Details.SelectMany(detail => detail.Units).Select(unit => unit.Reading).OfType<Reading>()
            .Select(reading => (reading.Indicator, reading.Unit, reading.AsOf, reading.Revision)).ToHashSet();
        var rows = await db.Readings.AsNoTracking().Where(row => row.PlanId == planId && row.Current && row.FromNumerator != null).ToListAsync();
        return rows
            .Where(row => effective.Contains((row.Indicator, row.Unit, row.AsOf, row.Revision)) && row.State != ReadingState.Accepted)
            .Where(row => row.From is { } from && board.Plan.FindIndicator(row.Indicator) is { } indicator && ReadingRules.Odd(indicator, row.Figure, from).Count > 0)
            .ToLookup(row => row.Indicator, row => row.Unit);
    }
}
