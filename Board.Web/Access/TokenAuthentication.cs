using System.Security.Claims;
using System.Text.Encodings.Web;
using Board.Web.Data;
using Board.Web.Shell;
using Board.Web.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Access;

/// <summary>Signs in whoever sends <c>Authorization: Bearer TOKEN</c>. Every request looks the token up, so a revoked one ends at once.</summary>
public sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logging, UrlEncoder encoder, IDbContextFactory<BoardDb> databases)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "Token";

    private const string Prefix = "Bearer ";
    private const int LongestToken = 200;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0) return AuthenticateResult.NoResult();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || header.Length > LongestToken)
            return AuthenticateResult.Fail("Not a bearer token.");

        var hash = AddToken.Hash(header[Prefix.Length..].Trim());
        await using var db = await databases.CreateDbContextAsync(Context.RequestAborted);
        var token = await db.Tokens.AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash && row.RevokedAt == null, Context.RequestAborted);
        if (token is null) return AuthenticateResult.Fail("Unknown token.");

        var identity = new ClaimsIdentity(AccountSession.ClaimsOf(new Actor(ActorKind.Token, token.Id).ToString(), token.Name, token.Role, token.Unit), SchemeName);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        if (!Api.IsCall(Request) && Request.Headers.Accept.Any(value => value?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true))
        {
            // For people: an answer without a body gets a page.
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        return Problems.Of(StatusCodes.Status401Unauthorized, "not-known").ExecuteAsync(Context);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Of(StatusCodes.Status403Forbidden, "not-allowed").ExecuteAsync(Context);
}
