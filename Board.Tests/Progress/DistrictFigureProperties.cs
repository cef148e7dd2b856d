using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Tests.Support;
using CsCheck;

namespace Board.Tests.Progress;

/// <summary>What holds of every district figure, whoever has reported and whatever the register knows.</summary>
public sealed class DistrictFigureProperties
{
    private static readonly string[] Sources = [.. PlanBuilder.Communes.Take(5)];

    /// <summary>A plan, and readings of all its units; small wholes, so that the target is met, missed and hit exactly.</summary>
    private static readonly Gen<(Plan Plan, Reading[] All)> AnyDistrict =
        from measure in Gen.Int[0, 2].Select(number => (Measure)number)
        from higher in Gen.Bool
        from floor in Gen.Int[1, 99]
        from known in Gen.Bool.Array[Sources.Length]
        from wholes in Gen.Int[1, 20].Array[Sources.Length]
        from parts in Gen.Int[0, 20].Array[Sources.Length]
        let indicator = IndicatorBuilder.Indicator(floor, better: higher ? Better.Higher : Better.Lower, measure: measure, sources: Sources)
        let register = Enumerable.Range(0, Sources.Length).Where(index => known[index]).Select(index => (Sources[index], (decimal)wholes[index])).ToArray()
        select (IndicatorBuilder.PlanOf(indicator, register), Enumerable.Range(0, Sources.Length).Select(index => measure == Measure.Percent
            ? IndicatorBuilder.Reading(new(2023, 9, 30), Math.Min(parts[index], wholes[index]), wholes[index], Sources[index])
            : IndicatorBuilder.Reading(new(2023, 9, 30), parts[index], null, Sources[index])).ToArray());

    [Fact]
    public void Bounds_HoldTheValue_AndTheTruthOfWhoeverIsSilent() => Gen.Select(AnyDistrict, AnySubset).Sample((district, kept) =>
    {
        var some = Of(district.Plan, Kept(district.All, kept));
        var truth = Of(district.Plan, district.All);
        Assert.True(some.Low <= some.Value && (some.High is not { } high || some.Value <= high));
        Assert.True(some.Low <= truth.Value && (some.High is not { } most || truth.Value <= most));
        Assert.Equal(district.All.Length - Kept(district.All, kept).Length, some.Coverage.Missing.Count);
        Assert.Equal((some.Coverage.Complete, some.Low), (some.Coverage.Missing.Count == 0, some.Coverage.Complete ? some.Value : some.Low));
    }, iter: 5000);

    [Fact]
    public void Silence_NeverTurnsGreen() => Gen.Select(AnyDistrict, AnySubset).Sample((district, kept) =>
    {
        var floor = district.Plan.Indicators[0].Target.Floor;
        if (!Of(district.Plan, district.All).Meets(floor))
            Assert.False(Of(district.Plan, Kept(district.All, kept)).Meets(floor));
    }, iter: 10_000);

    [Fact]
    public void Silence_NeverTurnsAStatusGreen() => Gen.Select(AnyDistrict, AnySubset).Sample((district, kept) =>
    {
        var today = new DateOnly(2023, 11, 24);
        if (IndicatorBuilder.Assess(district.Plan, today, district.All).Status == ProgressStatus.Achieved) return;
        Assert.NotEqual(ProgressStatus.Achieved, IndicatorBuilder.Assess(district.Plan, today, Kept(district.All, kept)).Status);
        Assert.Equal(ProgressStatus.NoData, IndicatorBuilder.Assess(district.Plan, today).Status);
    });

    [Fact]
    public void Meets_AgreesWithTheBounds() => Gen.Select(AnyDistrict, AnySubset).Sample((district, kept) =>
    {
        var target = district.Plan.Indicators[0].Target;
        var figure = Of(district.Plan, Kept(district.All, kept));
        // The bounds are divided, so only a clear distance from the target proves anything.
        if (target.Better == Better.Higher && Math.Abs(figure.Low - target.Floor) > 1e-10m)
            Assert.Equal(figure.Low >= target.Floor, figure.Meets(target.Floor));
        if (target.Better == Better.Lower && Math.Abs((figure.High ?? decimal.MaxValue) - target.Floor) > 1e-10m)
            Assert.Equal(figure.High <= target.Floor, figure.Meets(target.Floor));
    }, iter: 5000);

    [Fact]
    public void Value_DoesNotDependOnTheOrder_AndIsBetweenTheUnitsShares() => Gen.Select(AnyDistrict, Gen.Int).Sample((district, seed) =>
    {
        var figure = Of(district.Plan, district.All);
        var shuffled = district.All.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(figure.Value, Of(district.Plan, shuffled).Value);
        var series = DistrictSeries.Of(district.Plan, district.Plan.Indicators[0], shuffled);
        Assert.Equal(figure.Value, Assert.Single(series.Points).Figure.Value);
        if (district.Plan.Indicators[0].Measure == Measure.Percent)
            Assert.InRange(figure.Value, district.All.Min(one => one.Figure.Value) - 1e-20m, district.All.Max(one => one.Figure.Value) + 1e-20m);
    });

    [Fact]
    public void Meets_IsTheExactComparison_OfWholeNumbers() =>
        Gen.Select(Gen.Long[0, 100_000_000_000_000], Gen.Long[1, 100_000_000_000_000], Gen.Int[0, 1000], Gen.Bool, Gen.Int[-1, 1]).Sample(
            (some, whole, floor, higher, off) =>
            {
                // Around the numerator that meets the target to the last one.
                var brink = (long)(UInt128)((Int128)floor * whole / 1000);
                var n = Math.Clamp(off == 0 ? some % (whole + 1) : brink + off, 0, whole);
                var plan = IndicatorBuilder.PlanOf(IndicatorBuilder.Indicator(floor / 10m, better: higher ? Better.Higher : Better.Lower));
                var exact = ((Int128)1000 * n).CompareTo((Int128)floor * whole);
                Assert.Equal(higher ? exact >= 0 : exact <= 0, IndicatorBuilder.District(plan, ("dak-ru", n, whole)).Meets(floor / 10m));
            }, iter: 5000);

    private static Gen<bool[]> AnySubset => Gen.Bool.Array[Sources.Length].Where(kept => kept.Any(one => one));

    private static Reading[] Kept(Reading[] all, bool[] kept) => [.. all.Where((_, index) => kept[index])];

    private static DistrictFigure Of(Plan plan, Reading[] readings) =>
        new(plan, plan.Indicators[0], readings.ToDictionary(reading => reading.Unit));
}
