using Board.Domain.Progress;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Lagging;

/// <summary>Drafts a dunning letter to one unit or to several, with what exactly is missing. Nothing is stored by that.</summary>
public sealed class DraftLetter(IDbContextFactory<BoardDb> databases, LiveBoard live, TimeProvider clock)
{
    /// <summary>How many working days a unit has to answer, unless somebody writes otherwise.</summary>
    public const int WorkingDays = 7;

    /// <summary>A draft.</summary>
    /// <param name="Last">The newest letter that any of these units was sent; null where there is none.</param>
    /// <param name="Token">Names what is asked and that newest letter: another one means that something moved since.</param>
    public sealed record Draft(DunningLetter Letter, DunningLetter? Last, string Token);

    /// <summary>Drafts it; nothing where of none of these units anything is to be asked.</summary>
    /// <param name="units">Codes of units; empty for all of which something is to be asked.</param>
    public async Task<(Draft? Draft, LaggingRefusal? Refusal)> ExecuteAsync(Actor actor, string? planId, IReadOnlyCollection<string> units, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { } permit || !LetterGate.Writes(permit)) return (null, LaggingRefusal.NotAllowed);
        if (live.State.Find(planId) is not { } board || units.Any(unit => board.Plan.FindUnit(unit) is null)) return (null, LaggingRefusal.NotFound);
        return await OfAsync(db, board, units, clock.GetUtcNow(), cancel) is { } draft ? (draft, null) : (null, LaggingRefusal.NotFound);
    }

    /// <summary>The draft as of now; null where nothing is to be asked.</summary>
    internal static async Task<Draft?> OfAsync(BoardDb db, BoardSnapshot board, IReadOnlyCollection<string> units, DateTimeOffset now, CancellationToken cancel)
    {
        var shortfall = Shortfall.Of(board, Array.Empty<string>().ToLookup(unit => unit), now);
        var facts = LetterFacts.Of(shortfall, units.Count > 0 ? units : [.. Debtors(shortfall).Select(holder => holder.Unit.Code)]);
        if (facts.Units.Count == 0) return null;
        var (calendar, planId) = (board.Calendar, board.Plan.Id);
        var today = calendar.Clock.DateOf(now);
        var due = calendar.WorkingDays.NthAfter(today, WorkingDays);
        var rows = await db.DunningLetters.AsNoTracking().Where(row => row.PlanId == planId).OrderBy(row => row.Id).ToListAsync(cancel);
        var last = rows.LastOrDefault(row => row.UnitCodes.Any(unit => facts.Units.Any(one => one.Code == unit)));
        return new(
            new(
                null, null, facts,
                new(LetterWords.Subject(facts), LetterWords.Body(facts, calendar.Clock), LetterWords.Day(due), LetterWords.Copies(facts), LetterWords.Capacity, ""),
                due, today, null, null, calendar.Clock),
            last is null ? null : DunningLetter.Of(last, calendar.Clock), TokenOf(facts, last));
    }

    /// <summary>Who is written to where nobody is named: the standing office, which writes, is not.</summary>
    public static IEnumerable<GapHolder> Debtors(Shortfall shortfall) => shortfall.Holders.Where(holder => !holder.Unit.Standing);

    private static string TokenOf(LetterFacts facts, DunningLetterRow? last)
    {
        // What the district has done meanwhile changes a unit's share, and nothing of what is asked of it.
        var asked = facts.Units.Select(unit => unit with { Gaps = [.. unit.Gaps.Select(gap => gap with { Share = 0 })] });
        var text = $"{ReportJsonText.Write(asked)}\n{last?.Number}";
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
