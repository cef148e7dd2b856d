namespace Board.Bench.Servers;

/// <summary>A server's memory in bytes after a full collection.</summary>
/// <param name="Heap">Managed objects that are in use, with the gaps between them.</param>
/// <param name="Resident">All memory that it holds: also what the collector keeps for later, code, and buffers.</param>
internal readonly record struct Memory(long Heap, long Resident)
{
    public static Memory operator -(Memory later, Memory earlier) =>
        new(later.Heap - earlier.Heap, later.Resident - earlier.Resident);
}
