namespace Board.Bench.Fanout;

/// <summary>What one server cost with its viewers; times in milliseconds, CPU in microseconds.</summary>
internal sealed class Figures
{
    /// <summary>From just before the request that commits until the last viewer had the new version.</summary>
    public List<double> LastViewer { get; } = [];

    /// <summary>The same from the answer to that request, which comes after the commit; below zero when all saw it first.</summary>
    public List<double> LastViewerAfterAnswer { get; } = [];

    /// <summary>Cores that the server uses for its viewers while nothing happens: pings and timers.</summary>
    public double IdleCores { get; set; }

    /// <summary>Without what it uses while nothing happens.</summary>
    public double ServerCpuPerViewerAndUpdate { get; set; }

    /// <summary>Of this bench: near the server's, it would measure itself.</summary>
    public double ClientCpuPerViewerAndUpdate { get; set; }

    public double BytesPerViewerAndUpdate { get; set; }

    /// <summary>Rendering the page that a viewer comes from; zero if all viewers come from one.</summary>
    public double CpuPerPage { get; set; }

    public double CpuToSetUp { get; set; }

    /// <summary>Growth of memory over the viewers set up; meaningful with a thousand viewers or so.</summary>
    public MemoryPerViewer SetUp { get; set; }

    /// <summary>The same after the measured updates.</summary>
    public MemoryPerViewer InUse { get; set; }

    public double BurstCores { get; set; } = double.NaN;

    /// <summary>From a reading's request until a viewer had it or a later one, over all viewers and readings.</summary>
    public List<double> BurstAges { get; } = [];

    /// <summary>How many of the burst's readings a viewer was shown; the others were overtaken by a later one.</summary>
    public double BurstShown { get; set; } = double.NaN;

    public static double Percentile(List<double> values, double share)
    {
        if (values.Count == 0) return double.NaN;
        var sorted = values.Order().ToArray();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}

/// <summary>Memory in KiB a viewer.</summary>
internal readonly record struct MemoryPerViewer(double Live, double Heap, double Resident);
