using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Board.Domain.Plans;
using Board.Tests.Access;
using Board.Tests.Documents;
using Board.Tests.Support;
using Board.Web.Access;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Board.Tests.Indicators;

/// <summary>The tables behind an indicator's page say what the page says, to whom the page says it.</summary>
public sealed class IndicatorTablesTests
{
    private const string Plan = "/api/v1/plans/" + BoardServer.Plan;

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task TheUnits_AreThoseOfThePage_InItsOrder_AndWithItsFigures(string language)
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        var numbers = CultureInfo.GetCultureInfo(language);
        var parser = new HtmlParser();
        foreach (var indicator in server.Live.State.Find(null)!.Plan.Indicators)
        {
            var page = parser.ParseDocument(await server.Anonymous.GetStringAsync($"/indicators/{indicator.Code}?lang={language}"));
            var shown = page.QuerySelectorAll("tr[data-unit]").Select(Cells).ToList();
            var rows = Rows(await server.Anonymous.GetStringAsync($"{Plan}/indicators/{indicator.Code}/units.csv?lang={language}"), language == "vi" ? ';' : ',');
            Assert.Equal(shown.Select(row => row[0]), rows.Skip(1).Select(row => row[1]));
            foreach (var (cells, row) in shown.Zip(rows.Skip(1)))
            {
                if (cells.Count == 2)
                {
                    Assert.Equal(cells[1], row[^1]);
                    continue;
                }
                var what = $"{indicator.Code} {cells[0]} {language}";
                Same(cells[1], row[2], what);
                if (indicator.Measure != Measure.Percent) continue;
                // "no gap" is a gap of none.
                Same(char.IsDigit(cells[2][0]) ? cells[2] : "0", row[3], what);
                Same(cells[3], row[5], what);
                Same(cells[4], row[6], what);
                Assert.Equal(DateOnly.ParseExact(cells[5], "dd/MM/yyyy", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row[7]);
                Assert.Equal(cells[6], row[8]);
            }
        }

        // As people read it, and as their spreadsheet does.
        void Same(string shown, string cell, string what)
        {
            var digits = string.Concat(shown.TakeWhile(letter => char.IsDigit(letter) || letter is '.' or ','));
            Assert.True(decimal.Parse(digits, NumberStyles.Number, numbers) == decimal.Parse(cell, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, numbers), $"{what}: {shown}, {cell}");
        }
    }

    [Fact]
    public async Task EveryTable_OfEveryIndicator_SaysWhatThePageSays()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        using var known = await server.ClientAsync(Role.Viewer);
        async Task<List<List<string>>> ReadAsync(string table) => Rows(await known.GetStringAsync($"{Plan}/indicators/1a/{table}.csv?lang=vi"), ';');
        var detail = server.Live.State.Find(null)!.Find("1a")!;

        var way = await ReadAsync("trajectory");
        Assert.Equal(["Ngày", "Loại", "Giá trị (%)", "Cận dưới (%)", "Cận trên (%)"], way[0].Take(5));
        Assert.Equal(detail.Series.Points.Select(point => point.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), way.Where(row => row[1] == "Số liệu").Select(row => row[0]));
        Assert.All(way.Skip(1), row => Assert.Equal("80", row[8]));
        Assert.Contains(way, row => row[1] == "Phiên họp" && row[13].Length > 0);
        var due = way[^1];
        Assert.Equal(("2023-12-31", "80"), (due[0], due[7]));
        Assert.Equal(Math.Floor(detail.Forecast!.Value!.Value * 10 + 0.5m) / 10, decimal.Parse(due[10], CultureInfo.GetCultureInfo("vi")));

        var pace = await ReadAsync("pace");
        Assert.Equal(["Cần", "Đang đạt", "Dự báo đến 31/12/2023"], pace.Skip(1).Take(3).Select(row => row[0]));
        Assert.Equal("điểm/tháng", pace[1][4]);
        var periods = await ReadAsync("periods");
        Assert.Equal(["Đơn vị", "Quý 1 (%)", "Quý 2 (%)", "Quý 3 (%)", "Quý 4 (%)"], periods[0]);
        Assert.Equal(1 + 11, periods.Count);

