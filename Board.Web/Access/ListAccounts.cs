using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Lists every account, for administrators.</summary>
public sealed class ListAccounts(IDbContextFactory<BoardDb> databases, TimeProvider clock)
{
    /// <summary>An account as an administrator sees it.</summary>
    /// <param name="IsSetUp">False until its owner has set a password.</param>
    /// <param name="LockedUntil">When it opens again; null where it isn't locked by wrong passwords.</param>
    public sealed record Entry(
        long Id, string Name, string Email, Role Role, string? Unit, string? UnitName, bool IsSetUp, bool HasSecondFactor, DateTime? DisabledAt, DateTimeOffset? LockedUntil, DateTime? LastSignIn);

    /// <summary>The accounts, and the units that a reporter may be bound to.</summary>
    public sealed record Result(IReadOnlyList<Entry> Accounts, IReadOnlyDictionary<string, string> Units);

    /// <summary>The accounts by name; null for whoever may not see them.</summary>
    public async Task<Result?> ExecuteAsync(Actor actor, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { Role: Role.Admin }) return null;
        var units = await UnitNames.AllAsync(db, cancel);
        var signIns = await db.Audit.Where(row => row.Action == "account.sign-in").GroupBy(row => row.Actor)
            .Select(group => new { group.Key, Last = group.Max(row => row.At) }).ToDictionaryAsync(group => group.Key, group => group.Last, cancel);
        var accounts = await db.Accounts.AsNoTracking().ToListAsync(cancel);
        return new(
            [
                .. accounts.OrderBy(row => row.Name, StringComparer.Create(Shell.Languages.Vietnamese, ignoreCase: true)).Select(row => new Entry(
                    row.Id, row.Name, row.Email!, row.Role, row.Unit, row.Unit is null ? null : units.GetValueOrDefault(row.Unit, row.Unit), row.PasswordHash is not null,
                    row.TwoFactorEnabled, row.DisabledAt, row.IsLocked(clock.GetUtcNow()) ? row.LockoutEnd : null, LastSignIn(row.Id))),
            ],
            units);

        DateTime? LastSignIn(long id) => signIns.TryGetValue(new Actor(ActorKind.Account, id).ToString(), out var at) ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : null;
    }
}
