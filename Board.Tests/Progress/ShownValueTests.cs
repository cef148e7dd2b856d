using Board.Domain.Plans;
using Board.Domain.Progress;
using CsCheck;

namespace Board.Tests.Progress;

public sealed class ShownValueTests
{
    [Theory]
    [InlineData(79.96, 80, null, Better.Higher, 79.9)]
    [InlineData(79.99999, 80, null, Better.Higher, 79.9)]
    [InlineData(80, 80, null, Better.Higher, 80)]
    [InlineData(80.04, 80, null, Better.Higher, 80)]
    [InlineData(80.05, 80, null, Better.Higher, 80.1)]
    [InlineData(79.85, 80, null, Better.Higher, 79.9)]
    [InlineData(79.84, 80, null, Better.Higher, 79.8)]
    [InlineData(54.96, 55, 60d, Better.Higher, 54.9)]
    [InlineData(59.96, 55, 60d, Better.Higher, 59.9)]
    [InlineData(60, 55, 60d, Better.Higher, 60)]
    [InlineData(20.04, 20, null, Better.Lower, 20.1)]
    [InlineData(20, 20, null, Better.Lower, 20)]
    [InlineData(19.96, 20, null, Better.Lower, 20)]
    [InlineData(5.04, 20, 5d, Better.Lower, 5.1)]
    [InlineData(66.665, 66.67, null, Better.Higher, 66.6)]
    [InlineData(66.67, 66.67, null, Better.Higher, 66.7)]
    public void Round_StaysOnItsSide_OfTheTarget(double value, double floor, double? aim, Better better, double shown) =>
        Assert.Equal((decimal)shown, ShownValue.Round((decimal)value, new((decimal)floor, (decimal?)aim, better)));

    [Theory]
    [InlineData(0.05, 0.1)]
    [InlineData(0.049, 0)]
    [InlineData(12.25, 12.3)]
    public void Round_IsHalfUp_WithoutATarget(double value, double shown) => Assert.Equal((decimal)shown, ShownValue.Round((decimal)value));

    [Fact]
    public void Round_CrossesNoMark_AndStaysWithinATenth() => Cases.Sample((value, target) =>
    {
        var shown = ShownValue.Round(value, target);
        Assert.Equal(decimal.Round(shown, 1), shown);
        Assert.True(Math.Abs(shown - value) < 0.1m, $"{value} is shown as {shown}");
        foreach (var mark in new[] { target.Floor, target.Aim ?? target.Floor })
            Assert.Equal(Reaches(value, mark, target.Better), Reaches(shown, mark, target.Better));
    }, iter: 20_000);

    private static bool Reaches(decimal value, decimal mark, Better better) => better == Better.Higher ? value >= mark : value <= mark;

    // Values near the marks; marks a tenth apart at least, since nothing could be shown between closer ones.
    private static Gen<(decimal, Target)> Cases =>
        from floor in Gen.Int[0, 100_000]
        from aim in Gen.Int[0, 3000]
        from better in Gen.Bool
        from near in Gen.Bool
        from offset in Gen.Int[-30_000, 30_000]
        let higher = better ? Better.Higher : Better.Lower
        let mark = floor / 1000m
        let far = aim < 100 ? (decimal?)null : higher == Better.Higher ? mark + aim / 1000m : mark - aim / 1000m
        select ((near && far is { } end ? end : mark) + offset / 100_000m, new Target(mark, far, higher));
}
