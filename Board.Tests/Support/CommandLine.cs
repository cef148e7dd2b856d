using System.Text;
using Board.Web.Commands;

namespace Board.Tests.Support;

/// <summary>
/// Runs commands in this process, many at once: each sees its own output. That the process ends with the same code is shown once, in a
/// process of its own.
/// </summary>
public static class CommandLine
{
    private static readonly AsyncLocal<TextWriter?> Output = new();
    private static readonly AsyncLocal<TextWriter?> Error = new();

    static CommandLine()
    {
        Console.SetOut(new Router(Output, Console.Out));
        Console.SetError(new Router(Error, Console.Error));
    }

    public sealed record Run(int Code, string Output, string Error)
    {
        public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        public string[] Errors => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static async Task<Run> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        (Output.Value, Error.Value) = (output, error);
        try
        {
            var code = await Task.Run(() => BoardCommands.RunAsync(args));
            return new(code, output.ToString(), error.ToString());
        }
        finally
        {
            (Output.Value, Error.Value) = (null, null);
        }
    }

    /// <summary>The setting that names a database file.</summary>
    public static string On(string database) => $"--ConnectionStrings:Board=Data Source={database}";

    private sealed class Router(AsyncLocal<TextWriter?> own, TextWriter other) : TextWriter
    {
        public override Encoding Encoding => other.Encoding;

        public override void Write(char value) => (own.Value ?? other).Write(value);

        public override void Write(string? value) => (own.Value ?? other).Write(value);

        public override void Write(char[] buffer, int index, int count) => (own.Value ?? other).Write(buffer, index, count);
    }
}
