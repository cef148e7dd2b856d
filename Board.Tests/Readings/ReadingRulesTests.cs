using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Tests.Support;

namespace Board.Tests.Readings;

public sealed class ReadingRulesTests
{
    private static readonly DateOnly Today = new(2023, 11, 24);
    private static readonly Plan Percent = IndicatorBuilder.PlanOf(IndicatorBuilder.Indicator());
    private static readonly Plan Money = IndicatorBuilder.PlanOf(IndicatorBuilder.Indicator(money: true));
    private static readonly Plan Count = IndicatorBuilder.PlanOf(IndicatorBuilder.Indicator(measure: Measure.Count));
    private static readonly Plan Amount = IndicatorBuilder.PlanOf(IndicatorBuilder.Indicator(measure: Measure.Amount));
    private static readonly Plan Registered = IndicatorBuilder.PlanOf(IndicatorBuilder.Indicator(), ("dak-ru", 1000));

    [Fact]
    public void Accept_GivesAProvisionalReading_WhenNothingIsWrong()
    {
        var verdict = ReadingRules.Accept(Percent, Draft(80, 100), Context());
        Assert.Equal(new Reading("1a", "dak-ru", Today, 1, new(80, 100), ReadingState.Provisional), verdict.Reading);
        Assert.Empty(verdict.Rejections);
        Assert.Empty(verdict.Warnings);
    }

    [Theory]
    [InlineData(-1d, 100d, "numerator:negative")]
    [InlineData(1d, -1d, "denominator:negative")]
    [InlineData(0d, 0d, "denominator:denominator-zero")]
    [InlineData(5d, 0d, "denominator:denominator-zero")]
    [InlineData(101d, 100d, "numerator:numerator-over-denominator")]
    [InlineData(1.5, 100d, "numerator:not-whole")]
    [InlineData(1d, 99.5, "denominator:not-whole")]
    [InlineData(null, 100d, "numerator:missing")]
    [InlineData(1d, null, "denominator:missing")]
    [InlineData(null, null, "numerator:missing denominator:missing")]
    [InlineData(-1d, -1d, "numerator:negative denominator:negative")]
    [InlineData(0d, 100d, "")]
    [InlineData(100d, 100d, "")]
    [InlineData(0d, 1d, "")]
    public void Accept_RefusesAShare_ThatCannotBe(double? n, double? d, string expected) =>
        AssertRefused(expected, Percent, Draft((decimal?)n, (decimal?)d));

    [Fact]
    public void Accept_TakesNumbers_UpToAHundredTrillion()
    {
        AssertRefused("", Percent, Draft(100_000_000_000_000, 100_000_000_000_000));
        AssertRefused("denominator:too-large", Percent, Draft(1, 100_000_000_000_001));
        AssertRefused("numerator:too-large denominator:too-large", Percent, Draft(decimal.MaxValue, decimal.MaxValue));
    }

    [Fact]
    public void Accept_TakesFourDecimals_WhereTheyAreAllowed()
    {
        AssertRefused("", Money, Draft(1.2345m, 99.9999m));
        AssertRefused("numerator:too-precise", Money, Draft(1.23456m, 99m));
        AssertRefused("", Amount, Value(0.0001m));
        AssertRefused("value:too-precise", Amount, Value(0.00001m));
        AssertRefused("value:not-whole", Count, Value(0.5m));
        AssertRefused("", Percent, Draft(80.0000000m, 100.00m));
    }

    [Fact]
    public void Accept_RefusesATypedPercentage()
    {
        AssertRefused("value:percentage-typed", Percent, Draft(80, 100) with { Value = 80 });
        AssertRefused("value:percentage-typed numerator:missing denominator:missing", Percent, Value(80));
    }

    [Fact]
    public void Accept_TakesOneValue_WhereTheIndicatorIsNoShare()
    {
        AssertRefused("", Count, Value(0));
        AssertRefused("value:missing", Count, Draft(null, null));
        AssertRefused("value:negative", Amount, Value(-0.5m));
        AssertRefused("numerator:not-a-share denominator:not-a-share", Count, Value(3) with { Numerator = 3, Denominator = 4 });
        Assert.Equal(new Figure(12, null), ReadingRules.Accept(Count, Value(12), Context()).Reading!.Figure);
    }

    [Fact]
    public void Accept_TakesDaysOfThePlanYear_UpToToday()
    {
        AssertRefused("", Percent, Draft(1, 2) with { AsOf = new(2023, 1, 1) });
        AssertRefused("asOf:as-of-outside-plan-year", Percent, Draft(1, 2) with { AsOf = new(2022, 12, 31) });
        AssertRefused("asOf:as-of-in-future", Percent, Draft(1, 2) with { AsOf = Today.AddDays(1) });
        var after = new ReadingContext(new(2024, 2, 1), null, 0);
        AssertRefused("", Percent, Draft(1, 2) with { AsOf = new(2023, 12, 31) }, after);
        AssertRefused("asOf:as-of-outside-plan-year", Percent, Draft(1, 2) with { AsOf = new(2024, 1, 1) }, after);
    }

