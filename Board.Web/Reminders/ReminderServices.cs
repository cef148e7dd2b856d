using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Dashboard;
using Hangfire.InMemory;

namespace Board.Web.Reminders;

/// <summary>Adds what reminds people of what they owe.</summary>
public static class ReminderServices
{
    /// <summary>Adds the ledger's use cases, the letters, the recipients' own pages and the schedule.</summary>
    public static IServiceCollection AddReminders(this IServiceCollection services)
    {
        services.AddSingleton(new ReminderChannels([ReminderChannel.Email, ReminderChannel.InApp]));
        services.AddSingleton<FindInbox>().AddSingleton<ReadNotices>().AddSingleton<ReadFeed>();
        services.AddSingleton<CountNotices>(provider => provider.GetRequiredService<FindInbox>().CountAsync);
        services.AddSingleton<ScanReminders>().AddSingleton<ReminderClaims>().AddSingleton<ReminderLetters>().AddSingleton<SendReminders>().AddSingleton<ReminderRound>();
        services.AddSingleton<PreviewReminders>().AddSingleton<FindReminders>().AddSingleton<ReminderCall>();
        services.AddSingleton<SendAgain>().AddSingleton<RemindNow>().AddSingleton<PauseReminders>().AddSingleton<ResumeReminders>().AddSingleton<ChangeStages>();
        // Of this server alone. The library's own registration sets storage and log for the whole process, and keeps them when the server is gone.
        services.AddSingleton<JobStorage>(_ => new InMemoryStorage()).AddSingleton(_ => DashboardRoutes.Routes).AddSingleton<IGlobalConfiguration>(_ => GlobalConfiguration.Configuration);
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        return services.AddHostedService<ReminderJobs>();
    }

    /// <summary>Maps the scheduler's own page, for administrators.</summary>
    public static void MapReminderJobs(this IEndpointRouteBuilder app) =>
        // Its own filter trusts whoever comes from this machine, a proxy's visitors included. The product's accounts decide instead.
        app.MapHangfireDashboard("/hangfire", new DashboardOptions { Authorization = [], DisplayStorageConnectionString = false }).RequireAuthorization(Policies.HasAccount, Policies.Admin);
}
