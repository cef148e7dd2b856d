using System.Text;
using Board.Web.Documents;

namespace Board.Tests.Documents;

public sealed class CsvDocumentTests
{
    [Fact]
    public void File_BeginsWithTheMark_ByWhichSpreadsheetsKnowUtf8() => Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'a'], new CsvDocument("a").ToBytes().Take(4));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+84", "'+84")]
    [InlineData("-2", "'-2")]
    [InlineData("@sum", "'@sum")]
    [InlineData("＝1", "'＝1")]
    [InlineData("\u200B=1", "'\u200B=1")]
    [InlineData(" =cmd|' /C calc'!A0", "' =cmd|' /C calc'!A0")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=a\",b", "\"'=a\"\",b\"")]
    [InlineData("Xã Đắk Ru", "Xã Đắk Ru")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData("a=b", "a=b")]
    public void AText_IsNeverAFormula(string text, string cell) => Assert.Equal(cell, Row(text));

    [Fact]
    public void NumbersAndDays_AreForMachines() =>
        Assert.Equal("-1234.5,2023-11-24,2023-11-24T08:00:00+07:00,true,7,", Row(-1234.50m, new DateOnly(2023, 11, 24), new DateTimeOffset(2023, 11, 24, 8, 0, 0, TimeSpan.FromHours(7)), true, 7, null));

    private static string Row(params object?[] cells)
    {
        var table = new CsvDocument("head");
        table.Add(cells);
        var text = Encoding.UTF8.GetString(table.ToBytes());
        Assert.StartsWith("\uFEFFhead\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        return text["\uFEFFhead\r\n".Length..^2];
    }
}
