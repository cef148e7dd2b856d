using Board.Domain.Calendar;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Lagging;

/// <summary>A plan's issued letters: all for the committee's side, those to their own unit for reporters.</summary>
public sealed class ListLetters(IDbContextFactory<BoardDb> databases, PlanShelf plans)
{
    /// <summary>The letters, the newest first.</summary>
    public sealed record Book(PlanCalendar Calendar, Permit Permit, IReadOnlyList<DunningLetter> Letters)
    {
        /// <summary>True for those who write letters.</summary>
        public bool MayWrite => LetterGate.Writes(Permit);
    }

    /// <summary>Reads them, or says why not.</summary>
    public async Task<(Book? Book, LaggingRefusal? Refusal)> ExecuteAsync(Actor actor, string planId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { } permit || !LetterGate.ReadsAny(permit)) return (null, LaggingRefusal.NotAllowed);
        if (await plans.FindAsync(db, planId, cancel) is not { } calendar) return (null, LaggingRefusal.NotFound);
        var rows = await db.DunningLetters.AsNoTracking().Where(row => row.PlanId == planId).OrderByDescending(row => row.Number).ToListAsync(cancel);
        return (new(calendar, permit, [.. rows.Where(row => LetterGate.Reads(permit, row.UnitCodes)).Select(row => DunningLetter.Of(row, calendar.Clock))]), null);
    }
}

/// <summary>One issued letter, as it was issued. To reporters of other units there is none.</summary>
public sealed class FindLetter(IDbContextFactory<BoardDb> databases, PlanShelf plans)
{
    /// <summary>Reads it, or says why not.</summary>
    public async Task<(DunningLetter? Letter, LaggingRefusal? Refusal)> ExecuteAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { } permit || !LetterGate.ReadsAny(permit)) return (null, LaggingRefusal.NotAllowed);
        var row = await db.DunningLetters.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancel);
        if (row is null || !LetterGate.Reads(permit, row.UnitCodes) || await plans.FindAsync(db, row.PlanId, cancel) is not { } calendar) return (null, LaggingRefusal.NotFound);
        return (DunningLetter.Of(row, calendar.Clock), null);
    }
}
