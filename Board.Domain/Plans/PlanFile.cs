using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Board.Domain.Plans;

/// <summary>What reading a plan file gave: the plan, or everything that is wrong with the file.</summary>
/// <param name="Plan">Null if there is any fault: never half a plan.</param>
/// <param name="Faults">Every fault, in the file's order.</param>
public sealed record PlanFileReading(Plan? Plan, IReadOnlyList<PlanFault> Faults);

/// <summary>Reads and validates plan files, <c>digital-transformation-plan/1</c>.</summary>
public static class PlanFile
{
    /// <summary>The most bytes that a plan file may have. Whoever reads one from a disk need not read more than one byte beyond.</summary>
    public const int LargestFile = 4 * 1024 * 1024;

    /// <summary>Reads a UTF-8 plan file strictly: an unknown field, a reference to nothing and a duplicate code are faults.</summary>
    public static PlanFileReading Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > LargestFile)
            return Refused("plan-too-big", Number(LargestFile));

        var file = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        if (FirstByteThatIsNotUtf8(file.Span) is { } offset)
            return Refused("not-utf8", LineAndColumn(file.Span, offset));

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(file);
        }
        catch (JsonException fault)
        {
            return Refused("not-json", LineAndColumn(file.Span, Offset(file.Span, fault)));
        }

        using (document)
        {
            var faults = new PlanFaults(file);
            var plan = PlanReader.Read(new JsonPlace(document.RootElement, "$", faults));
            return new PlanFileReading(faults.Any ? null : plan, faults.InFileOrder());
        }
    }

    private static PlanFileReading Refused(string code, params string[] arguments) =>
        new(null, [new PlanFault("$", code, arguments)]);

    private static int? FirstByteThatIsNotUtf8(ReadOnlySpan<byte> file)
    {
        if (System.Text.Unicode.Utf8.IsValid(file))
            return null;

        var offset = 0;
        while (Rune.DecodeFromUtf8(file[offset..], out _, out var length) == System.Buffers.OperationStatus.Done)
            offset += length;
        return offset;
    }

    private static int Offset(ReadOnlySpan<byte> file, JsonException fault)
    {
        var lineStart = 0;
        for (var line = 0; line < fault.LineNumber; line++)
            lineStart += file[lineStart..].IndexOf((byte)'\n') + 1;
        return (int)Math.Min(lineStart + (fault.BytePositionInLine ?? 0), file.Length);
    }

    // Both from 1, the column in characters: what an editor shows.
    private static string[] LineAndColumn(ReadOnlySpan<byte> file, int offset)
    {
        var before = file[..offset];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return [Number(line), Number(column)];
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
