using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace Board.Bench.Servers;

/// <summary>A full collection in another process: the runtime makes one when a trace session with that keyword starts.</summary>
internal static class GarbageCollection
{
    private const ClrTraceEventParser.Keywords Collect =
        ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.GCHeapCollect;

    /// <summary>Collects and answers what is left: the objects in use, and the heap that holds them.</summary>
    public static async Task<(long Live, long Heap)> InduceAsync(int processId)
    {
        var provider = new EventPipeProvider(ClrTraceEventParser.ProviderName, EventLevel.Informational, (long)Collect);
        using var session = await new DiagnosticsClient(processId).StartEventPipeSessionAsync([provider], requestRundown: false);
        var left = Task.Run(() => Left(session.EventStream));
        await Task.Delay(TimeSpan.FromSeconds(1)); // the collection runs on a thread of the server
        await session.StopAsync(CancellationToken.None);
        return await left;
    }

    private static (long Live, long Heap) Left(Stream events)
    {
        using var source = new EventPipeEventSource(events);
        (long Live, long Heap) left = default;
        // Pinned objects, generation 4, are never counted as promoted: they are taken whole.
        source.Clr.GCHeapStats += stats => left = (stats.TotalPromoted + stats.GenerationSize4, stats.TotalHeapSize);
        source.Process();
        return left.Heap > 0 ? left : throw new InvalidOperationException("the server made no collection");
    }
}
