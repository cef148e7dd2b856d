using System.Security.Claims;

namespace Board.Web.Access;

/// <summary>Somebody's account as it is when they ask, for as long as its stamp is the one they signed in under.</summary>
public sealed record AccountSession(long Id, string Stamp, string Name, string Email, Role Role, string? Unit, string? Language)
{
    private const string StampClaim = "stamp";

    /// <summary>The session of an account.</summary>
    public static AccountSession Of(Account account) =>
        new(account.Id, account.SecurityStamp!, account.Name, account.Email!, account.Role, account.Unit, account.Language);

    /// <summary>Who signed in, and the stamp they signed in under.</summary>
    public static (long Id, string Stamp)? Read(ClaimsPrincipal user) =>
        user.FindFirstValue(StampClaim) is { } stamp && Actor.Of(user) is { Kind: ActorKind.Account } actor ? (actor.Id, stamp) : null;

    /// <summary>What requests carry of it.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        var actor = new Actor(ActorKind.Account, Id).ToString();
        // The name identifier is what antiforgery tokens are bound to.
        return new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, actor), new(StampClaim, Stamp), .. ClaimsOf(actor, Name, Role, Unit)], scheme));
    }

    /// <summary>What every signed-in actor carries. Role and unit are a courtesy to pages; a use case looks them up itself.</summary>
    public static IEnumerable<Claim> ClaimsOf(string actor, string name, Role role, string? unit) =>
    [
        new(Actor.ClaimType, actor), new(ClaimTypes.Name, name), new(ClaimTypes.Role, role.ToString()), .. unit is null ? (Claim[])[] : [new(Actor.UnitClaim, unit)],
    ];
}
