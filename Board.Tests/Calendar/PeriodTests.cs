using System.Globalization;
using Board.Domain.Calendar;
using Board.Domain.Plans;
using CsCheck;

namespace Board.Tests.Calendar;

public class PeriodTests
{
    private static readonly Gen<PeriodKind> RecurringKind = Gen.OneOf(PeriodKind.Month, PeriodKind.Quarter, PeriodKind.Half, PeriodKind.Year);

    private static readonly Gen<DateOnly> AnyDay = Gen.Int[new DateOnly(1, 1, 1).DayNumber, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber);

    [Theory]
    [InlineData("2023-11", PeriodKind.Month, "2023-11-01", "2023-11-30")]
    [InlineData("2023-Q3", PeriodKind.Quarter, "2023-07-01", "2023-09-30")]
    [InlineData("2023-H1", PeriodKind.Half, "2023-01-01", "2023-06-30")]
    [InlineData("2023", PeriodKind.Year, "2023-01-01", "2023-12-31")]
    [InlineData("2024-02", PeriodKind.Month, "2024-02-01", "2024-02-29")]
    [InlineData("2100-02", PeriodKind.Month, "2100-02-01", "2100-02-28")]
    [InlineData("9999-Q4", PeriodKind.Quarter, "9999-10-01", "9999-12-31")]
    public void TryParse_GivesThePeriod_OfItsText(string text, PeriodKind kind, string first, string last)
    {
        Assert.True(Period.TryParse(text, out var period));
        Assert.Equal((kind, Day(first), Day(last)), (period.Kind, period.FirstDay, period.LastDay));
        Assert.Equal(text, period.ToString());
    }

    [Fact]
    public void Once_HasNoDays()
    {
        Assert.True(Period.TryParse("once:unit-plan", out var period));
        Assert.Equal(Period.Once("unit-plan"), period);
        Assert.Equal((PeriodKind.Once, "unit-plan"), (period.Kind, period.Rule));
        Assert.Null(period.FirstDay);
        Assert.Null(period.LastDay);
        Assert.Null(period.Previous);
        Assert.Equal("once:unit-plan", period.ToString());
    }

    [Fact]
    public void Once_TakesEveryCodeThatAPlanFileMayHold() =>
        Assert.True(Period.TryParse("once:v.3-b", out var period) && period == Period.Once("v.3-b"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2023-Q5")]
    [InlineData("2023-Q0")]
    [InlineData("2023-q3")]
    [InlineData("2023-H3")]
    [InlineData("2023-H0")]
    [InlineData("2023-13")]
    [InlineData("2023-00")]
    [InlineData("2023-1")]
    [InlineData("2023-011")]
    [InlineData("2023-Q3 ")]
    [InlineData("2023-Q3\n")]
    [InlineData("2023-")]
    [InlineData("23-Q1")]
    [InlineData("0000")]
    [InlineData("02023")]
    [InlineData("+202")]
    [InlineData("-2023")]
    [InlineData(" 2023")]
    [InlineData("2023\0")]
    [InlineData("２０２３")]
    [InlineData("2023-Q３")]
    [InlineData("2023-1１")]
    [InlineData("٢٠٢٣")]
    [InlineData("once")]
    [InlineData("once:")]
    [InlineData("Once:unit-plan")]
    [InlineData("once:unit plan")]
    [InlineData("once:..")]
    [InlineData("once:unit_plan")]
    [InlineData("once:../x")]
    public void TryParse_Refuses_WhatIsNotAPeriod(string? text)
    {
        Assert.False(Period.TryParse(text, out var period));
        Assert.Null(period);
    }

    [Fact]
    public void TryParse_ReadsWhatToStringWrites() =>
        Gen.Select(RecurringKind, AnyDay).Sample((kind, day) =>
        {
            var period = Period.Of(kind, day);
            Assert.True(Period.TryParse(period.ToString(), out var parsed));
            Assert.Equal(period, parsed);
        });

    [Fact]
    public void TryParse_NeverThrows_AndAcceptsOnlyWhatItWouldWrite() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.OneOf("0129-QHonce: ３".ToCharArray()), 0, 8]).Sample(
            text => Assert.True(!Period.TryParse(text, out var period) || period.ToString() == text),
            iter: 20_000);

    [Fact]
    public void Of_ContainsItsDay() =>
        Gen.Select(RecurringKind, AnyDay).Sample((kind, day) =>
        {
            var period = Period.Of(kind, day);
            Assert.InRange(day, period.FirstDay!.Value, period.LastDay!.Value);
        });

    [Fact]
    public void AllOf_CoversTheYear_WithoutGapOrOverlap() =>
        Gen.Select(RecurringKind, Gen.Int[2, 9999]).Sample((kind, year) =>
        {
            var periods = Period.AllOf(kind, year);
            Assert.Equal(new DateOnly(year, 1, 1), periods[0].FirstDay);
            Assert.Equal(new DateOnly(year, 12, 31), periods[^1].LastDay);
            foreach (var period in periods)
            {
                Assert.Equal(period.FirstDay!.Value.AddDays(-1), period.Previous!.LastDay);
                Assert.Equal(kind, period.Previous.Kind);
            }
            Assert.Equal(periods.SkipLast(1), periods.Skip(1).Select(period => period.Previous!));
        });

    [Fact]
    public void Factories_Refuse_WhatHasNoText()
    {
        Assert.Throws<ArgumentException>(() => Period.Once("unit plan"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Period.AllOf(PeriodKind.Once, 2023));
        Assert.Throws<ArgumentOutOfRangeException>(() => Period.Of(PeriodKind.Once, new(2023, 6, 1)));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
