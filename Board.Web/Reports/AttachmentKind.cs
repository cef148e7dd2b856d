using System.Buffers.Binary;
using System.IO.Compression;

namespace Board.Web.Reports;

/// <summary>A kind of file that may be attached: known by its name's ending and by its first bytes, which must agree.</summary>
/// <param name="Endings">Of its name, with the point.</param>
/// <param name="Type">The content type that it is served with.</param>
public sealed record AttachmentKind(IReadOnlyList<string> Endings, string Type)
{
    // Of an office document; the largest has a few hundred.
    private const int MostParts = 5_000;

    private const int EndOfDirectory = 22;
    private const int LongestComment = ushort.MaxValue;

    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<AttachmentKind> All { get; } =
    [
        new([".pdf"], "application/pdf"),
        new([".docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        new([".xlsx"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        new([".jpg", ".jpeg"], "image/jpeg"),
        new([".png"], "image/png"),
    ];

    /// <summary>The kind of a file; null where its name or its content is of none, or they don't agree.</summary>
    /// <param name="name">Of the file.</param>
    /// <param name="content">All of it: office documents are told apart by what the archive in them holds.</param>
    public static AttachmentKind? Of(string name, byte[] content)
    {
        foreach (var kind in All)
            if (kind.Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))) return kind.IsIn(content) ? kind : null;
        return null;
    }

    private bool IsIn(byte[] content) => Endings[0] switch
    {
        ".pdf" => content.AsSpan().StartsWith("%PDF-"u8),
        ".docx" => HasPart(content, "word/document.xml"),
        ".xlsx" => HasPart(content, "xl/workbook.xml"),
        ".jpg" => content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        _ => content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]),
    };

    // By the archive's directory, which is read without unpacking anything. It says first how long it is, so that none is read that is too long.
    private static bool HasPart(byte[] content, string part)
    {
        if (!content.AsSpan().StartsWith("PK\u0003\u0004"u8) || PartsOf(content) is not (> 0 and <= MostParts)) return false;
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            return archive.Entries.Count <= MostParts && archive.GetEntry("[Content_Types].xml") is not null && archive.GetEntry(part) is not null;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    private static int? PartsOf(ReadOnlySpan<byte> content)
    {
        var end = content[Math.Max(0, content.Length - EndOfDirectory - LongestComment)..];
        var at = end.LastIndexOf("PK\u0005\u0006"u8);
        return at >= 0 && at + EndOfDirectory <= end.Length ? BinaryPrimitives.ReadUInt16LittleEndian(end[(at + 10)..]) : null;
    }
}
