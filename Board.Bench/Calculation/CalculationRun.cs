using BenchmarkDotNet.Running;

namespace Board.Bench.Calculation;

/// <summary>What a reading costs between its commit and the swapped snapshot, and what the pages' queries cost, as history grows.</summary>
public static class CalculationRun
{
    /// <summary>Measures and prints. Exit codes: 0 measured; 1 something was not.</summary>
    public static int Run(string[] args) =>
        BenchmarkRunner.Run<SnapshotBenchmarks>(null, args) is { HasCriticalValidationErrors: false } summary && summary.Reports.All(report => report.Success) ? 0 : 1;
}
