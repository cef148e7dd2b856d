using System.Threading.RateLimiting;
using Board.Web.Text;

namespace Board.Web.Shell;

/// <summary>What every answer carries to keep browsers safe, and how fast anybody may ask.</summary>
public static class Security
{
    /// <summary>Name of the limit on API calls.</summary>
    public const string ApiLimit = "api";

    /// <summary>Writes the security headers. Scripts and styles come from this server's files alone.</summary>
    public static void UseSecurity(this WebApplication app) => app.UseSecurityHeaders(new HeaderPolicyCollection()
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicySameOrigin()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .RemoveServerHeader()
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().Self();
            policy.AddScriptSrc().Self();
            policy.AddStyleSrc().Self();
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
        }));

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
