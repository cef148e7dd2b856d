using Board.Domain.Plans;
using Board.Web.Administration;

namespace Board.Tests.Administration;

public sealed class RegisterColumnTests
{
    private static readonly ReportingUnit[] Units =
    [
        new("kien-duc", "Thị trấn Kiến Đức", UnitKind.Commune, false, true, new("TT Kiến Đức", "Kien Duc")),
        new("dak-ru", "Xã Đắk Ru", UnitKind.Commune, false, true, null),
        new("dak-sin", "Xã Đắk Sin", UnitKind.Commune, false, true, null),
    ];

    [Theory]
    [InlineData("Thị trấn Kiến Đức\t15.218\nXã Đắk Ru\t9.874", "kien-duc 15218, dak-ru 9874")]
    [InlineData("xa dak ru\t9874\r\nTT Kiến Đức\t15218\r\n", "kien-duc 15218, dak-ru 9874")]
    [InlineData("1\tĐắk Ru\t9.874\n2\tĐĂK SIN\t6.043", "dak-ru 9874, dak-sin 6043")]
    [InlineData("15.218\n9.874\n6.043", "kien-duc 15218, dak-ru 9874, dak-sin 6043")]
    [InlineData("\n15.218\n\n9.874\n6.043\n", "kien-duc 15218, dak-ru 9874, dak-sin 6043")]
    public void AColumn_IsRead_HoweverItsUnitsAreSpelled(string text, string expected)
    {
        var column = RegisterColumn.Read(text, Units);
        Assert.Empty(column.Faults);
        Assert.Equal(expected, string.Join(", ", Units.Where(unit => column.Values.ContainsKey(unit.Code)).Select(unit => $"{unit.Code} {column.Values[unit.Code]}")));
    }

    [Theory]
    [InlineData("", "paste-empty")]
    [InlineData(" \t \n", "paste-empty")]
    [InlineData("1\n2", "paste-other-count 2 3")]
    [InlineData("Xã Đắk Ru\t80.5", "paste-not-a-number 1 80.5")]
    [InlineData("Xã Đắk Ru\t-5", "paste-not-a-number 1 -5")]
    [InlineData("Xã Đắk Ru\t1\nXã Lạ\t2", "paste-unknown-unit 2 Xã Lạ")]
    [InlineData("Xã Đắk Ru\t1\nđắk ru\t2", "paste-unit-twice 2 Xã Đắk Ru")]
    [InlineData("Xã Đắk Ru\t=1+1", "paste-not-a-number 1 =1+1")]
    public void WhatIsNotUnderstood_IsSaid_AndNothingIsTaken(string text, string fault)
    {
        var column = RegisterColumn.Read(text, Units);
        Assert.Empty(column.Values);
        Assert.Equal(fault, string.Join(' ', column.Faults.Single().Arguments.Prepend(column.Faults.Single().Code)));
    }

    [Fact]
    public void AHugePaste_IsRefused() => Assert.Equal("too-long", RegisterColumn.Read(new('1', RegisterColumn.Longest + 1), Units).Faults.Single().Code);
}
