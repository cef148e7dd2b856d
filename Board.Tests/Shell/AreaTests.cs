using Board.Web.Access;
using Board.Web.Shell;

namespace Board.Tests.Shell;

/// <summary>What a role can't use isn't shown to it.</summary>
public sealed class AreaTests
{
    [Theory]
    [InlineData(null, "/ /assignments /calendar")]
    [InlineData(Role.Viewer, "/ /assignments /calendar /lagging /meeting /directives")]
    [InlineData(Role.Reporter, "/ /assignments /calendar /lagging /meeting /directives /reports")]
    [InlineData(Role.Committee, "/ /assignments /calendar /lagging /meeting /directives /reports /consolidated")]
    [InlineData(Role.Secretariat, "/ /assignments /calendar /lagging /meeting /directives /reports /consolidated /admin/plan")]
    [InlineData(Role.Admin, "/ /assignments /calendar /lagging /meeting /directives /reports /consolidated /admin/plan")]
    public void EachRole_FindsItsOwn(Role? role, string paths) =>
        Assert.Equal(paths, string.Join(' ', Area.All.Where(area => area.IsFor(Of(role))).Select(area => area.PathFor(Of(role)))));

    [Fact]
    public void OnlyAnAdmin_FindsAccounts_Tokens_AndTheAudit()
    {
        var parts = Area.All.Single(area => area.Path == "/admin").Parts;
        Assert.Equal(["/admin/plan", "/admin/reminders"], parts.Where(part => part.IsFor(Of(Role.Secretariat))).Select(part => part.Path));
        Assert.Equal(5, parts.Count(part => part.IsFor(Of(Role.Admin))));
        Assert.DoesNotContain(parts, part => part.IsFor(Of(Role.Committee)));
    }

    [Theory]
    [InlineData("/", "/", true)]
    [InlineData("/", "/reports", false)]
    [InlineData("/reports", "/reports", true)]
    [InlineData("/reports", "/reports/2023-Q4/ca", true)]
    [InlineData("/reports", "/reportsome", false)]
    public void AnArea_HoldsItsPages(string area, string path, bool holds) =>
        Assert.Equal(holds, Area.All.Single(one => one.Path == area).Holds(path));

    private static Permit? Of(Role? role) => role is { } known ? new("Ai đó", known, known == Role.Reporter ? "ca" : null) : null;
}
