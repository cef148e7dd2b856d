using Board.Domain.Plans;
using static Board.Tests.Support.IndicatorBuilder;

namespace Board.Tests.Progress;

public sealed class DistrictFigureTests
{
    private static readonly string[] Two = ["dak-ru", "dak-sin"];

    [Fact]
    public void Value_IsSumOverSum_NotAMeanOfPercentages()
    {
        var figure = District(PlanOf(Indicator(sources: Two)), ("dak-ru", 90, 100), ("dak-sin", 100, 900));
        Assert.Equal(19, figure.Value);
        Assert.Equal((190, 1000), (figure.Numerator, figure.Denominator));
        Assert.Equal((19m, 19m), (figure.Low, figure.High!.Value));
        Assert.Equal(61, figure.GapPoints);
        Assert.Equal(610, figure.GapCount);
    }

    [Fact]
    public void Bounds_TakeTheSilentForNothingAndForAll_WhereTheRegisterKnowsThem()
    {
        var figure = District(PlanOf(Indicator(sources: Two), ("dak-sin", 300)), ("dak-ru", 90, 100));
        Assert.Equal((90m, 22.5m, 97.5m), (figure.Value, figure.Low, figure.High!.Value));
        Assert.False(figure.Meets(80));
        Assert.True(figure.Meets(22.5m));
        Assert.Equal(["dak-sin"], figure.Coverage.Missing);
        Assert.Equal((1, 2), (figure.Coverage.Reported, figure.Coverage.Expected));
    }

    [Fact]
    public void Bounds_AreNoneAndAll_WhereTheRegisterDoesNotKnowOneOfTheSilent()
    {
        var figure = District(PlanOf(Indicator(sources: ["dak-ru", "dak-sin", "dak-wer"]), ("dak-sin", 1)), ("dak-ru", 100, 100));
        Assert.Equal((0m, 100m), (figure.Low, figure.High!.Value));
        Assert.False(figure.Meets(0.1m));
        Assert.True(figure.Meets(0));
    }

    [Fact]
    public void Meets_TurnsRound_WhereLowerIsBetter()
    {
        var indicator = Indicator(20, better: Better.Lower, sources: Two);
        Assert.True(District(PlanOf(indicator), ("dak-ru", 20, 100), ("dak-sin", 20, 100)).Meets(20));
        Assert.False(District(PlanOf(indicator), ("dak-ru", 21, 100), ("dak-sin", 20, 100)).Meets(20));
        Assert.False(District(PlanOf(indicator), ("dak-ru", 0, 100)).Meets(20));
        Assert.False(District(PlanOf(indicator), ("dak-ru", 0, 100)).Meets(99.9m));
        Assert.True(District(PlanOf(indicator, ("dak-sin", 25)), ("dak-ru", 0, 100)).Meets(20));
        Assert.False(District(PlanOf(indicator, ("dak-sin", 26)), ("dak-ru", 0, 100)).Meets(20));
        Assert.Equal(5, District(PlanOf(indicator), ("dak-ru", 25, 100)).GapPoints);
    }

    [Fact]
    public void Meets_IsExact_NextToTheTargetOfLargeNumbers()
    {
        var plan = PlanOf(Indicator(66.7m));
        Assert.True(District(plan, ("dak-ru", 66_700_000_000_000, 100_000_000_000_000)).Meets(66.7m));
        Assert.False(District(plan, ("dak-ru", 66_699_999_999_999, 100_000_000_000_000)).Meets(66.7m));
        // 1 of 3 is 33,3… for ever: no rounded value may reach 33,34 nor miss its own third.
        Assert.False(District(plan, ("dak-ru", 1, 3)).Meets(33.34m));
        Assert.True(District(plan, ("dak-ru", 1, 3)).Meets(33.33m));
    }

    [Fact]
    public void Single_Values_AreAddedUp()
    {
        var higher = PlanOf(Indicator(12, measure: Measure.Count, sources: Two));
        var one = District(higher, ("dak-ru", 12, null));
        Assert.Equal((12, null, 12, null), (one.Value, one.Denominator, one.Low, one.High));
        Assert.True(one.Meets(12));
        Assert.False(one.Meets(13));
        Assert.Equal(15, District(higher, ("dak-ru", 12, null), ("dak-sin", 3, null)).Value);

        var lower = PlanOf(Indicator(12, better: Better.Lower, measure: Measure.Amount, sources: Two));
        Assert.False(District(lower, ("dak-ru", 0, null)).Meets(12));
        Assert.True(District(lower, ("dak-ru", 6, null), ("dak-sin", 6, null)).Meets(12));
        Assert.False(District(lower, ("dak-ru", 6, null), ("dak-sin", 6.1m, null)).Meets(12));
    }

    [Fact]
    public void Denominator_IsTheRegisters_WhereItHasOne()
    {
        var figure = District(PlanOf(Indicator(sources: Two), ("dak-ru", 200)), ("dak-ru", 90, 100), ("dak-sin", 30, 100));
        Assert.Equal((120, 300, 40), (figure.Numerator, figure.Denominator, figure.Value));
    }

    [Fact]
    public void Denominator_IgnoresTheRegister_OfAnotherYearOrGroup()
    {
        var plan = PlanOf(Indicator(), ("dak-ru", 200));
        Assert.Equal(100, District(plan with { Denominators = [plan.Denominators[0] with { Year = 2022 }] }, ("dak-ru", 90, 100)).Denominator);
        Assert.Equal(100, District(plan with { Denominators = [plan.Denominators[0] with { Group = "households" }] }, ("dak-ru", 90, 100)).Denominator);
        Assert.Equal(100, District(plan with { Indicators = [plan.Indicators[0] with { Group = null }] }, ("dak-ru", 90, 100)).Denominator);
    }
}
