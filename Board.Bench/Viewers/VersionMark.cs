using System.Buffers.Text;

namespace Board.Bench.Viewers;

/// <summary>
/// How a board version stands in the bytes that a viewer receives. It is looked for in the bytes, so that "last" means
/// seen and the client pays for a search instead of a parser.
/// </summary>
internal sealed class VersionMark
{
    /// <summary>The property of a hub message. Inside a fragment's HTML the quotes are escaped, so only the message's own fits.</summary>
    public static readonly VersionMark HubMessage = new("\"version\":"u8.ToArray());

    /// <summary>The attribute in the markup that a render batch carries.</summary>
    public static readonly VersionMark RenderBatch = new("data-version=\""u8.ToArray());

    private const int MostDigits = 19;

    private readonly byte[] _name;

    private VersionMark(byte[] name) => _name = name;

    /// <summary>As many bytes as a mark can take: what must be kept when the stream is cut.</summary>
    public int LongestMark => _name.Length + MostDigits + 1;

    /// <summary>The highest version marked in these bytes; 0 without. A mark that runs to their end counts as cut.</summary>
    public long HighestIn(ReadOnlySpan<byte> bytes)
    {
        var highest = 0L;
        for (var at = bytes.IndexOf(_name); at >= 0; at = bytes.IndexOf(_name))
        {
            bytes = bytes[(at + _name.Length)..];
            highest = Math.Max(highest, UpToNextSign(bytes));
        }
        return highest;
    }

    private static long UpToNextSign(ReadOnlySpan<byte> bytes) =>
        Utf8Parser.TryParse(bytes, out long version, out var used) && used < bytes.Length ? version : 0;
}
