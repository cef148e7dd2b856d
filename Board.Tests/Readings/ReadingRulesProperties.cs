using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Tests.Support;
using CsCheck;

namespace Board.Tests.Readings;

public sealed class ReadingRulesProperties
{
    private static readonly Plan[] Plans =
    [
        .. from measure in Enum.GetValues<Measure>()
           from money in new[] { false, true }
           from register in new (string, decimal)[][] { [], [("dak-ru", 1000)] }
           select IndicatorBuilder.PlanOf(IndicatorBuilder.Indicator(measure: measure, money: money), register),
    ];

    private static readonly Gen<decimal?> AnyNumber = Gen.OneOf(
        Gen.Int[-5, 1200].Select(number => (decimal?)number),
        Gen.Int[-5, 120_000].Select(number => (decimal?)number / 100),
        Gen.Decimal.Select(number => (decimal?)number),
        OneOf<decimal?>(null, 0, 1000, 100_000_000_000_000, decimal.MaxValue, decimal.MinValue, 0.0001m, 1e-28m));

    private static readonly Gen<DateOnly> AnyDay = Gen.OneOf(
        Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber),
        Gen.Int[0, 364].Select(day => new DateOnly(2023, 1, 1).AddDays(day)));

    private static readonly Gen<string> AnyUnit = Gen.OneOf(Gen.Const("dak-ru"), Gen.Const("dak-ru"), Gen.Const("vhtt"), Gen.String);

    private static readonly Gen<Figure?> AnyLast =
        Gen.Select(Gen.Int[0, 1000], Gen.Int[1, 1000], Gen.Bool).Select((n, d, none) => none ? null : (Figure?)new Figure(n, d));

    private static readonly Gen<(Plan Plan, ReadingDraft Draft, ReadingContext Context)> AnyCase =
        from plan in OneOf(Plans)
        from unit in AnyUnit
        from asOf in AnyDay
        from numbers in Gen.OneOf(
            Gen.Select(AnyNumber, AnyNumber, AnyNumber),
            Gen.Int[0, 1000].Select(n => ((decimal?)n, (decimal?)1000, (decimal?)null)),
            Gen.Int[0, 1000].Select(n => ((decimal?)null, (decimal?)null, (decimal?)n)))
        from note in Gen.OneOf(Gen.Const((string?)null), Gen.String.Select(text => (string?)text))
        from today in Gen.OneOf(AnyDay, Gen.Int[-1, 400].Select(days => DateOnly.FromDayNumber(Math.Clamp(asOf.DayNumber + days, 0, DateOnly.MaxValue.DayNumber))))
        from last in AnyLast
        from revision in Gen.Int[0, 50]
        select (plan, new ReadingDraft("1a", unit, asOf, numbers.Item1, numbers.Item2, numbers.Item3, note), new ReadingContext(today, last, revision));

    [Fact]
    public void Accept_NeverThrows_AndIsNeverBothReadingAndRefusal() => AnyCase.Sample(one =>
    {
        var verdict = ReadingRules.Accept(one.Plan, one.Draft, one.Context);
        Assert.Equal(verdict.Reading is null, verdict.Rejections.Count > 0);
        if (verdict.Reading is null) Assert.Empty(verdict.Warnings);
    }, iter: 3000);

    [Fact]
    public void Accept_GivesAShareBetweenNoneAndAll_InTheYearAndNotAhead() => AnyCase.Sample(one =>
    {
        if (ReadingRules.Accept(one.Plan, one.Draft, one.Context).Reading is not { } reading) return;
        var indicator = one.Plan.Indicators[0];
        Assert.Equal(indicator.Measure == Measure.Percent, reading.Figure.Denominator is not null);
        Assert.InRange(reading.Figure.Numerator, 0, reading.Figure.Denominator ?? ReadingRules.Largest);
        Assert.True(reading.Figure.Denominator is null or > 0);
        Assert.True(!indicator.Whole || reading.Figure.Numerator == decimal.Truncate(reading.Figure.Numerator));
        Assert.True(reading.AsOf.Year == one.Plan.Year && reading.AsOf <= one.Context.Today);
        Assert.Contains(reading.Unit, indicator.Sources);
    }, iter: 3000);

    [Fact]
    public void Accept_AcceptsOften_SoThatTheOtherPropertiesSaySomething()
    {
        var accepted = 0;
        AnyCase.Sample(one =>
        {
            if (ReadingRules.Accept(one.Plan, one.Draft, one.Context).Reading is not null) Interlocked.Increment(ref accepted);
        }, iter: 20_000);
        Assert.True(accepted > 200, $"Only {accepted} of 20000 drafts were accepted.");
    }

    [Fact]
    public void Accept_OnlyRaisesRevisions() => Gen.Select(Gen.Int[0, 100], Gen.Int[0, 100]).Sample((revision, n) =>
    {
        var today = new DateOnly(2023, 9, 30);
        var verdict = ReadingRules.Accept(Plans[0], new("1a", "dak-ru", today, n, 100), new(today, new(50, 100), revision));
        Assert.Equal(revision + 1, verdict.Reading!.Revision);
    });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
