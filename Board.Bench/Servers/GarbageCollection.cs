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

    /// <summary>Collects and answers the size of the managed heap that is left.</summary>
    public static async Task<long> InduceAsync(int processId)
    {
        var provider = new EventPipeProvider(ClrTraceEventParser.ProviderName, EventLevel.Informational, (long)Collect);
        using var session = await new DiagnosticsClient(processId).StartEventPipeSessionAsync([provider], requestRundown: false);
        var heap = Task.Run(() => LastHeapSize(session.EventStream));
        await Task.Delay(TimeSpan.FromSeconds(1)); // the collection runs on a thread of the server
        await session.StopAsync(CancellationToken.None);
        return await heap;
    }

    private static long LastHeapSize(Stream events)
    {
        using var source = new EventPipeEventSource(events);
        var size = 0L;
        source.Clr.GCHeapStats += stats => size = stats.TotalHeapSize;
        source.Process();
        return size > 0 ? size : throw new InvalidOperationException("the server made no collection");
    }
}
