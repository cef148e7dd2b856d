using System.CommandLine;
using Board.Web.Data;

namespace Board.Web.Commands;

/// <summary><c>backup FILE</c> and <c>restore FILE</c>.</summary>
public static class BackupCommands
{
    /// <summary>An online copy, verified by opening it.</summary>
    public static Command MakeBackup() => Make("backup", "Copy the database while it is used, and verify the copy.", Backup.WriteAsync, "written and verified");

    /// <summary>Replaces the database of a stopped server.</summary>
    public static Command MakeRestore() => Make("restore", "Replace the database of a stopped server.", Backup.RestoreAsync, "restored");

    private static Command Make(string name, string description, Func<IServiceProvider, string, CancellationToken, Task<string?>> run, string done)
    {
        var file = new Argument<string>("FILE") { Description = "The backup." };
        // Without a FILE the parser would take a setting for it.
        file.Validators.Add(given =>
        {
            if (given.Tokens.Any(token => token.Value.StartsWith("--", StringComparison.Ordinal))) given.AddError("FILE is missing.");
        });
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        command.Add(file);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = Server.Build([.. parsed.UnmatchedTokens], null);
            Settings.Read(app.Services);
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            if (await run(app.Services, path, cancel) is { } fault)
            {
                Console.Error.WriteLine(fault);
                return 1;
            }
            Console.WriteLine($"{path}: {done}");
            return 0;
        });
        return command;
    }
}
