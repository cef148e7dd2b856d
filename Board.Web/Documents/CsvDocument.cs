using System.Globalization;
using System.Text;

namespace Board.Web.Documents;

/// <summary>
/// A table as separated text (RFC 4180) in UTF-8 with the mark by which spreadsheets know it. Days have their year first, which every spreadsheet
/// understands alike. A text that a spreadsheet would take for a formula begins with an apostrophe.
/// </summary>
public sealed class CsvDocument
{
    /// <summary>The media type.</summary>
    public const string Type = "text/csv; charset=utf-8";

    private readonly StringBuilder _text = new();
    private readonly Form _form;

    /// <summary>Begins with the names of the columns, for machines: a comma between cells, a point before decimals.</summary>
    public CsvDocument(params IEnumerable<string> columns) : this(Form.Machine, columns)
    {
    }

    private CsvDocument(Form form, IEnumerable<string> columns)
    {
        _form = form;
        Add(columns);
    }

    // What stands between cells, what before decimals, and how an instant is written.
    private sealed record Form(char Separator, CultureInfo Numbers, string Instant)
    {
        public static readonly Form Machine = new(',', CultureInfo.InvariantCulture, "yyyy-MM-ddTHH:mm:sszzz");

        // Where the comma stands before decimals, spreadsheets expect a semicolon between cells.
        public static Form Of(CultureInfo reader) => new(reader.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',', reader, "yyyy-MM-dd HH:mm:ss");
    }

    /// <summary>A table as the spreadsheets of its reader open it.</summary>
    /// <param name="reader">In whose country numbers are written so.</param>
    public static CsvDocument For(CultureInfo reader, Table table)
    {
        var document = new CsvDocument(Form.Of(reader), table.Columns.Select(column => column.Name));
        foreach (var row in table.Rows) document.Add(row);
        return document;
    }

    /// <summary>Adds a row.</summary>
    public void Add(params IEnumerable<object?> cells) => _text.AppendJoin(_form.Separator, cells.Select(Cell)).Append("\r\n");

    /// <summary>The file.</summary>
    public byte[] ToBytes() => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(_text.ToString())];

    private string Cell(object? value) => value switch
    {
        null => "",
        decimal number => number.ToString("0.############################", _form.Numbers),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString(_form.Instant, CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        IFormattable number and (int or long) => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(Harmless(value.ToString()!)),
    };

    private static string Harmless(string text) => FormulaText.Is(text) ? "'" + text : text;

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n;") || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
