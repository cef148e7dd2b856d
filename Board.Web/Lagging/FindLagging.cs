using Board.Domain.Progress;
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
public sealed class FindLagging(IDbContextFactory<BoardDb> databases, LiveBoard live, LaggingSights sights)
{
    /// <summary>What lags, and what the asker may do about it.</summary>
    /// <param name="Reader">As whom they look at it.</param>
    public sealed record Book(Shortfall Shortfall, Permit Permit, LaggingReader Reader)
    {
        /// <summary>True for those who read some letters at all.</summary>
        public bool MayRead => LetterGate.ReadsAny(Permit);
    }

    /// <summary>Reads it, or says why not.</summary>
    /// <param name="planId">Null for the current plan.</param>
    public async Task<(Book? Book, LaggingRefusal? Refusal)> ExecuteAsync(Actor actor, string? planId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { } permit) return (null, LaggingRefusal.NotAllowed);
        if (live.State.Find(planId) is not { } board) return (null, LaggingRefusal.NotFound);
        var reader = LaggingReader.Of(permit, planId is not null);
        return (new(await sights.FindAsync(board, reader), permit, reader), null);
    }
}
