using System.Diagnostics;
using System.Globalization;

namespace Board.Bench.Servers;

/// <summary>Binds the bench to a core, so that it never takes time from the server on another.</summary>
internal static class Core
{
    /// <summary>Every thread of this process, those that run already too: the class library would move only the first.</summary>
    public static void Pin(int core)
    {
        var id = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("taskset", ["-a", "-c", "-p", core.ToString(CultureInfo.InvariantCulture), id])
        {
            RedirectStandardOutput = true,
        };
        using var taskset = Process.Start(start)!;
        taskset.StandardOutput.ReadToEnd();
        taskset.WaitForExit();
        if (taskset.ExitCode != 0) throw new InvalidOperationException($"no core {core} to run on");
    }
}
