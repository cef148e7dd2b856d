using Board.Web.Documents;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Board.Tests.Documents;

public sealed class XlsxDocumentTests
{
    [Fact]
    public void AFile_IsAWorkbookAsTheFormatDemands_ItsHeadInSight()
    {
        var table = new XlsxDocument("Số liệu", [new("Chỉ tiêu", 12), new("Giá trị", 30)]);
        table.Add("1a", 1m / 3);
        using var document = Open(table);
        Assert.Empty(new OpenXmlValidator().Validate(document));
        var sheet = Sheet(document);
        Assert.Equal("Số liệu", document.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().Single().Name!.Value);
        var pane = sheet.Descendants<Pane>().Single();
        Assert.Equal((PaneStateValues.Frozen, 1, "A2"), (pane.State!.Value, (int)pane.VerticalSplit!.Value, pane.TopLeftCell!.Value));
        Assert.Equal([12, 30], sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Column>().Select(column => column.Width!.Value));
        Assert.Equal(["A1", "B1", "A2", "B2"], Cells(document).Select(cell => cell.CellReference!.Value));
        Assert.Equal("A1:B2", sheet.Descendants<AutoFilter>().Single().Reference!.Value);
    }

    [Fact]
    public void NumbersAndDays_AreNoTexts()
    {
        var cells = Row(1234.50m, 7, 8L, new DateOnly(2023, 11, 24), new DateTimeOffset(2023, 11, 24, 8, 30, 0, TimeSpan.FromHours(7)), true, null, "x");
        Assert.Equal(["1234.5", "7", "8", "45254", "45254.354166667", "1"], cells.Take(6).Select(cell => cell.CellValue!.Text));
        Assert.All(cells.Take(5), cell => Assert.Null(cell.DataType));
        Assert.Equal(CellValues.Boolean, cells[5].DataType!.Value);
        Assert.Equal("H2", cells[6].CellReference!.Value);
        Assert.Equal(7, cells.Count);
        Assert.Equal(["dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss"], cells[3..5].Select(cell => Format(cell)));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+84")]
    [InlineData("-2")]
    [InlineData("@sum")]
    [InlineData("\u200B=1")]
    [InlineData(" =cmd|' /C calc'!A0")]
    public void AText_IsNeverAFormula_AndStaysOne(string text)
    {
        var cell = Row(text).Single();
        Assert.Null(cell.CellFormula);
        Assert.Equal((CellValues.InlineString, text), (cell.DataType!.Value, cell.InlineString!.InnerText));
        Assert.True(Look(cell).QuotePrefix?.Value);
        Assert.Null(Look(Row("a=b").Single()).QuotePrefix);
    }

    [Theory]
    [InlineData("a\u0007b\uD800c", "ab\uFFFDc")]
    [InlineData("_x0041_", "_x005F_x0041_")]
    [InlineData(" hai\ndòng ", " hai\ndòng ")]
    [InlineData("😀", "😀")]
    public void WhatTheFormatCanNotSay_IsLeftOut_AndNothingElse(string text, string written) => Assert.Equal(written, Row(text).Single().InlineString!.InnerText);

    [Fact]
    public void AColumnBeyondZ_HasTwoLetters() => Assert.Equal("AB2", Row([.. Enumerable.Repeat<object?>(1, 28)])[^1].CellReference!.Value);

    internal static SpreadsheetDocument Open(byte[] file) => SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);

    internal static IReadOnlyList<Cell> Cells(SpreadsheetDocument document) => [.. Sheet(document).Descendants<Cell>()];

    private static SpreadsheetDocument Open(XlsxDocument table) => Open(table.ToBytes());

    private static Worksheet Sheet(SpreadsheetDocument document) => document.WorkbookPart!.WorksheetParts.Single().Worksheet!;

    private static List<Cell> Row(params object?[] values)
    {
        var table = new XlsxDocument("a", [.. values.Select((_, at) => new XlsxDocument.Column($"c{at}", 10))]);
        table.Add(values);
        var document = Open(table);
        Assert.Empty(new OpenXmlValidator().Validate(document));
        return [.. Sheet(document).Descendants<Row>().Last().Elements<Cell>()];
    }

    private static CellFormat Look(Cell cell) => Styles(cell).CellFormats!.Elements<CellFormat>().ElementAt((int)(cell.StyleIndex?.Value ?? 0));

    private static string? Format(Cell cell) =>
        Styles(cell).NumberingFormats!.Elements<NumberingFormat>().Single(format => format.NumberFormatId!.Value == Look(cell).NumberFormatId!.Value).FormatCode!.Value;

    private static Stylesheet Styles(Cell cell) => ((SpreadsheetDocument)cell.Ancestors<Worksheet>().Single().WorksheetPart!.OpenXmlPackage).WorkbookPart!.WorkbookStylesPart!.Stylesheet!;
}
