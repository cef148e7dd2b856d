using System.Security.Claims;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Tells what somebody may do now, so that a page offers only that. A use case asks again for itself.</summary>
public sealed class FindPermit(IDbContextFactory<BoardDb> databases)
{
    /// <summary>The actor's permit; null where it is not, or no longer, known.</summary>
    public async Task<Permit?> ExecuteAsync(Actor actor, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await actor.LoadAsync(db, cancel);
    }

    /// <summary>The permit of whoever is signed in; null where nobody is.</summary>
    public async Task<Permit?> ExecuteAsync(ClaimsPrincipal user, CancellationToken cancel = default) =>
        user.FindFirst(Actor.ClaimType) is null ? null : await ExecuteAsync(Actor.Of(user), cancel);
}
