using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Lists every API token, for administrators. The tokens themselves nobody can read again.</summary>
public sealed class ListTokens(IDbContextFactory<BoardDb> databases)
{
    /// <summary>A token as an administrator sees it.</summary>
    public sealed record Entry(long Id, string Name, Role Role, string? Unit, string? UnitName, DateTime CreatedAt, DateTime? RevokedAt);

    /// <summary>The tokens, and the units that a reporter's may be bound to.</summary>
    public sealed record Result(IReadOnlyList<Entry> Tokens, IReadOnlyDictionary<string, string> Units);

    /// <summary>The tokens, newest first; null for whoever may not see them.</summary>
    public async Task<Result?> ExecuteAsync(Actor actor, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { Role: Role.Admin }) return null;
        var units = await UnitNames.AllAsync(db, cancel);
        var tokens = await db.Tokens.AsNoTracking().OrderByDescending(row => row.Id).ToListAsync(cancel);
        return new(
            [.. tokens.Select(row => new Entry(row.Id, row.Name, row.Role, row.Unit, row.Unit is null ? null : units.GetValueOrDefault(row.Unit, row.Unit), row.CreatedAt, row.RevokedAt))],
            units);
    }
}
