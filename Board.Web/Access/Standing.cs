using System.Security.Claims;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Tells whether whoever signed in still is who they were then.</summary>
public sealed class Standing(IDbContextFactory<BoardDb> databases)
{
    /// <summary>The account behind a principal as it is now; null once it is disabled, its password was changed, or it never was one.</summary>
    public async Task<AccountSession?> FindAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        if (AccountSession.Read(user) is not var (id, stamp)) return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.DisabledAt == null && row.SecurityStamp == stamp, cancel);
        return account is null ? null : AccountSession.Of(account);
    }

    /// <summary>True while an account or token exists, and may do what it could when it signed in. Nobody stays nobody.</summary>
    public async Task<bool> HoldsAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        if (user.FindFirstValue(Actor.ClaimType) is null) return true;
        var (role, unit) = (user.FindFirstValue(ClaimTypes.Role), user.FindFirstValue(Actor.UnitClaim));
        if (AccountSession.Read(user) is not null) return await FindAsync(user, cancel) is { } session && session.Role.ToString() == role && session.Unit == unit;
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Actor.Of(user).LoadAsync(db, cancel) is { } permit && permit.Role.ToString() == role && permit.Unit == unit;
    }
}
