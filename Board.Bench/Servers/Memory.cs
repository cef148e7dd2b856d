namespace Board.Bench.Servers;

/// <summary>A server's memory in bytes after a full collection.</summary>
/// <param name="Live">Managed objects that are in use, and what buffers are cut from.</param>
/// <param name="Heap">The same with the gaps between them, which the collector gives to later objects.</param>
/// <param name="Resident">All memory that it holds: also what the collector keeps for later, code, and buffers.</param>
internal readonly record struct Memory(long Live, long Heap, long Resident)
{
    public static Memory operator -(Memory later, Memory earlier) =>
        new(later.Live - earlier.Live, later.Heap - earlier.Heap, later.Resident - earlier.Resident);
}
