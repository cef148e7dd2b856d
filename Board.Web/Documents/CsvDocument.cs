using System.Globalization;
using System.Text;

namespace Board.Web.Documents;

/// <summary>
/// A table as comma-separated text (RFC 4180) in UTF-8 with the mark by which spreadsheets know it. Numbers and dates are written for machines:
/// a point before the decimals, year first. A text that a spreadsheet would take for a formula begins with an apostrophe.
/// </summary>
public sealed class CsvDocument
{
    /// <summary>The media type.</summary>
    public const string Type = "text/csv; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Begins with the names of the columns.</summary>
    public CsvDocument(params IEnumerable<string> columns) => Add(columns);

    /// <summary>Adds a row.</summary>
    public void Add(params IEnumerable<object?> cells) => _text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    /// <summary>The file.</summary>
    public byte[] ToBytes() => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(_text.ToString())];

    private static string Cell(object? value) => value switch
    {
        null => "",
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        IFormattable number and (int or long) => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(Harmless(value.ToString()!)),
    };

    private static string Harmless(string text) => FormulaText.Is(text) ? "'" + text : text;

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n;") || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
