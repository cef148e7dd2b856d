using Board.Domain.Plans;
using Board.Tests.Support;
using Board.Web.Administration;

namespace Board.Tests.Administration;

/// <summary>A changed threshold finds its place in the name, or the name is left to a person.</summary>
public sealed class TargetWordingTests
{
    private static readonly Plan Plan = PlanFile.Read(SeedPlan.Bytes()).Plan!;

    [Theory]
    [InlineData("1a", 85, null, "Tỷ lệ dân số (tính trên toàn bộ dân số) có điện thoại thông minh đạt từ 85% trở lên")]
    [InlineData("3d", 7.5, null, "Tỷ trọng doanh thu thương mại điện tử trong tổng mức bán lẻ đạt từ 7,5% trở lên")]
    [InlineData("3e", 60, 65, "Tỷ lệ người dân từ 15 tuổi trở lên có tài khoản giao dịch tại ngân hàng hoặc các tổ chức được phép khác đạt từ 60 -65%")]
    [InlineData("4a", 70, 80, "Máy tính đủ điều kiện cài đặt phần mềm phòng chống mã độc tập trung đạt từ 70 – 80%")]
    [InlineData("4b", 90, null, "90% hệ thống thông tin được xác định cấp độ và triển khai phương án bảo vệ")]
    [InlineData("3e", 55, 65, "Tỷ lệ người dân từ 15 tuổi trở lên có tài khoản giao dịch tại ngân hàng hoặc các tổ chức được phép khác đạt từ 55 -65%")]
    public void TheNewThreshold_StandsWhereTheOldOneStood(string code, double floor, int? aim, string expected)
    {
        var indicator = Plan.FindIndicator(code)!;
        Assert.Equal(expected, TargetWording.Reword(indicator.Name, indicator.Target, (decimal)floor, aim));
    }

    [Fact]
    public void EveryName_OfThePlan_WordsItsThresholdOnce()
    {
        foreach (var indicator in Plan.Indicators)
        {
            var reworded = TargetWording.Reword(indicator.Name, indicator.Target, 1, indicator.Target.Aim is null ? null : 2);
            Assert.NotEqual(indicator.Name, reworded);
            Assert.True(TargetWording.Belies(indicator.Name, indicator.Target, 1), indicator.Code);
            Assert.False(TargetWording.Belies(reworded, indicator.Target, 1), indicator.Code);
            Assert.Equal(indicator.Name, TargetWording.Reword(indicator.Name, indicator.Target, indicator.Target.Floor, indicator.Target.Aim));
        }
    }

    [Theory]
    [InlineData("Từ 80 tuổi trở lên đạt 80%")]
    [InlineData("Đạt mức cao")]
    [InlineData("Đạt 180% hoặc 80,5% tại https://a.vn/80")]
    public void WhereItIsInDoubt_TheNameStays(string name) => Assert.Equal(name, TargetWording.Reword(name, new(80, null, Better.Higher), 85, null));
}
