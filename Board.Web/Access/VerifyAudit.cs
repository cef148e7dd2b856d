using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Goes through the whole audit chain, for administrators.</summary>
public sealed class VerifyAudit(IDbContextFactory<BoardDb> databases, AuditKey key)
{
    /// <summary>How many entries there are, and what is wrong with them; no faults, the chain is whole.</summary>
    public sealed record Result(long Entries, IReadOnlyList<string> Faults);

    private const int MostFaults = 20;

    /// <summary>The finding; null for whoever may not ask.</summary>
    public async Task<Result?> ExecuteAsync(Actor actor, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { Role: Role.Admin }) return null;
        // One read transaction: an entry that comes in meanwhile must not look like a fault.
        await using var reading = await db.ReadTogetherAsync(cancel);
        var chain = new AuditWalk(key);
        var faults = new List<string>();
        await foreach (var row in db.Audit.AsNoTracking().OrderBy(row => row.Id).AsAsyncEnumerable().WithCancellation(cancel))
            if (chain.Next(row) is { } fault && faults.Count < MostFaults) faults.Add(fault);
        if (chain.End(await AuditWalk.LastEntryAsync(db, cancel)) is { } missing) faults.Add(missing);
        return new(chain.Count, faults);
    }
}
