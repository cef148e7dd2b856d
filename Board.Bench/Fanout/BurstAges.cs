using System.Diagnostics;
using Board.Bench.Viewers;

namespace Board.Bench.Fanout;

/// <summary>How old each reading of a burst was when each viewer first had it or a later one.</summary>
internal static class BurstAges
{
    /// <param name="seen">Every sighting since the burst began, in order for each viewer.</param>
    /// <param name="sent">When each version's request was sent.</param>
    /// <param name="before">The version that all viewers had before.</param>
    /// <returns>Milliseconds.</returns>
    public static IEnumerable<double> Of(IReadOnlyList<Sighting> seen, IReadOnlyDictionary<long, long> sent, long before)
    {
        var shown = new Dictionary<int, long>();
        foreach (var (viewer, version, tick) in seen)
        {
            for (var newly = shown.GetValueOrDefault(viewer, before) + 1; newly <= version; newly++)
                yield return Stopwatch.GetElapsedTime(sent[newly], tick).TotalMilliseconds;
            shown[viewer] = version;
        }
    }
}
