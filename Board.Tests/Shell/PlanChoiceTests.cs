using Board.Domain.Plans;
using Board.Tests.Support;
using Board.Web.Shell;

namespace Board.Tests.Shell;

/// <summary>Between the years one stays on the page, where the other year has it.</summary>
public sealed class PlanChoiceTests
{
    [Fact]
    public async Task ASecondYear_IsOffered_OnTheBoardToo_AndLinksKeepThePage()
    {
        await using var server = await BoardServer.StartAsync();
        Assert.DoesNotContain("year-choice", await server.Anonymous.GetStringAsync("/calendar"), StringComparison.Ordinal);
        await server.ImportAsync(SeedPlan.With(plan => plan["id"] = "dak-rlap-other"));
        await Patience.UntilAsync(() =>
        {
            server.Clock.Advance(TimeSpan.FromSeconds(2));
            return server.Live.State.Boards.Count == 2;
        }, "the second plan");
        Assert.Contains("href=\"/calendar?plan=dak-rlap-other\"", await server.Anonymous.GetStringAsync("/calendar"), StringComparison.Ordinal);
        Assert.Contains("href=\"/?plan=dak-rlap-other\"", await server.Anonymous.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("href=\"/indicators/1a?plan=dak-rlap-other\"", await server.Anonymous.GetStringAsync("/indicators/1a"), StringComparison.Ordinal);
    }

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
