using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Lagging;

/// <summary>Why somebody doesn't come to what lags, or to a letter.</summary>
public enum LaggingRefusal
{
    /// <summary>Not signed in, or the role does not do this.</summary>
    NotAllowed,

    /// <summary>No such plan or letter, or another unit's.</summary>
    NotFound,
}

/// <summary>Finds what lags, by the board as everybody sees it. Which figures are odd, units are not told of each other.</summary>
public sealed class FindLagging(IDbContextFactory<BoardDb> databases, LiveBoard live, TimeProvider clock)
{
    /// <summary>What lags, and what the asker may do about it.</summary>
    public sealed record Book(Shortfall Shortfall, Permit Permit)
    {
        /// <summary>True for those who write letters.</summary>
        public bool MayWrite => LetterGate.Writes(Permit);

        /// <summary>True for those who read some letters at all.</summary>
        public bool MayRead => LetterGate.ReadsAny(Permit);
    }

    /// <summary>Reads it, or says why not.</summary>
    public async Task<(Book? Book, LaggingRefusal? Refusal)> ExecuteAsync(Actor actor, string? planId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { } permit) return (null, LaggingRefusal.NotAllowed);
        if (live.State.Find(planId) is not { } board) return (null, LaggingRefusal.NotFound);
        var odd = permit.Convenes ? await OddAsync(db, board, cancel) : Array.Empty<string>().ToLookup(unit => unit);
        return (new(Shortfall.Of(board, odd, clock.GetUtcNow()), permit), null);
    }

    // What the consolidation desk warns of, asked of the figures that count now.
    private static async Task<ILookup<string, string>> OddAsync(BoardDb db, BoardSnapshot board, CancellationToken cancel)
    {
        var planId = board.Plan.Id;
        var effective = board.Details.SelectMany(detail => detail.Units).Select(unit => unit.Reading).OfType<Reading>()
            .Select(reading => (reading.Indicator, reading.Unit, reading.AsOf, reading.Revision)).ToHashSet();
        var rows = await db.Readings.AsNoTracking().Where(row => row.PlanId == planId && row.Current && row.FromNumerator != null).ToListAsync(cancel);
        return rows
            .Where(row => effective.Contains((row.Indicator, row.Unit, row.AsOf, row.Revision)) && row.State != ReadingState.Accepted)
            .Where(row => row.From is { } from && board.Plan.FindIndicator(row.Indicator) is { } indicator && ReadingRules.Odd(indicator, row.Figure, from).Count > 0)
            .ToLookup(row => row.Indicator, row => row.Unit);
    }
}
