using Board.Web.Data;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Logging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Reminders;

/// <summary>
/// Says "look now": at start-up, at the hour of the settings in the plan's zone, and every minute for what must be tried again. What is due follows
/// from the deadlines and the ledger, so a missed or doubled call changes nothing.
/// </summary>
public sealed class ReminderJobs(
    JobStorage storage, JobActivator activator, PlanShelf plans, IDbContextFactory<BoardDb> databases, IOptions<BoardSettings> settings, IHostApplicationLifetime lifetime,
    ILoggerFactory loggers) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Letters hold links, and the address to link to is known once the server listens.
        var started = new TaskCompletionSource();
        await using var ready = lifetime.ApplicationStarted.Register(started.SetResult);
        await using var ended = stoppingToken.Register(() => started.TrySetCanceled(stoppingToken));
        await started.Task;

        LogProvider.SetCurrentLogProvider(new AspNetCoreLogProvider(loggers));
        var at = settings.Value.Reminders.Time;
        var jobs = new RecurringJobManager(storage);
        jobs.AddOrUpdate<ReminderRound>("reminders-daily", round => round.RunAsync(CancellationToken.None), Cron.Daily(at.Hour, at.Minute), new RecurringJobOptions { TimeZone = await ZoneAsync(stoppingToken) });
        jobs.AddOrUpdate<ReminderRound>("reminders-again", round => round.RunAsync(CancellationToken.None), Cron.Minutely());
        using var server = new BackgroundJobServer(
            new BackgroundJobServerOptions { WorkerCount = 1, Activator = activator, ShutdownTimeout = TimeSpan.FromSeconds(5) }, storage);
        new BackgroundJobClient(storage).Enqueue<ReminderRound>(round => round.RunAsync(CancellationToken.None));

        var stopped = new TaskCompletionSource();
        await using var stop = stoppingToken.Register(stopped.SetResult);
        await stopped.Task;
        server.SendStop();
        // The library keeps one log for the whole process; this one ends with the server, and another may come after it.
        LogProvider.SetCurrentLogProvider(null);
    }

    private async Task<TimeZoneInfo> ZoneAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var plan in await db.Plans.AsNoTracking().OrderByDescending(row => row.Year).Select(row => row.Id).ToListAsync(cancel))
            if (await plans.FindAsync(db, plan, cancel) is { } calendar) return calendar.Plan.TimeZone;
        return TimeZoneInfo.Utc;
    }
}
