using System.Buffers.Binary;
using System.Text;

namespace Board.Bench.Viewers;

/// <summary>Reads the part of MessagePack that a Blazor server sends.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _bytes = bytes;

    public int ReadArrayLength()
    {
        var code = Take(1)[0];
        return code switch
        {
            >= 0x90 and <= 0x9F => code & 0x0F,
            0xDC => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            _ => throw Unexpected(code),
        };
    }

    public long ReadInteger()
    {
        var code = Take(1)[0];
        return code switch
        {
            <= 0x7F => code,
            >= 0xE0 => (sbyte)code,
            0xCC => Take(1)[0],
            0xCD => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xCE => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0xCF => (long)BinaryPrimitives.ReadUInt64BigEndian(Take(8)),
            0xD0 => (sbyte)Take(1)[0],
            0xD1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xD2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xD3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            _ => throw Unexpected(code),
        };
    }

    /// <summary>A string's or binary's bytes; empty for nil.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var code = Take(1)[0];
        return code switch
        {
            0xC0 => [],
            >= 0xA0 and <= 0xBF => Take(code & 0x1F),
            0xC4 or 0xD9 => Take(Take(1)[0]),
            0xC5 or 0xDA => Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
            0xC6 or 0xDB => Take((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
            _ => throw Unexpected(code),
        };
    }

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    /// <summary>The headers of a message, always empty.</summary>
    public void SkipEmptyMap()
    {
        var code = Take(1)[0];
        if (code != 0x80) throw Unexpected(code);
    }

    private static InvalidDataException Unexpected(byte code) => new($"unexpected MessagePack code 0x{code:X2}");

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _bytes[..count];
        _bytes = _bytes[count..];
        return taken;
    }
}

/// <summary>Writes the part of MessagePack that a Blazor browser sends, and frames it with its length.</summary>
internal static class PackMessage
{
    /// <summary>A SignalR invocation; without an id no completion comes. Arguments are text, integers, booleans or null.</summary>
    public static byte[] Invocation(string? id, string target, params ReadOnlySpan<object?> arguments)
    {
        using var body = new MemoryStream();
        body.WriteByte(0x96); // type, headers, id, target, arguments, streams
        body.WriteByte(0x01);
        body.WriteByte(0x80);
        Write(body, id);
        Write(body, target);
        body.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments) Write(body, argument);
        body.WriteByte(0x90);
        return Framed(body.ToArray());
    }

    /// <summary>The message with its length before it, seven bits a byte, lowest first.</summary>
    public static byte[] Framed(ReadOnlySpan<byte> message)
    {
        using var framed = new MemoryStream(message.Length + 5);
        using var writer = new BinaryWriter(framed);
        writer.Write7BitEncodedInt(message.Length);
        writer.Write(message);
        return framed.ToArray();
    }

    private static void Write(MemoryStream body, object? value)
    {
        switch (value)
        {
            case null:
                body.WriteByte(0xC0);
                break;
            case bool flag:
                body.WriteByte(flag ? (byte)0xC3 : (byte)0xC2);
                break;
            case long number:
                body.WriteByte(0xD3);
                WriteBigEndian(body, number, 8);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                body.WriteByte(0xDB);
                WriteBigEndian(body, bytes.Length, 4);
                body.Write(bytes);
                break;
            default:
                throw new ArgumentException($"{value.GetType()} has no MessagePack form here", nameof(value));
        }
    }

    private static void WriteBigEndian(MemoryStream body, long value, int size)
    {
        for (var shift = 8 * (size - 1); shift >= 0; shift -= 8) body.WriteByte((byte)(value >> shift));
    }
}
