using System.Net;
using Board.Domain.Reports;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Assignments;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Assignments;

/// <summary>The assignments as people read them, and report of them by a plain form.</summary>
[Collection(nameof(Browser))]
public sealed class AssignmentsPageTests(Browser browser)
{
    private const string Evil = "<img src=x onerror=alert(1)>\"><script>alert(2)</script>";

    [Fact]
    public async Task ALead_ReportsOfItsOwn_AndNothingTypedIsLost()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await using var window = await browser.SignInAsync(server, Role.Reporter, "/assignments", "ca");
        var page = window.Page;
        await Expect(page.Locator("[data-assignment]")).ToHaveCountAsync(20);
        var forms = await page.Locator(".progress-say").CountAsync();
        Assert.InRange(forms, 1, 19);
        var own = page.Locator("[data-assignment]").First;
        var code = await own.GetAttributeAsync("data-assignment");
        await own.Locator("summary").Last.ClickAsync();
        await ReportsPageTests.CheckAsync(window, "assignments");
        await own.Locator("select").SelectOptionAsync("in-progress");
        await own.Locator("input[inputmode]").FillAsync("140");
        await own.Locator("textarea").FillAsync(Evil);
        await own.Locator("button").ClickAsync();
        await Expect(own.Locator("[role=alert]")).ToContainTextAsync("từ 0 đến 100");
        await Expect(own.Locator("textarea")).ToHaveValueAsync(Evil);
        await own.Locator("input[inputmode]").FillAsync("40,5");
        await own.Locator("button").ClickAsync();
        await Expect(own.Locator("[role=status]")).ToBeVisibleAsync();
        await Expect(own).ToHaveAttributeAsync("data-status", "in-progress");
        await Expect(own).ToContainTextAsync("40,5");
        await Expect(own).ToContainTextAsync(Evil);
        await Expect(own).ToContainTextAsync("Reporter ca");
        Assert.EndsWith($"?said={code}#assignment-{code}", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        Assert.Equal(1, Sql.Number(server.Database, "SELECT count(*) FROM \"AssignmentProgress\""));
        window.AssertQuiet();

        // Strangers see how far it is, never who said it nor their words.
        var html = await server.Anonymous.GetStringAsync("/assignments");
        Assert.Contains("data-percent=\"40.5\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Reporter ca", html, StringComparison.Ordinal);
        Assert.DoesNotContain("onerror", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<form method=\"post\" action=\"/assignments", html, StringComparison.Ordinal);
        Assert.DoesNotContain("progress-say", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheUndated_AreNeverLateNorOnTime_AndDoneLateIsSaid()
    {
        await using var server = await BoardServer.StartAtAsync(new(2023, 11, 24, 8, 0, 0, TimeSpan.FromHours(7)));
        var plan = (await server.Part<FindAssignments>().ExecuteAsync(null, BoardServer.Plan))!;
        var october = plan.Assignments.Single(found => found.Assignment.Due.LastDay == new DateOnly(2023, 10, 31)).Assignment.Code;
        var undated = plan.Assignments.First(found => found.Assignment.Due.LastDay is null).Assignment.Code;
        Assert.Single(Flags(await server.Anonymous.GetStringAsync("/assignments")));
        foreach (var code in new[] { october, undated })
            Assert.IsType<RecordProgress.Result.Stored>(await server.Part<RecordProgress>().ExecuteAsync(Actor.Console, new(BoardServer.Plan, code, AssignmentStatus.Done, null, null, "api")));
        var html = await server.Anonymous.GetStringAsync("/assignments");
        Assert.Single(Flags(html));
        Assert.Contains("Hoàn thành sau hạn", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain("Hoàn thành đúng hạn", WebUtility.HtmlDecode(html), StringComparison.Ordinal);

        static string[] Flags(string html) => html.Split("class=\"flag\"")[1..];
    }

    [Fact]
    public async Task WhoeverMayNot_IsNotRead_NorHeard()
    {
        await using var server = await BoardServer.StartAsync("Board:PublicBoard=false");
        using var nobody = new Visitor(server.Url);
        using var answer = await nobody.Client.GetAsync("/assignments");
        Assert.Contains("/account/login?returnUrl=%2Fassignments", nobody.PathOf(answer), StringComparison.Ordinal);
        using var viewer = await server.VisitorAsync(Role.Viewer);
        Assert.DoesNotContain("progress-say", await viewer.Client.GetStringAsync("/assignments"), StringComparison.Ordinal);
        using var posted = await viewer.PostAsync("/assignments", ("_handler", "progress-1"), ("Typed.Assignment", "1"), ("Typed.Status", "done"));
        Assert.False(posted.IsSuccessStatusCode);
        Assert.Equal(0, Sql.Number(server.Database, "SELECT count(*) FROM \"AssignmentProgress\""));
    }
}
