namespace Board.Web.Reports;

/// <summary>A kind of file that may be attached: known by its name's ending and by its first bytes, which must agree.</summary>
/// <param name="Endings">Of its name, with the point.</param>
/// <param name="Type">The content type that it is served with.</param>
public sealed record AttachmentKind(IReadOnlyList<string> Endings, string Type)
{
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
    public static AttachmentKind? Of(string name, ReadOnlySpan<byte> content)
    {
        foreach (var kind in All)
            if (kind.Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))) return kind.IsIn(content) ? kind : null;
        return null;
    }

    private bool IsIn(ReadOnlySpan<byte> content) => Endings[0] switch
    {
        ".pdf" => content.StartsWith("%PDF-"u8),
        ".docx" => IsArchive(content) && content.IndexOf("word/document.xml"u8) >= 0,
        ".xlsx" => IsArchive(content) && content.IndexOf("xl/workbook.xml"u8) >= 0,
        ".jpg" => content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        _ => content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]),
    };

    // The names of an archive's parts are written plainly in its directory, so nothing need be unpacked.
    private static bool IsArchive(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 3, 4]) && content.IndexOf("[Content_Types].xml"u8) >= 0;
}
