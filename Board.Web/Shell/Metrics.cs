using System.Diagnostics.Metrics;
using Board.Web.Live;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Board.Web.Shell;

/// <summary>
/// How the server fares, in figures for whoever keeps it running: the board's version, who watches, requests, circuits, the database, the process.
/// Nothing of what the board says, so that everybody may read them.
/// </summary>
public static class Metrics
{
    private const string Meter = "Board";

    /// <summary>Adds what is measured.</summary>
    public static void AddMeters(this IServiceCollection services) => services.AddOpenTelemetry().ConfigureResource(of => of.AddService("board")).WithMetrics(metrics => metrics
        .AddInstrumentation(Instruments)
        .AddMeter(Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Components.Server.Circuits", "Microsoft.EntityFrameworkCore", "System.Runtime")
        .AddPrometheusExporter());

    /// <summary>Maps the page that a Prometheus server reads.</summary>
    public static void MapMetrics(this WebApplication app) => app.MapPrometheusScrapingEndpoint("/metrics").ExcludeFromDescription();

    // All are looked up when somebody asks: measuring costs nothing in between, and commands make no board because of it.
    private static Meter Instruments(IServiceProvider services)
    {
        LiveBoard Live() => services.GetRequiredService<LiveBoard>();
        var meter = services.GetRequiredService<IMeterFactory>().Create(Meter);
        meter.CreateObservableGauge("board.version", () => Live().State.Version, description: "The version of the newest board; every change raises it.");
        meter.CreateObservableGauge("board.fresh", () => Live().IsFresh ? 1 : 0, description: "1 while the database answers, 0 while the board shows the last figures that it knows.");
        meter.CreateObservableGauge("board.watchers", () => services.GetRequiredService<BoardConnections>().Open().Count, description: "Open connections to the hub: board pages, bells and machine clients.");
        return meter;
    }
}
