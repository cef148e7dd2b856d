using System.Net;
using Board.Tests.Documents;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Documents;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Board.Tests.Indicators;

public sealed class OpenDataApiTests
{
    private const string Plan = "/api/v1/plans/" + BoardServer.Plan;

    [Fact]
    public async Task Indicators_AreAllThere_ExactlyAsTheBoardHasThem()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-ru", 1, denominator: 3));
        using var answer = await server.Anonymous.GetAsync(Plan + "/indicators.csv");
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var lines = Lines(await answer.Content.ReadAsStringAsync());
        Assert.Equal(1 + 19, lines.Length);
        Assert.Contains(lines, line => line.StartsWith("1a,II.1.a,1,", StringComparison.Ordinal) && line.Contains(",33.3333333333333333333333333", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Readings_AreEveryRevision_OfWhatIsNamed_AndNamePeopleToTheSignedInAlone()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700);
        (await BoardServer.PostAsync(office, new { indicator = "1a", unit = "dak-ru", asOf = "2023-10-31", numerator = 710, denominator = 1000, note = "=HYPERLINK(\"x\")", confirm = true })).EnsureSuccessStatusCode();
        await BoardServer.PostShareAsync(office, "1a", "dak-sin", 600);
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1b", "dak-ru", 500));

        var signedIn = Lines(await office.GetStringAsync(Plan + "/readings.csv?indicator=1a&unit=dak-ru"));
        Assert.Equal(3, signedIn.Length);
        Assert.Contains(",1,700,1000,70,", signedIn[1], StringComparison.Ordinal);
        Assert.Contains(",2,710,1000,71,", signedIn[2], StringComparison.Ordinal);
        Assert.Matches(",\"?Secretariat ?\"?,\"'=HYPERLINK\\(\"\"x\"\"\\)\",", signedIn[2]);
        var open = await server.Anonymous.GetStringAsync(Plan + "/readings.csv");
        Assert.Equal(1 + 4, Lines(open).Length);
        Assert.DoesNotContain("Secretariat", open, StringComparison.Ordinal);
        Assert.DoesNotContain("HYPERLINK", open, StringComparison.Ordinal);
        Assert.Equal(3 + 1, Lines(await server.Anonymous.GetStringAsync(Plan + "/readings.csv?indicator=1a")).Length);
    }

    [Fact]
    public async Task AWorkbook_HoldsNumbersAndDays_ItsWordsInTheLanguageOfTheRequest_AndNoFormula()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "1a", "dak-sin", 600);
        (await BoardServer.PostAsync(office, new { indicator = "1a", unit = "dak-ru", asOf = "2023-10-31", numerator = 1, denominator = 3, note = "=HYPERLINK(\"x\")", confirm = true })).EnsureSuccessStatusCode();
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1b", "dak-ru", 500));

        using var answer = await office.GetAsync(Plan + "/readings.xlsx?indicator=1a&unit=dak-ru");
        Assert.Equal(XlsxDocument.Type, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("dak-rlap-2023-readings-1a-dak-ru.xlsx", answer.Content.Headers.ContentDisposition!.FileNameStar);
        using var book = XlsxDocumentTests.Open(await answer.Content.ReadAsByteArrayAsync());
        var rows = XlsxDocumentTests.Cells(book).GroupBy(cell => ((Row)cell.Parent!).RowIndex!.Value).Select(row => row.ToList()).ToList();
        Assert.Equal(2, rows.Count);
        var row = rows[0].Index().ToDictionary(head => head.Item.InlineString!.InnerText, head => rows[1][head.Index]);
        Assert.Equal("Xã Đắk Ru", row["Đơn vị"].InlineString!.InnerText);
        Assert.Equal(["45230", "1", "3"], new[] { "Ngày số liệu", "Tử số", "Mẫu số" }.Select(name => row[name].CellValue!.Text));
        Assert.StartsWith("33.33333333333333", row["Giá trị"].CellValue!.Text, StringComparison.Ordinal);
        Assert.Null(row["Giá trị"].DataType);
        Assert.Equal("tạm tính", row["Trạng thái"].InlineString!.InnerText);
        Assert.Equal("Secretariat", row["Người ghi"].InlineString!.InnerText.Trim());
        Assert.Equal("=HYPERLINK(\"x\")", row["Ghi chú"].InlineString!.InnerText);
        Assert.DoesNotContain(XlsxDocumentTests.Cells(book), cell => cell.CellFormula is not null);

        // Whoever is not signed in learns of no person, in either language.
        using var open = XlsxDocumentTests.Open(await server.Anonymous.GetByteArrayAsync(Plan + "/readings.xlsx?lang=en"));
        var said = XlsxDocumentTests.Cells(open).Select(cell => cell.InlineString?.InnerText).OfType<string>().ToList();
        Assert.Contains("Recorded at", said);
        Assert.DoesNotContain("Recorded by", said);
        Assert.DoesNotContain(said, text => text.Contains("HYPERLINK", StringComparison.Ordinal) || text.Contains("Secretariat", StringComparison.Ordinal));
        Assert.Equal(1 + 3, XlsxDocumentTests.Cells(open).Count(cell => cell.CellReference!.Value!.StartsWith('A')));
    }

    [Fact]
    public async Task TheWorkbookOfIndicators_HoldsAll_ExactlyAsTheBoardHasThem()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-ru", 1, denominator: 3));
        using var book = XlsxDocumentTests.Open(await server.Anonymous.GetByteArrayAsync(Plan + "/indicators.xlsx"));
        var cells = XlsxDocumentTests.Cells(book).ToDictionary(cell => cell.CellReference!.Value!);
        Assert.Equal(1 + 19, cells.Keys.Count(place => place.StartsWith('A') && char.IsDigit(place[1])));
        Assert.Equal(("1a", "Giá trị"), (cells["A2"].InlineString!.InnerText, cells["G1"].InlineString!.InnerText));
        Assert.StartsWith("33.33333333333333", cells["G2"].CellValue!.Text, StringComparison.Ordinal);
        Assert.False(cells.ContainsKey("G3"));
    }

    [Theory]
    [InlineData("/api/v1/plans/none/indicators.xlsx", "unknown-plan")]
    [InlineData("/api/v1/plans/none/readings.xlsx", "unknown-plan")]
    [InlineData(Plan + "/readings.xlsx?indicator=none", "unknown-indicator")]
    [InlineData("/api/v1/plans/none/indicators.csv", "unknown-plan")]
    [InlineData("/api/v1/plans/none/readings.csv", "unknown-plan")]
    [InlineData(Plan + "/readings.csv?indicator=none", "unknown-indicator")]
    [InlineData(Plan + "/readings.csv?unit=none", "unknown-unit")]
    public async Task WhatIsNotThere_IsSaid(string address, string code)
    {
        await using var server = await BoardServer.StartAsync();
        using var answer = await server.Anonymous.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await Task.FromResult(answer).ExpectProblemAsync(404, code);
    }

    private static string[] Lines(string table) => table.TrimEnd().Split("\r\n");
}
