using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Tests.Support;
using CsCheck;

namespace Board.Tests.Progress;

public sealed class GapTests
{
    [Theory]
    [InlineData(80, 780, 1000, Better.Higher, 20)]
    [InlineData(80, 0, 101, Better.Higher, 81)]
    [InlineData(80, 900, 1000, Better.Higher, 0)]
    [InlineData(33.3, 0, 10, Better.Higher, 4)]
    [InlineData(20, 250, 1000, Better.Lower, 50)]
    [InlineData(20, 21, 101, Better.Lower, 1)]
    [InlineData(20, 20, 101, Better.Lower, 0)]
    public void Count_IsWhatMustBeAdded_OrTaken(double floor, int n, int d, Better better, int gap) =>
        Assert.Equal(gap, Gap.Count(new((decimal)floor, null, better), new(n, d)));

    [Fact]
    public void Count_IsTheSpan_OfASingleValue()
    {
        Assert.Equal(5, Gap.Count(new(12, 20, Better.Higher), new(7, null)));
        Assert.Equal(3, Gap.Count(new(12, 5, Better.Lower), new(15, null)));
        Assert.Equal(0, Gap.Count(new(12, 5, Better.Lower), new(12, null)));
    }

    [Fact]
    public void Count_MeetsTheTargetExactly_AndOneFewerDoesNot() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Long[0, 100_000_000_000_000], Gen.Long[1, 100_000_000_000_000], Gen.Bool).Sample((floor, some, whole, higher) =>
        {
            var target = new Target(floor / 10m, null, higher ? Better.Higher : Better.Lower);
            var n = some % (whole + 1);
            var gap = Gap.Count(target, new(n, whole));
            Assert.True(gap >= 0 && gap == decimal.Truncate(gap));
            Assert.True(Meets(target, higher ? n + gap : n - gap, whole));
            if (gap > 0) Assert.False(Meets(target, higher ? n + gap - 1 : n - gap + 1, whole));
        }, iter: 5000);

    [Fact]
    public void UnitStanding_SharesTheGap_ByWhatEachUnitLacks()
    {
        var plan = IndicatorBuilder.PlanOf(IndicatorBuilder.Indicator(sources: ["dak-ru", "dak-sin", "dak-wer", "nhan-co"]), ("dak-wer", 200));
        var rows = UnitStanding.Of(plan, plan.Indicators[0], new[]
        {
            IndicatorBuilder.Reading(new(2023, 9, 30), 50, 100),
            IndicatorBuilder.Reading(new(2023, 9, 30), 95, 100, "dak-sin"),
            IndicatorBuilder.Reading(new(2023, 9, 30), 90, 100, "dak-wer"),
        }.ToDictionary(reading => reading.Unit));

        Assert.Equal(["dak-ru", "dak-sin", "dak-wer", "nhan-co"], rows.Select(row => row.Unit));
        Assert.Equal([30, 0, 70, null], rows.Select(row => row.Gap));
        Assert.Equal([0.3m, 0, 0.7m, null], rows.Select(row => row.GapShare));
        Assert.Equal(new Figure(90, 200), rows[2].Figure);
        Assert.Null(rows[3].Reading);
    }

    [Fact]
    public void UnitStanding_HasNoGap_WhereUnitsHaveNoTargetOfTheirOwn()
    {
        var plan = IndicatorBuilder.PlanOf(IndicatorBuilder.Indicator(measure: Measure.Count));
        var row = Assert.Single(UnitStanding.Of(plan, plan.Indicators[0],
            new Dictionary<string, Reading> { ["dak-ru"] = IndicatorBuilder.Reading(new(2023, 9, 30), 5, null) }));
        Assert.Equal(new Figure(5, null), row.Figure);
        Assert.Null(row.Gap);
        Assert.Null(row.GapShare);
    }

    [Fact]
    public void UnitStanding_SharesSumToOne_OrNobodyHasOne() => Gen.Int[0, 100].Array[1, 11].Sample(numerators =>
    {
        var units = PlanBuilder.Communes.Take(numerators.Length).ToList();
        var plan = IndicatorBuilder.PlanOf(IndicatorBuilder.Indicator(sources: units));
        var effective = units.Zip(numerators).ToDictionary(one => one.First, one => IndicatorBuilder.Reading(new(2023, 9, 30), one.Second, 100, one.First));
        var shares = UnitStanding.Of(plan, plan.Indicators[0], effective).Select(row => row.GapShare).ToList();
        if (numerators.All(n => n >= 80)) Assert.All(shares, share => Assert.Null(share));
        else Assert.Equal(1, decimal.Round(shares.Sum(share => share!.Value), 20));
    });

    private static bool Meets(Target target, decimal n, decimal whole) =>
        target.Better == Better.Higher ? 100m * n >= target.Floor * whole : 100m * n <= target.Floor * whole;
}
