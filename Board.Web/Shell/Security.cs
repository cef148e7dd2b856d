using System.Threading.RateLimiting;
using Board.Web.Text;

namespace Board.Web.Shell;

/// <summary>What every answer carries to keep browsers safe, and how fast anybody may ask.</summary>
public static class Security
{
    /// <summary>Name of the limit on API calls.</summary>
    public const string ApiLimit = "api";

    private const string WorkPolicy = "work";

    /// <summary>
    /// Adds the security headers. Scripts and styles come from this server's files alone; only on the pages that are built of
    /// MudBlazor's parts, or that draw charts, may an element carry its style with it.
    /// </summary>
    public static void AddSecurity(this IServiceCollection services) => services.AddSecurityHeaderPolicies()
        .SetDefaultPolicy(headers => Write(headers, inlineStyles: false))
        .AddPolicy(WorkPolicy, headers => Write(headers, inlineStyles: true))
        .SetPolicySelector(answer => CarriesStyles(answer.HttpContext.GetEndpoint()) ? answer.ConfiguredPolicies[WorkPolicy] : answer.SelectedPolicy);

    /// <summary>Writes the security headers.</summary>
    public static void UseSecurity(this WebApplication app) => app.UseSecurityHeaders();

    private static bool CarriesStyles(Endpoint? page) => WorkPart.IsOn(page) || page?.Metadata.GetMetadata<ChartPageAttribute>() is not null;

    private static void Write(HeaderPolicyCollection headers, bool inlineStyles) => headers
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicySameOrigin()
        // Only answers that came over TLS carry it, and none to localhost.
        .AddStrictTransportSecurityMaxAge()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .RemoveServerHeader()
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().Self();
            policy.AddScriptSrc().Self();
            if (inlineStyles) policy.AddStyleSrc().Self().UnsafeInline();
            else policy.AddStyleSrc().Self();
            policy.AddImgSrc().Self().Data();
            policy.AddFontSrc().Self();
            policy.AddConnectSrc().Self();
            policy.AddFormAction().Self();
            policy.AddBaseUri().Self();
            policy.AddObjectSrc().None();
            policy.AddFrameAncestors().None();
        })
        .AddPermissionsPolicy(policy =>
        {
            policy.AddCamera().None();
            policy.AddGeolocation().None();
            policy.AddMicrophone().None();
            policy.AddPayment().None();
            policy.AddUsb().None();
        });

    /// <summary>Adds the limits: generous for whoever is signed in, meant for runaway scripts; tighter by address for the rest.</summary>
    public static void AddLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.AddPolicy(ApiLimit, context => context.User.FindFirst(Access.Actor.ClaimType) is { } actor
            ? Bucket("actor " + actor.Value, 400, 200)
            : Bucket("address " + context.Connection.RemoteIpAddress, 200, 100));
        limiter.OnRejected = async (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "1";
            await Problems.Of(StatusCodes.Status429TooManyRequests, "too-fast").ExecuteAsync(rejected.HttpContext);
        };
    });

    private static RateLimitPartition<string> Bucket(string who, int burst, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
}
