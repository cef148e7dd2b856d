using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>What somebody sees of their own account.</summary>
public sealed record OwnAccount(string Email, string Name, Role Role, string? UnitName, string? Language, bool HasSecondFactor, int RecoveryCodesLeft, DateTimeOffset? FeedMadeAt);

/// <summary>Finds one's own account.</summary>
public sealed class FindOwnAccount(IDbContextFactory<BoardDb> databases)
{
    /// <summary>The account as it is now; null if the actor has none.</summary>
    public async Task<OwnAccount?> ExecuteAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Kind != ActorKind.Account) return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == actor.Id && row.DisabledAt == null, cancel);
        if (account is null) return null;
        var left = await db.RecoveryCodes.CountAsync(row => row.AccountId == actor.Id && row.UsedAt == null, cancel);
        return new(account.Email!, account.Name, account.Role, await UnitNames.FindAsync(db, account.Unit, cancel), account.Language, account.TwoFactorEnabled, left,
            account.FeedMadeAt is { } made ? new DateTimeOffset(made) : null);
    }
}

/// <summary>What units are called, in whichever plan knows them.</summary>
public static class UnitNames
{
    /// <summary>The name of a unit in the newest plan that has it; its code where none does, null for none.</summary>
    public static async Task<string?> FindAsync(BoardDb db, string? unit, CancellationToken cancel) =>
        unit is null ? null : (await AllAsync(db, cancel)).GetValueOrDefault(unit, unit);

    /// <summary>Every unit that some plan knows, the newest plan's name first.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> AllAsync(BoardDb db, CancellationToken cancel)
    {
        var names = new Dictionary<string, string>();
        foreach (var row in await db.Plans.AsNoTracking().OrderByDescending(row => row.Year).ToListAsync(cancel))
            foreach (var unit in row.TryRead()?.Units ?? [])
                names.TryAdd(unit.Code, unit.Name);
        return names;
    }
}
