using System.Runtime.CompilerServices;
using Board.Domain.Plans;
using Board.Web.Access;
using Board.Web.Administration;
using Board.Web.Assignments;
using Board.Web.Calendar;
using Board.Web.Dashboard;
using Board.Web.Data;
using Board.Web.Demo;
using Board.Web.Indicators;
using Board.Web.Lagging;
using Board.Web.Live;
using Board.Web.Meetings;
using Board.Web.Reminders;
using Board.Web.Reports;
using Board.Web.Search;
using Board.Web.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web;

/// <summary>Puts the product together: what it is made of, what it answers, what it does before it serves.</summary>
public static class Server
{
    /// <summary>Makes the application; nothing is opened yet.</summary>
    /// <param name="scene">The demo's stage; null for the real board.</param>
    /// <param name="adjust">Replaces services, the clock for example, in tests.</param>
    public static WebApplication Build(string[] args, DemoScene? scene, Action<IServiceCollection>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(Server).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        scene?.Configure(builder.Configuration);
        // What a command prints is its answer; a log line must never come between or after.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        var services = builder.Services;
        services.AddOptions<BoardSettings>().Bind(builder.Configuration.GetSection("Board"), binder => binder.ErrorOnUnknownConfiguration = false);
        services.AddSingleton<IValidateOptions<BoardSettings>, BoardSettings.Validation>();
        services.AddSingleton<TimeProvider>(provider => RehearsalClock.From(provider.GetRequiredService<IOptions<BoardSettings>>().Value));
        services.AddPooledDbContextFactory<BoardDb>((provider, options) =>
            SqliteConnections.Configure(options, provider.GetRequiredService<IConfiguration>().GetConnectionString("Board")!));
        services.AddSingleton(provider => scene is null ? AuditKey.ReadOrMake(KeyFile(provider)) : AuditKey.Fleeting());
        services.AddSingleton<BoardTransactions>().AddSingleton<PlanShelf>().AddSingleton<DatabaseStart>().AddSingleton<Integrity>();
        services.AddSingleton<ChangePlan>().AddSingleton<PreviewPlan>().AddSingleton<FindPlanSettings>().AddSingleton<ProposeNextYear>().AddSingleton<CopyPlan>();
        services.AddSingleton<ImportPlan>().AddSingleton<SubmitReading>().AddSingleton<RecordProgress>().AddSingleton<FindAssignments>().AddSingleton<FindRevisions>().AddSingleton<FindDirectives>().AddSingleton<IndicatorCharts>().AddSingleton<IndicatorSheets>().AddSingleton<IndicatorTables>();
        services.AddSingleton<AttachmentFiles>().AddReports();
        services.AddMeetings().AddLagging().AddSingleton<SearchPlan>().AddSingleton<FindCalendarItems>();
        services.AddReminders();
        services.AddSingleton(scene?.Notice ?? new BoardNotice(null));
        services.AddSecurity();
        services.AddDataKeys(fleeting: scene is not null);
        services.AddSingleton<PublicAddress>();
        services.AddAccess(scene?.Accounts);
        services.AddLiveBoard();
        services.AddBoardPages();
        services.AddWorkParts();
        services.AddApi();
        services.AddMeters();
        if (scene is not null) services.AddSingleton(scene).AddHostedService<DemoUnits>();
        adjust?.Invoke(services);
        return Map(builder.Build());
    }

    /// <summary>Creates or migrates the database, and keeps it from being replaced while it is used.</summary>
    public static async Task OpenDatabaseAsync(IServiceProvider services, CancellationToken cancel)
    {
        Commands.Settings.Read(services);
        await services.GetRequiredService<DatabaseStart>().ExecuteAsync(cancel);
        await using var db = await services.GetRequiredService<IDbContextFactory<BoardDb>>().CreateDbContextAsync(cancel);
        await services.GetRequiredService<AttachmentFiles>().TidyAsync(db, cancel);
    }

    /// <summary>Loads the plan files of the folder of the settings; a plan that is held already stays as it is.</summary>
    public static async Task LoadPlansAsync(IServiceProvider services, CancellationToken cancel)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Plans");
        await using var db = await services.GetRequiredService<IDbContextFactory<BoardDb>>().CreateDbContextAsync(cancel);
        var held = await db.Plans.Select(row => row.Id).ToHashSetAsync(cancel);
        await foreach (var (path, bytes, reading) in PlanFilesAsync(services, cancel))
            if (reading.Plan is not { } plan) log.LogError("{File} has {Count} faults and was not loaded; 'plan validate' lists them.", path, reading.Faults.Count);
            else if (!held.Contains(plan.Id)) await services.GetRequiredService<ImportPlan>().ExecuteAsync(Actor.Console, bytes, cancel);
    }

    /// <summary>The plan files of the folder of the settings, and what was read from each.</summary>
    public static async IAsyncEnumerable<(string Path, byte[] Bytes, PlanFileReading Reading)> PlanFilesAsync(
        IServiceProvider services, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (FindFolder(services.GetRequiredService<IOptions<BoardSettings>>().Value.Plans) is not { } folder) yield break;
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var bytes = await PlanDisk.ReadAsync(path, cancel);
            yield return (path, bytes, PlanFile.Read(bytes));
        }
    }

    /// <summary>True once the database of the settings has been made.</summary>
    public static bool HasDatabase(IServiceProvider services) => File.Exists(DatabaseFile(services));

    /// <summary>A folder of the product's data: below the working directory, or beside the program.</summary>
    public static string? FindFolder(string path) =>
        ((string[])[Path.GetFullPath(path), Path.Combine(AppContext.BaseDirectory, path)]).FirstOrDefault(Directory.Exists);

    private static WebApplication Map(WebApplication app)
    {
        app.UsePublicScheme();
        app.UseSecurity();
        app.MapLiveBoard();
        app.UseProblems();
        app.UseLanguages();
        app.UseApiGuards();
        app.UseNotices();
        app.UseRouting();
        app.UseRefusedPages();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseKnownTokens();
        app.UseSameOrigin();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapMetrics();
        app.MapApi();
        app.MapAccountPages();
        app.MapInboxPages();
        app.MapFeeds();
        app.MapBoardPages();
        app.MapReminderJobs();
        return app;
    }

    private static string KeyFile(IServiceProvider services) => AuditKey.FileOf(DatabaseFile(services));

    private static string DatabaseFile(IServiceProvider services) =>
        SqliteConnections.FileOf(services.GetRequiredService<IConfiguration>().GetConnectionString("Board")!);
}
