using System.Globalization;
using Board.Domain.Readings;
using CsCheck;

namespace Board.Tests.Readings;

public sealed class VietnameseNumberTests
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    [Theory]
    [InlineData("1.234", "1234")]
    [InlineData("80,5", "80.5")]
    [InlineData("0", "0")]
    [InlineData("007", "7")]
    [InlineData("1234", "1234")]
    [InlineData("12.345.678", "12345678")]
    [InlineData("1.234,5678", "1234.5678")]
    [InlineData("1.234,567", "1234.567")]
    [InlineData("1234,567", "1234.567")]
    [InlineData("0,125", "0.125")]
    [InlineData("1,23", "1.23")]
    [InlineData(" 12 ", "12")]
    [InlineData("100.000.000.000.000", "100000000000000")]
    public void TryParse_Reads_WhatPeopleType(string text, string number)
    {
        Assert.True(VietnameseNumber.TryParse(text, out var read));
        Assert.Equal(decimal.Parse(number, CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("80.5")]
    [InlineData("1,234")]
    [InlineData("999,000")]
    [InlineData("1.23")]
    [InlineData("1.2345")]
    [InlineData("1234.567")]
    [InlineData("1..234")]
    [InlineData(".234")]
    [InlineData("1.")]
    [InlineData("1,")]
    [InlineData(",5")]
    [InlineData("1,2,3")]
    [InlineData("1,5.000")]
    [InlineData("0.123")]
    [InlineData("00.123")]
    [InlineData("012.345")]
    [InlineData("1,23456")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("+5")]
    [InlineData("-5")]
    [InlineData("1e3")]
    [InlineData("0x1F")]
    [InlineData("5%")]
    [InlineData("12 345")]
    [InlineData("12\u00A0345")]
    [InlineData("12\u202F345")]
    [InlineData("12\u200B345")]
    [InlineData("１２")]
    [InlineData("٣٤")]
    [InlineData("1.٢٣٤")]
    [InlineData("1,٥")]
    [InlineData("∞")]
    [InlineData("1.000.000.000.000.000")]
    public void TryParse_Refuses_WhatCouldBeReadInTwoWays(string text) => Assert.False(VietnameseNumber.TryParse(text, out _), text);

    [Fact]
    public void TryParse_ReadsBack_WhatTheCultureWrites() => Gen.Select(Gen.Long[0, 999_999_999_999_999], Gen.Int[0, 4]).Sample((digits, decimals) =>
    {
        var number = digits / (decimal)Math.Pow(10, decimals);
        var written = number.ToString("N4", Vietnamese).TrimEnd('0');
        // Three decimals after an ungrouped whole are refused on purpose.
        if (written.Length - written.IndexOf(',') == 4) written += '0';
        Assert.True(VietnameseNumber.TryParse(written.TrimEnd(','), out var read), written);
        Assert.Equal(number, read);
        Assert.True(VietnameseNumber.TryParse(number.ToString("0.0000", Vietnamese), out var ungrouped));
        Assert.Equal(number, ungrouped);
    }, iter: 2000);

    [Fact]
    public void TryParse_NeverThrows_AndNeverGivesMoreThanItSays() =>
        Gen.OneOf(Gen.String, Gen.Char["0123456789.,  +-e"].Array[0, 24].Select(letters => new string(letters))).Sample(text =>
        {
            if (!VietnameseNumber.TryParse(text, out var number)) return;
            Assert.True(number >= 0 && decimal.Round(number, ReadingRules.Decimals) == number);
            var plain = text.Trim().Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
            Assert.Equal(decimal.Parse(plain, CultureInfo.InvariantCulture), number);
        }, iter: 5000);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1234", "1.234")]
    [InlineData("80.5", "80,5")]
    [InlineData("1.234", "1,2340")]
    [InlineData("0.125", "0,1250")]
    [InlineData("100000000000000", "100.000.000.000.000")]
    public void Write_WritesWhatPeopleType(string number, string written) =>
        Assert.Equal(written, VietnameseNumber.Write(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void WhatIsWritten_IsReadAgain() => Gen.Long[0, 1_000_000_000_000_000_000L].Sample(tenThousandths =>
    {
        var number = tenThousandths / 10_000m;
        return VietnameseNumber.TryParse(VietnameseNumber.Write(number), out var read) && read == number;
    });
}
