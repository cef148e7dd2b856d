using System.Security.Claims;
using Board.Web.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Board.Web.Access;

/// <summary>Who may read what, by name.</summary>
public static class Policies
{
    /// <summary>The board, its indicators and assignments: anyone where the board is public, else whoever is signed in.</summary>
    public const string ReadBoard = "read-board";

    /// <summary>Whoever is signed in.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Whoever is signed in with an account, as people are; a token has no password and no second factor.</summary>
    public const string HasAccount = "has-account";

    /// <summary>Administrators. Only courtesy: each use case looks up the role itself.</summary>
    public const string Admin = "admin";

    private const string Either = "Either";

    /// <summary>Adds sign-in by account and by token, the policies, and the use cases of accounts.</summary>
    /// <param name="demo">Accounts that everybody may know; none on the real board.</param>
    public static IServiceCollection AddAccess(this IServiceCollection services, DemoAccounts? demo)
    {
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, scheme => scheme.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? TokenAuthentication.SchemeName : AccountCookies.Scheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null)
            .AddAccountCookies();
        services.AddAuthorizationBuilder()
            .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(HasAccount, policy => policy.AddAuthenticationSchemes(AccountCookies.Scheme).RequireAuthenticatedUser())
            .AddPolicy(Admin, policy => policy.RequireClaim(ClaimTypes.Role, nameof(Role.Admin)))
            .AddPolicy(ReadBoard, policy => policy.Requirements.Add(new BoardIsReadable()));
        services.AddSingleton<IAuthorizationHandler, PublicBoardHandler>();

        // As many rounds as OWASP advises for this hash.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton(demo ?? DemoAccounts.None);
        services.AddSingleton<Passwords>().AddSingleton<WrongTries>().AddSingleton<TotpSeal>().AddSingleton<Standing>().AddSingleton<AccountScreens>().AddSingleton<PasswordProof>();
        services.AddSingleton<SignIn>().AddSingleton<ConfirmSignIn>().AddSingleton<SetUpAccount>().AddSingleton<OfferFirstAccount>().AddSingleton<AddAccount>();
        services.AddSingleton<ChangePassword>().AddSingleton<TurnOnSecondFactor>().AddSingleton<TurnOffSecondFactor>().AddSingleton<RenewRecoveryCodes>();
        services.AddSingleton<RenewFeedLink>().AddSingleton<EndFeedLink>().AddSingleton<ChooseLanguage>().AddSingleton<FindOwnAccount>();
        services.AddSingleton<AdministeredAccount>().AddSingleton<ListAccounts>().AddSingleton<ChangeAccount>().AddSingleton<SwitchAccount>();
        services.AddSingleton<RenewAccountLink>().AddSingleton<ResetSecondFactor>().AddSingleton<ListTokens>().AddSingleton<RevokeToken>();
        services.AddSingleton<FindAudit>().AddSingleton<VerifyAudit>();
        services.AddScoped<AuthenticationStateProvider, CircuitStanding>().AddCascadingAuthenticationState();
        return services.AddSingleton<AddToken>().AddSingleton<FindPermit>();
    }

    /// <summary>Refuses a token that isn't known even where nobody need be: whoever sends one means to be somebody.</summary>
    public static void UseKnownTokens(this IApplicationBuilder app) => app.Use((context, next) =>
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
