using BenchmarkDotNet.Running;

namespace Board.Bench.Calculation;

/// <summary>What a reading costs between its commit and the swapped snapshot, and what the pages' queries cost, as history grows.</summary>
public static class CalculationRun
{
    /// <summary>Measures and prints.</summary>
    public static int Run(string[] args)
    {
        BenchmarkRunner.Run<SnapshotBenchmarks>(null, args);
        return 0;
    }
}
