using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Board.Web.Documents;

/// <summary>
/// Tables as a workbook, each a sheet. Numbers and dates are cells of their own kind, to be added up and sorted; texts are texts, and one that a spreadsheet
/// would take for a formula is marked so that it stays one when somebody edits its cell. The names of the columns stay in sight.
/// </summary>
public sealed partial class XlsxDocument
{
    /// <summary>The media type.</summary>
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // As many as a sheet can hold, its head included, and as many letters as a cell can.
    private const int MostRows = 1_048_576;
    private const int MostLetters = 32_767;

    // A text that is longer takes several lines of its cell.
    private const int LongLine = 60;

    private readonly List<Sheet> _sheets = [];

    /// <summary>A column's name, and how wide it is in letters.</summary>
    public sealed record Column(string Name, double Width);

    private sealed record Sheet(string Name, IReadOnlyList<Column> Columns, List<object?[]> Rows)
    {
        public string Area => $"A1:{Letters(Columns.Count - 1)}{Rows.Count + 1}";

        public string FixedArea => $"'{Name.Replace("'", "''", StringComparison.Ordinal)}'!$A$1:${Letters(Columns.Count - 1)}${Rows.Count + 1}";
    }

    // In the order of the cell formats below.
    private enum Look { Plain, Head, Day, Moment, Literal, Wrapped }

    /// <summary>Begins with the columns.</summary>
    /// <param name="sheet">Name of the sheet: 31 letters at most, none of <c>[]:*?/\</c>.</param>
    public XlsxDocument(string sheet, IReadOnlyList<Column> columns) => _sheets.Add(new(sheet, columns, []));

    /// <summary>A workbook of several tables; at least one.</summary>
    public static XlsxDocument Of(IReadOnlyList<Table> tables)
    {
        var book = new XlsxDocument(tables[0].Title, tables[0].Columns);
        foreach (var (at, table) in tables.Index())
        {
            if (at > 0) book._sheets.Add(new(table.Title, table.Columns, []));
            foreach (var row in table.Rows) book.Add(row);
        }
        return book;
    }

    /// <summary>Adds a row to the last sheet.</summary>
    /// <exception cref="InvalidOperationException">No sheet is that long.</exception>
    public void Add(params object?[] cells)
    {
        if (_sheets[^1].Rows.Count >= MostRows - 1) throw new InvalidOperationException("A sheet holds no more rows.");
        _sheets[^1].Rows.Add(cells);
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var parts = _sheets.ConvertAll(sheet => Write(book.AddNewPart<WorksheetPart>(), sheet));
            book.Workbook = new(
                new Sheets(parts.Index().Select(part => new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = book.GetIdOfPart(part.Item), SheetId = (uint)part.Index + 1, Name = _sheets[part.Index].Name })),
                // Without it some programs show the arrows of the filter, and none of its rows.
                new DefinedNames(_sheets.Index().Select(sheet => new DefinedName(sheet.Item.FixedArea) { Name = "_xlnm._FilterDatabase", LocalSheetId = (uint)sheet.Index, Hidden = true })));
        }
        return file.ToArray();
    }

    private static WorksheetPart Write(WorksheetPart part, Sheet sheet)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen },
            new Selection { Pane = PaneValues.BottomLeft }) { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(sheet.Columns.Select((column, at) => new DocumentFormat.OpenXml.Spreadsheet.Column { Min = (uint)at + 1, Max = (uint)at + 1, Width = column.Width, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        Write(writer, 1, sheet.Columns.Select(column => Text(column.Name, Look.Head)));
        foreach (var (at, row) in sheet.Rows.Index()) Write(writer, at + 2, row.Select(value => value is null ? null : Cell(value)));
        writer.WriteEndElement();
        writer.WriteElement(new AutoFilter { Reference = sheet.Area });
        writer.WriteEndElement();
        return part;
    }

    private static void Write(OpenXmlWriter writer, int row, IEnumerable<Cell?> cells)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)row });
        foreach (var (at, cell) in cells.Index())
        {
            if (cell is null) continue;
            cell.CellReference = $"{Letters(at)}{row}";
            writer.WriteElement(cell);
        }
        writer.WriteEndElement();
    }

    private static Cell Cell(object value) => value switch
    {
        decimal number => Number(number.ToString("0.############################", CultureInfo.InvariantCulture), Look.Plain),
        int or long => Number(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), Look.Plain),
        DateOnly day => Number(Serial(day.ToDateTime(TimeOnly.MinValue)), Look.Day),
        // As the clock showed it there: a sheet knows no zones.
        DateTimeOffset instant => Number(Serial(instant.DateTime), Look.Moment),
        bool yes => new() { DataType = CellValues.Boolean, CellValue = new(yes ? "1" : "0") },
        _ => Text(value.ToString()!),
    };

    private static Cell Text(string text) => Text(text, FormulaText.Is(text) ? Look.Literal : text.Length > LongLine ? Look.Wrapped : Look.Plain);

    private static Cell Number(string number, Look look) => new() { CellValue = new(number), StyleIndex = (uint)look };

    private static Cell Text(string text, Look look) => new()
    {
        DataType = CellValues.InlineString, StyleIndex = (uint)look,
        InlineString = new(new DocumentFormat.OpenXml.Spreadsheet.Text(Written(text.Length > MostLetters ? text[..MostLetters] : text)) { Space = SpaceProcessingModeValues.Preserve }),
    };

    private static string Serial(DateTime local) => decimal.Round((decimal)local.ToOADate(), 9).ToString(CultureInfo.InvariantCulture);

    // What XML can't say is left out; what looks like the format's own escape of a letter is escaped.
    private static string Written(string text)
    {
        if (!text.All(XmlConvert.IsXmlChar)) text = string.Concat(text.EnumerateRunes().Select(rune => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : ""));
        return Escapes().Replace(text, "_x005F$0");
    }

    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : Letters(column / 26 - 1) + (char)('A' + column % 26);

    private static Stylesheet Styles() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = 164, FormatCode = "dd/mm/yyyy" },
            new NumberingFormat { NumberFormatId = 165, FormatCode = "dd/mm/yyyy hh:mm:ss" }),
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })),
        new Fills(
            // The first two are the format's own.
            new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE3E8EE" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Center }) { FontId = 1, FillId = 2, ApplyFont = true, ApplyFill = true, ApplyAlignment = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 165, ApplyNumberFormat = true },
            new CellFormat { QuotePrefix = true },
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { ApplyAlignment = true }));

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escapes();
}
