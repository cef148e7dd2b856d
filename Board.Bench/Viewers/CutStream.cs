namespace Board.Bench.Viewers;

/// <summary>Looks for a mark in a stream that comes in pieces, cut anywhere: keeps as much of each as a mark could need.</summary>
internal sealed class CutStream(VersionMark mark)
{
    private readonly byte[] _tail = new byte[mark.LongestMark];
    private int _tailLength;

    /// <summary>The highest version that this piece shows, or completes; 0 without.</summary>
    public long HighestIn(ReadOnlySpan<byte> piece)
    {
        var highest = Math.Max(AcrossTheCut(piece), mark.HighestIn(piece));
        KeepTail(piece);
        return highest;
    }

    private long AcrossTheCut(ReadOnlySpan<byte> piece)
    {
        if (_tailLength == 0) return 0;
        Span<byte> seam = stackalloc byte[2 * _tail.Length];
        _tail.AsSpan(0, _tailLength).CopyTo(seam);
        var head = piece[..Math.Min(piece.Length, _tail.Length)];
        head.CopyTo(seam[_tailLength..]);
        return mark.HighestIn(seam[..(_tailLength + head.Length)]);
    }

    private void KeepTail(ReadOnlySpan<byte> piece)
    {
        if (piece.Length >= _tail.Length)
        {
            piece[^_tail.Length..].CopyTo(_tail);
            _tailLength = _tail.Length;
            return;
        }
        var keep = Math.Min(_tailLength, _tail.Length - piece.Length);
        _tail.AsSpan(_tailLength - keep, keep).CopyTo(_tail);
        piece.CopyTo(_tail.AsSpan(keep));
        _tailLength = keep + piece.Length;
    }
}
