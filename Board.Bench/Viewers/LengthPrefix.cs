namespace Board.Bench.Viewers;

/// <summary>The length before each binary SignalR message: seven bits a byte, lowest first.</summary>
internal static class LengthPrefix
{
    /// <summary>False when the prefix itself has been cut.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out int prefix, out int length)
    {
        (prefix, length) = (0, 0);
        foreach (var part in bytes[..Math.Min(bytes.Length, 5)])
        {
            length |= (part & 0x7F) << (7 * prefix++);
            if (part < 0x80) return true;
        }
        return false;
    }
}
