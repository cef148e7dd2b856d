using System.Buffers.Binary;

namespace Board.Bench.Wire;

/// <summary>Writes WebSocket frames as a client does: masked, with the key zero, so that the payload goes out as it is.</summary>
internal static class ClientFrame
{
    public static byte[] Of(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        var lengthSize = payload.Length switch { < 126 => 0, <= ushort.MaxValue => 2, _ => 8 };
        var frame = new byte[2 + lengthSize + 4 + payload.Length];
        frame[0] = (byte)(0x80 | (int)kind);
        switch (lengthSize)
        {
            case 0:
                frame[1] = (byte)(0x80 | payload.Length);
                break;
            case 2:
                frame[1] = 0x80 | 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
                break;
            default:
                frame[1] = 0x80 | 127;
                BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), payload.Length);
                break;
        }
        payload.CopyTo(frame.AsSpan(2 + lengthSize + 4));
        return frame;
    }
}