        foreach (var indicator in server.Live.State.Find(null)!.Plan.Indicators)
        {
            using var book = XlsxDocumentTests.Open(await known.GetByteArrayAsync($"{Plan}/indicators/{indicator.Code}.xlsx"));
            Assert.Empty(new OpenXmlValidator().Validate(book));
            Assert.Equal(["Chỉ tiêu", "Diễn biến", "Tốc độ", "Các đơn vị", "Đơn vị qua các kỳ", "Số liệu đã ghi nhận"], book.WorkbookPart!.Workbook!.Descendants<Sheet>().Select(sheet => sheet.Name!.Value));
        }
    }

    [Fact]
    public async Task WithoutFigures_ThatIsSaid()
    {
        await using var server = await BoardServer.StartAsync();
        var units = Rows(await server.Anonymous.GetStringAsync(Plan + "/indicators/1a/units.csv"), ';');
        Assert.Equal(1 + 11, units.Count);
        Assert.All(units.Skip(1), row => Assert.Equal("chưa báo cáo", row[^1]));
        Assert.Equal("Chưa có số liệu để tính tốc độ.", Rows(await server.Anonymous.GetStringAsync(Plan + "/indicators/1a/pace.csv"), ';')[1][0]);
        Assert.Equal("Hạn của chỉ tiêu", Rows(await server.Anonymous.GetStringAsync(Plan + "/indicators/1a/trajectory.csv"), ';').Single(row => row[0] == "2023-12-31")[1]);
        Assert.Single(Rows(await server.Anonymous.GetStringAsync(Plan + "/indicators/1a/revisions.csv"), ';'));
        Assert.All(Rows(await server.Anonymous.GetStringAsync(Plan + "/indicators/1a/periods.csv"), ';').Skip(1), row => Assert.All(row.Skip(1), cell => Assert.Equal("chưa có", cell)));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [InlineData("+84 \"số\"\n=1+1", "\"'+84 \"\"số\"\"\n=1+1\"")]
    [InlineData("-2;3", "\"'-2;3\"")]
    [InlineData("@sum", "'@sum")]
    public async Task WhatPeopleWrote_IsNeverAFormula(string note, string cell)
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        (await BoardServer.PostAsync(office, new { indicator = "1a", unit = "dak-ru", asOf = "2023-10-31", numerator = 710, denominator = 1000, note, confirm = true })).EnsureSuccessStatusCode();
        foreach (var (language, separator) in ((string, char)[])[("vi", ';'), ("en", ',')])
            Assert.EndsWith($"{separator}{cell}\r\n", await office.GetStringAsync($"{Plan}/indicators/1a/revisions.csv?lang={language}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoRecordedAFigure_AndWithWhichReport_IsSaid_ToWhomThePageSaysIt()
    {
        await using var seven = await Seven.StartAsync(isPublic: true);
        foreach (var name in Seven.Names)
        {
            var rows = Rows(await seven.Client(name).GetStringAsync(Plan + "/indicators/1a/revisions.csv?lang=en"), ',');
            var named = name != "nobody";
            Assert.Equal(named, rows[0].Contains("Recorded by"));
            Assert.Equal(named, rows.Skip(1).Any(row => row.Any(cell => cell.Contains("Reporter dak-ru", StringComparison.Ordinal))));
            // A report is for the unit whose it is, and for the committee's side.
            Assert.Equal(name is "committee" or "reporter" or "secretariat" or "admin", rows.Skip(1).Any(row => row.Contains(Seven.In)));
            Assert.Equal(name is "committee" or "reporter" or "secretariat" or "admin", rows.Skip(1).Any(row => row.Contains("a.pdf")));
            Assert.Equal(named, (await seven.Client(name).GetStringAsync(Plan + "/indicators/1a/trajectory.csv?lang=en")).Contains("Meeting", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("/api/v1/plans/none/indicators/1a.xlsx", "unknown-plan")]
    [InlineData(Plan + "/indicators/none.xlsx", "unknown-indicator")]
    [InlineData(Plan + "/indicators/none/units.csv", "unknown-indicator")]
    [InlineData(Plan + "/indicators/1a/none.csv", "not-found")]
    [InlineData(Plan + "/indicators/1a/revisions.csv?unit=none", "unknown-unit")]
    public async Task WhatIsNotThere_IsSaid(string address, string code)
    {
        await using var server = await BoardServer.StartAsync();
        await server.Anonymous.GetAsync(address).ExpectProblemAsync(404, code);
    }

    [Fact]
    public async Task OneUnit_IsAnsweredAlone_OrNotAtAll()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        foreach (var table in (string[])["units", "periods", "revisions"])
        {
            var whole = Rows(await server.Anonymous.GetStringAsync($"{Plan}/indicators/1a/{table}.csv"), ';');
            var own = Rows(await server.Anonymous.GetStringAsync($"{Plan}/indicators/1a/{table}.csv?unit=dak-sin"), ';');
            Assert.Equal(whole.Where((row, i) => i == 0 || row.Contains("Xã Đắk Sin")), own);
            Assert.InRange(own.Count, 2, whole.Count - 1);
        }
        foreach (var table in (string[])["facts", "trajectory", "pace"]) await server.Anonymous.GetAsync($"{Plan}/indicators/1a/{table}.csv?unit=dak-sin").ExpectProblemAsync(422, "not-by-unit");
    }

    private static List<string> Cells(IElement row) => [.. row.Children.Select(cell => cell.TextContent.Trim().Replace('\u00A0', ' '))];

    private static List<List<string>> Rows(string table, char separator)
    {
        var rows = new List<List<string>>();
        var (row, cell, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        foreach (var letter in table.TrimStart('\uFEFF'))
        {
            if (letter == '"') quoted = !quoted;
            else if (quoted || letter != separator && letter is not '\r' and not '\n') cell.Append(letter);
            else if (letter == separator || letter == '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (letter != '\n') continue;
                rows.Add(row);
                row = [];
            }
        }
        return rows;
    }
}
