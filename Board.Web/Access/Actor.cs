using System.Globalization;
using System.Security.Claims;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Who asks for something: only a reference. What it may do is read afresh inside each use case.</summary>
/// <param name="Kind">Where to look it up.</param>
/// <param name="Id">Its number there; 0 for the console.</param>
public readonly record struct Actor(ActorKind Kind, long Id)
{
    /// <summary>Whoever runs commands on the server itself.</summary>
    public static Actor Console { get; } = new(ActorKind.Console, 0);

    /// <summary>Whoever did not say who they are: wrong passwords come from them.</summary>
    public static Actor Stranger { get; } = new(ActorKind.Stranger, 0);

    /// <summary>The claim that holds the actor's text in whoever is signed in.</summary>
    public const string ClaimType = "actor";

    /// <summary>The claim that holds a reporter's unit.</summary>
    public const string UnitClaim = "unit";

    /// <summary>The actor that somebody is signed in as.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static Actor Of(ClaimsPrincipal user)
    {
        if (user.FindFirstValue(ClaimType)?.Split(':') is not [var kind, var id]) throw new InvalidOperationException("Nobody is signed in.");
        return new(kind == "token" ? ActorKind.Token : ActorKind.Account, long.Parse(id, CultureInfo.InvariantCulture));
    }

    /// <summary>The stable text kept in the audit: <c>token:12</c>, <c>account:3</c>, <c>console</c>.</summary>
    public override string ToString() => Kind switch
    {
        ActorKind.Console => "console",
        ActorKind.Stranger => "stranger",
        ActorKind.Token => $"token:{Id}",
        _ => $"account:{Id}",
    };

    /// <summary>What the actor may do now; null where it is not, or no longer, known.</summary>
    public async Task<Permit?> LoadAsync(BoardDb db, CancellationToken cancel)
    {
        if (Kind == ActorKind.Console) return new("console", Role.Admin, null);
        var id = Id;
        if (Kind == ActorKind.Account)
        {
            var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.DisabledAt == null, cancel);
            return account is null ? null : new(account.Name, account.Role, account.Unit);
        }
        if (Kind != ActorKind.Token) return null;
        var token = await db.Tokens.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.RevokedAt == null, cancel);
        return token is null ? null : new(token.Name, token.Role, token.Unit);
    }
}

/// <summary>Where an actor is kept.</summary>
public enum ActorKind
{
    Console,
    Token,
    Account,
    Stranger,
}

/// <summary>What an actor may do at the moment of asking.</summary>
/// <param name="Unit">The unit that a reporter speaks for; null for the others.</param>
public sealed record Permit(string Name, Role Role, string? Unit)
{
    /// <summary>True for those who may record figures of some unit at all.</summary>
    public bool Reports => Role is Role.Admin or Role.Secretariat or Role.Reporter;

    /// <summary>True for those who may change a plan and its settings.</summary>
    public bool KeepsPlans => Role is Role.Admin or Role.Secretariat;

    /// <summary>True for those who see what has become of that unit's reports.</summary>
    public bool SeesReportsOf(string unit) => Role is Role.Admin or Role.Secretariat or Role.Committee || Role == Role.Reporter && Unit == unit;

    /// <summary>True for those who hold meetings and give directives.</summary>
    public bool Convenes => Role is Role.Admin or Role.Secretariat or Role.Committee;

    /// <summary>True for those who see the directives that a unit was given.</summary>
    public bool SeesDirectivesOf(string unit) => Role != Role.Reporter || Unit == unit;

    /// <summary>True where it may record figures of that very unit.</summary>
    public bool ReportsFor(string unit) => Reports && (Role != Role.Reporter || Unit == unit);
}
