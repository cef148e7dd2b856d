using System.CommandLine;
using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Commands;

/// <summary>
/// The command line. Exit codes: 0 done, 1 the thing asked about is wrong, 2 usage. Beside its own options every command takes the
/// settings of the server, as <c>--Board:PublicBoard true</c>.
/// </summary>
public static class BoardCommands
{
    /// <summary>A command line that can't be understood.</summary>
    public const int Usage = 2;

    /// <summary>The command was understood, but can't be carried out.</summary>
    private const int Wrong = 1;

    /// <summary>Parses and runs; without a verb it serves.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Digital Transformation Board") { TreatUnmatchedTokensAsErrors = false };
        ServeCommand.Add(root);
        root.Add(PlanCommands.Make());
        root.Add(UserCommand.Make());
        root.Add(TokenCommand.Make());
        root.Add(RemindersCommand.Make());
        root.Add(BackupCommands.MakeBackup());
        root.Add(BackupCommands.MakeRestore());
        root.Add(CheckCommand.Make());

        var parsed = root.Parse(args);
        var fault = parsed.Errors.FirstOrDefault()?.Message ?? Settings.FaultOf(parsed.UnmatchedTokens);
        if (fault is not null) return Fail(fault);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OptionsValidationException wrong)
        {
            foreach (var line in wrong.Failures) Console.Error.WriteLine(line);
            return Usage;
        }
        catch (OperationCanceledException)
        {
            // It was told to stop, as by SIGTERM, before it had come so far as to serve.
            Fail("Stopped before it was done.");
            return Wrong;
        }
        catch (Exception stopped) when (IsOfTheWorld(stopped))
        {
            // A sentence helps, a stack trace does not.
            Fail((stopped as DbUpdateException)?.InnerException?.Message ?? stopped.Message);
            return Wrong;
        }
    }

    // Files, sockets, certificates: the world is at fault, not the product.
    private static bool IsOfTheWorld(Exception fault) =>
        fault is IOException or InvalidDataException or UnauthorizedAccessException or TimeoutException or DbException or DbUpdateException or SocketException
            or CryptographicException or PlatformNotSupportedException
        || fault is InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" };

    /// <summary>Says in one line what is wrong with the command line.</summary>
    public static int Fail(string message)
    {
        Console.Error.WriteLine(message.ReplaceLineEndings(" ").Trim());
        return Usage;
    }
}
