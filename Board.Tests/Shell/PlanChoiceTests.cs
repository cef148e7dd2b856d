using Board.Domain.Plans;
using Board.Tests.Support;
using Board.Web.Shell;

namespace Board.Tests.Shell;

/// <summary>Between the years one stays on the page, where the other year has it.</summary>
public sealed class PlanChoiceTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/indicators/1a", "/indicators/1a")]
    [InlineData("/indicators/9z", "/")]
    [InlineData("/reports/2023-Q4/ca", "/reports")]
    [InlineData("/meetings/3", "/meetings")]
    [InlineData("/calendar", "/calendar")]
    [InlineData("/admin/plan", "/admin/plan")]
    [InlineData("/admin/audit", "/")]
    public void APage_LeadsToItself_WhereTheOtherPlanHasIt(string path, string there) => Assert.Equal(there, PlanChoice.PathIn(PlanFile.Read(SeedPlan.Bytes()).Plan!, path));
}
