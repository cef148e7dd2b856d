using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Board.Domain.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>Everything that must hold of meetings and directives.</summary>
internal static class MeetingIntegrity
{
    /// <summary>What a closed meeting's record is known by in the audit.</summary>
    public static string HashOf(string record) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record)));

    public static async Task<IReadOnlyList<Integrity.Finding>> FindAsync(BoardDb db, List<AuditRow> audit, CancellationToken cancel)
    {
        var meetings = await db.Meetings.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancel);
        var directives = await db.Directives.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancel);
        var entries = (await db.DirectiveEntries.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancel)).ToLookup(row => row.DirectiveId);
        var closed = audit.Where(row => row.Action == "meeting.close").ToLookup(row => row.Subject);
        var given = audit.Where(row => row.Action == "directive.record").ToLookup(row => row.Subject);
        return
        [
            Integrity.Each("every closed meeting's record is the one that was frozen", meetings, row => IsFrozen(row, closed[Name(row)].ToList()) ? null : Name(row)),
            Integrity.Each("directives are numbered without gaps", directives.GroupBy(row => row.PlanId), plan =>
                plan.Select(row => row.Number).SequenceEqual(Enumerable.Range(1, plan.Count())) ? null : plan.Key),
            Integrity.Each("every directive is in the audit as it is stored", directives, row => given[Name(row)].ToList() is [var said] && Says(said, row) ? null : Name(row)),
            Integrity.Each("a directive's steps follow each other", directives, row => Follow(entries[row.Id]) ? null : Name(row)),
        ];
    }

    private static bool IsFrozen(MeetingRow row, List<AuditRow> said) => row.ClosedAt is null
        ? row is { ClosedBy: null, Record: null } && said.Count == 0
        : row is { ClosedBy: not null, Record: { } record } && said is [var entry] && Field(entry, "hash") == HashOf(record);

    private static bool Says(AuditRow said, DirectiveRow row) =>
        Field(said, "text") == row.Text && Field(said, "unit") == row.Unit && Field(said, "due") == row.Due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    // What is done or cancelled is so for good.
    private static bool Follow(IEnumerable<DirectiveEntryRow> entries) =>
        entries.SkipLast(1).All(entry => entry.State is DirectiveState.Open or DirectiveState.Reported);

    private static string? Field(AuditRow entry, string name)
    {
        try { return JsonDocument.Parse(entry.Detail).RootElement.TryGetProperty(name, out var value) ? value.GetString() : null; }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException) { return null; }
    }

    private static string Name(MeetingRow row) => $"{row.PlanId}/{row.Id}";

    private static string Name(DirectiveRow row) => $"{row.PlanId}/{row.Number}";
}
