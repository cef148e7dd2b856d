using Board.Web.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Board.Web.Access;

/// <summary>Who may read what, by name.</summary>
public static class Policies
{
    /// <summary>The board, its indicators and assignments: anyone where the board is public, else whoever is signed in.</summary>
    public const string ReadBoard = "read-board";

    /// <summary>Whoever is signed in.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Adds sign-in by token and the policies.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddAuthentication(TokenAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(ReadBoard, policy => policy.Requirements.Add(new BoardIsReadable()));
        services.AddSingleton<IAuthorizationHandler, PublicBoardHandler>();
        return services.AddSingleton<AddToken>().AddSingleton<FindPermit>();
    }

    /// <summary>Refuses a token that isn't known even where nobody need be: whoever sends one means to be somebody.</summary>
    public static void UseKnownTokens(this WebApplication app) => app.Use((context, next) =>
        (Api.IsCall(context.Request) || context.Request.Path.StartsWithSegments("/hubs")) && context.Request.Headers.Authorization.Count > 0 && context.User.Identity?.IsAuthenticated != true ? context.ChallengeAsync() : next());

    private sealed class BoardIsReadable : IAuthorizationRequirement;

    private sealed class PublicBoardHandler(IOptions<BoardSettings> settings) : AuthorizationHandler<BoardIsReadable>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, BoardIsReadable requirement)
        {
            if (settings.Value.IsPublic || context.User.Identity?.IsAuthenticated == true) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
