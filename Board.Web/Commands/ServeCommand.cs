using System.CommandLine;
using Board.Web.Access;
using Board.Web.Demo;
using Board.Web.Shell;

namespace Board.Web.Commands;

/// <summary>Without a verb: serves the board. With <c>--demo</c>: an illustrative one, thrown away at the end.</summary>
public static class ServeCommand
{
    /// <summary>Gives the root command its option and its action.</summary>
    public static void Add(RootCommand root)
    {
        var demo = new Option<bool>("--demo") { Description = "Serve a separate demo database with illustrative figures and simulated units." };
        root.Add(demo);
        root.SetAction(async (parsed, cancel) =>
        {
            await using var scene = parsed.GetValue(demo) ? DemoScene.Make() : null;
            var (serving, failed) = (false, false);
            // What stops the start is thrown, and said once by whoever runs the command. Later nobody else would say it.
            await using var app = Server.Build([.. parsed.UnmatchedTokens], scene, services => services.AddLogging(logging => logging
                .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => serving && level >= LogLevel.Warning)
                .AddFilter("Microsoft.Hosting.Lifetime", level => !failed && level >= LogLevel.Information)));
            Settings.Read(app.Services);
            await Server.OpenDatabaseAsync(app.Services, cancel);
            if (scene is not null) await scene.FillAsync(app.Services, cancel);
            else await Server.LoadPlansAsync(app.Services, cancel);
            try
            {
                await app.StartAsync(cancel);
            }
            catch
            {
                failed = true;
                await StopAsync(app);
                throw;
            }
            serving = true;
            await OfferFirstAccountAsync(app.Services, cancel);
            await app.WaitForShutdownAsync(cancel);
            return 0;
        });
    }

    // Some parts run already, and would trip over the others' end. What stopped the start is said, not what its undoing stumbles over:
    // a host whose parts could not even be made can't be stopped.
    private static async Task StopAsync(IHost app)
    {
        try
        {
            await app.StopAsync(CancellationToken.None);
        }
        catch (Exception)
        {
        }
    }

    private static async Task OfferFirstAccountAsync(IServiceProvider services, CancellationToken cancel)
    {
        if (await services.GetRequiredService<OfferFirstAccount>().ExecuteAsync(cancel) is not { } code) return;
        Console.WriteLine($"There is no account yet. This link makes the first administrator, once, within {AccountLink.Life.TotalDays:0} days:");
        Console.WriteLine(services.GetRequiredService<PublicAddress>().Of(AccountLink.Path(code)));
    }
}
