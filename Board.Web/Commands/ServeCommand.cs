using System.CommandLine;
using Board.Web.Demo;

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
            await using var app = Server.Build([.. parsed.UnmatchedTokens], scene);
            Settings.Read(app.Services);
            await Server.OpenDatabaseAsync(app.Services, cancel);
            if (scene is not null) await scene.FillAsync(app.Services, cancel);
            else await Server.LoadPlansAsync(app.Services, cancel);
            await app.RunAsync(cancel);
            return 0;
        });
    }
}
