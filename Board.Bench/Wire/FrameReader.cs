using System.Buffers.Binary;

namespace Board.Bench.Wire;

/// <summary>What one step through received bytes found: a piece of payload and the kind of frame it belongs to.</summary>
internal readonly ref struct FramePiece(FrameKind kind, ReadOnlySpan<byte> payload)
{
    public FrameKind Kind { get; } = kind;

    public ReadOnlySpan<byte> Payload { get; } = payload;
}

/// <summary>The WebSocket opcodes; a continuation counts as data.</summary>
internal enum FrameKind
{
    Data = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// <summary>
/// Takes the WebSocket frame headers out of a server's byte stream, however the socket cut it. A mutable struct: one
/// lives in each viewer's socket.
/// </summary>
internal struct FrameReader
{
    private ulong _headerBytes; // a header that a read has cut: its first eight bytes and its last two
    private ushort _headerRest;
    private int _headerLength;
    private long _payloadLeft;
    private bool _inPayload;
    private FrameKind _kind;

    /// <summary>Takes the next piece off the front of <paramref name="bytes"/>; false when they hold no more.</summary>
    public bool TryTake(ref ReadOnlySpan<byte> bytes, out FramePiece piece)
    {
        if ((!_inPayload && !TryTakeHeader(ref bytes)) || (_payloadLeft > 0 && bytes.IsEmpty))
        {
            piece = default;
            return false;
        }
        var length = (int)Math.Min(_payloadLeft, bytes.Length);
        piece = new FramePiece(_kind, bytes[..length]);
        bytes = bytes[length..];
        _payloadLeft -= length;
        _inPayload = _payloadLeft > 0;
        return true;
    }

    private bool TryTakeHeader(ref ReadOnlySpan<byte> bytes)
    {
        Span<byte> header = stackalloc byte[10];
        BinaryPrimitives.WriteUInt64LittleEndian(header, _headerBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], _headerRest);
        while (_headerLength < 2 || _headerLength < HeaderSize(header[1]))
        {
            if (bytes.IsEmpty)
            {
                _headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(header);
                _headerRest = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
                return false;
            }
            header[_headerLength++] = bytes[0];
            bytes = bytes[1..];
        }
        _kind = (FrameKind)(header[0] & 0x0F);
        _payloadLeft = header[1] switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(header[2..]),
            127 => BinaryPrimitives.ReadInt64BigEndian(header[2..]),
            var small => small,
        };
        (_headerBytes, _headerRest, _headerLength) = (0, 0, 0);
        _inPayload = true;
        return true;
    }

    private static int HeaderSize(byte length) => length switch { 126 => 4, 127 => 10, _ => 2 };
}