    [Fact]
    public void Accept_RefusesWhoeverIsNotASource()
    {
        AssertRefused("unit:unit-not-expected", Percent, Draft(1, 2) with { Unit = "dak-sin" });
        AssertRefused("unit:unknown-unit", Percent, Draft(1, 2) with { Unit = "nowhere" });
        AssertRefused("indicator:unknown-indicator", Percent, Draft(1, 2) with { Indicator = "9z" });
        AssertRefused("indicator:unknown-indicator unit:unknown-unit", Percent, Draft(1, 2) with { Indicator = "9z", Unit = "" });
    }

    [Fact]
    public void Accept_KeepsToTheRegister_WhereItKnowsTheDenominator()
    {
        Assert.Equal(new Figure(800, 1000), ReadingRules.Accept(Registered, Draft(800, null), Context()).Reading!.Figure);
        AssertRefused("", Registered, Draft(800, 1000));
        AssertRefused("denominator:denominator-differs", Registered, Draft(800, 999));
        AssertRefused("denominator:denominator-differs", Registered, Draft(800, 1001));
        AssertRefused("numerator:numerator-over-denominator", Registered, Draft(1001, null));
        AssertRefused("denominator:denominator-zero", Registered, Draft(0, 0));
    }

    [Fact]
    public void Accept_RefusesNotes_ThatAreTooLongOrHideCharacters()
    {
        AssertRefused("", Percent, Draft(1, 2) with { Note = new string('ắ', 2000) });
        AssertRefused("note:too-long", Percent, Draft(1, 2) with { Note = new string('a', 2001) });
        AssertRefused("", Percent, Draft(1, 2) with { Note = "dòng một\r\n\tdòng hai" });
        AssertRefused("note:control-characters", Percent, Draft(1, 2) with { Note = "a\0b" });
        AssertRefused("note:control-characters", Percent, Draft(1, 2) with { Note = "\u001b[2J" });
    }

    [Theory]
    [InlineData(50, 100, 70, 100, "")]
    [InlineData(70, 100, 50, 100, "")]
    [InlineData(500, 1000, 701, 1000, "numerator:jump")]
    [InlineData(701, 1000, 500, 1000, "numerator:jump")]
    // Exactly 20 points, whose last digits round apart: 6,6…7 and 26,6…7.
    [InlineData(2, 30, 8, 30, "")]
    [InlineData(1, 30, 7, 30, "")]
    [InlineData(80, 100, 760, 1000, "numerator:scale-slip denominator:scale-slip")]
    [InlineData(10, 1000, 95, 1000, "numerator:scale-slip")]
    [InlineData(100, 1000, 949, 10000, "denominator:scale-slip")]
    [InlineData(95, 1000, 10, 1000, "numerator:scale-slip")]
    [InlineData(94, 1000, 10, 1000, "")]
    [InlineData(0, 1000, 100, 1000, "")]
    [InlineData(100, 1000, 0, 1000, "")]
    public void Accept_Warns_OfJumpsAndSlips(int n, int d, int nextN, int nextD, string expected)
    {
        var verdict = ReadingRules.Accept(Percent, Draft(nextN, nextD), Context(new(n, d)));
        Assert.NotNull(verdict.Reading);
        Assert.Equal(expected, Said(verdict.Warnings));
    }

    [Fact]
    public void Accept_WarnsOfSlips_InSingleValues()
    {
        Assert.Equal("value:scale-slip", Said(ReadingRules.Accept(Count, Value(120), Context(new(12, null))).Warnings));
        Assert.Equal("", Said(ReadingRules.Accept(Count, Value(60), Context(new(12, null))).Warnings));
    }

    [Fact]
    public void Accept_WarnsOfNothing_WhenItRefuses() =>
        Assert.Empty(ReadingRules.Accept(Percent, Draft(99, 98), Context(new(1, 98))).Warnings);

    internal static string Said(IEnumerable<Rejection> rejections) => string.Join(' ', rejections.Select(one => $"{one.Field}:{one.Code}"));

    private static void AssertRefused(string expected, Plan plan, ReadingDraft draft, ReadingContext? context = null)
    {
        var verdict = ReadingRules.Accept(plan, draft, context ?? Context());
        Assert.Equal(expected, Said(verdict.Rejections));
        Assert.Equal(expected.Length == 0, verdict.Reading is not null);
    }

    private static ReadingDraft Draft(decimal? n, decimal? d) => new("1a", "dak-ru", Today, n, d);

    private static ReadingDraft Value(decimal value) => new("1a", "dak-ru", Today, null, null, value);

    private static ReadingContext Context(Figure? last = null) => new(Today, last, 0);
}
