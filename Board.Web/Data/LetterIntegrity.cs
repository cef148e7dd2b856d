using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>Everything that must hold of dunning letters.</summary>
internal static class LetterIntegrity
{
    public static async Task<IReadOnlyList<Integrity.Finding>> FindAsync(BoardDb db, List<AuditRow> audit, CancellationToken cancel)
    {
        var letters = await db.DunningLetters.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancel);
        var issued = audit.Where(row => row.Action == "letter.issue").ToLookup(row => row.Subject);
        return
        [
            Integrity.Each("dunning letters are numbered without gaps", letters.GroupBy(row => row.PlanId), plan =>
                plan.Select(row => row.Number).SequenceEqual(Enumerable.Range(1, plan.Count())) ? null : plan.Key),
            Integrity.Each("every dunning letter is the one that was issued", letters, row => issued[Name(row)].ToList() is [var said] && Hash(said) == row.Hash ? null : Name(row)),
        ];
    }

    private static string? Hash(AuditRow entry) => JsonDocument.Parse(entry.Detail).RootElement.TryGetProperty("hash", out var value) ? value.GetString() : null;

    private static string Name(DunningLetterRow row) => $"{row.PlanId}/{row.Number}";
}
