using System.Net;
using System.Text.RegularExpressions;
using Board.Tests.Meetings;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Calendar;

[Collection(nameof(Browser))]
public sealed partial class CalendarPageTests(Browser browser)
{
    [Theory]
    [InlineData("?unit=none")]
    [InlineData("?plan=none")]
    [InlineData("?unit=%3Cb%3E")]
    public async Task WhatIsNotThere_IsNotFound(string query)
    {
        await using var server = await BoardServer.StartAsync();
        using var answer = await server.Anonymous.GetAsync("/calendar" + query);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task AUnit_SeesItsOwnDutiesFirst_AndGetsToItsReport()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.VisitorAsync(Role.Reporter, "dak-ru");
        var own = await unit.Client.GetStringAsync("/calendar");
        Assert.Contains("href=\"/reports/2023-Q4/dak-ru\"", own, StringComparison.Ordinal);
        Assert.Matches(SelectedUnit(), own);
        var all = await unit.Client.GetStringAsync("/calendar?unit=all");
        Assert.DoesNotMatch(SelectedUnit(), all);
        using var office = await server.VisitorAsync(Role.Secretariat);
        Assert.Contains("href=\"/reports?period=2023-Q4\"", await office.Client.GetStringAsync("/calendar"), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/reports", await server.Anonymous.GetStringAsync("/calendar"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_SeesTheYear_AndFindsToday()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await using var window = await browser.OpenAsync(server.Url + "/calendar");
        var page = window.Page;
        Assert.True(await page.Locator("[data-month]").CountAsync() >= 12);
        await Expect(page.Locator("#now")).ToHaveAttributeAsync("data-month", "2023-11");
        await Expect(page.Locator(".today[data-day]")).ToHaveAttributeAsync("data-day", "2023-11-24");
        Assert.Equal(["2023-09-02", "2023-09-09"], await page.Locator("[data-month='2023-09'] .day.last").EvaluateAllAsync<string[]>("days => days.map(day => day.dataset.day)"));
        await ReportsPageTests.CheckAsync(window, "calendar");
        await page.Locator("select[name=unit]").SelectOptionAsync("dak-ru");
        await page.Locator(".filters button").ClickAsync();
        await Expect(page).ToHaveURLAsync(server.Url + "/calendar?unit=dak-ru");
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync(server.Url + "/calendar?lang=en");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Calendar");
        await ReportsPageTests.CheckAsync(window, "calendar on a phone");
        window.AssertQuiet();
    }

    [Fact]
    public async Task WhatWasDecided_AndWhatWasSentBack_StandThere_ForThoseWhoMaySeeIt()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await MeetingLifecycleTests.DirectAsync(office, null);
        await office.HandInAsync();
        await office.CallAsync("return", new { reason = "xem lại", dueBefore = "2023-12-20" }).ExpectAsync(HttpStatusCode.OK);
        using var own = await server.VisitorAsync(Role.Reporter, "dak-ru");
        using var other = await server.VisitorAsync(Role.Reporter, "dak-sin");
        using var committee = await server.VisitorAsync(Role.Committee);
        var page = WebUtility.HtmlDecode(await own.Client.GetStringAsync("/calendar"));
        Assert.Equal(["directive.1", "unit-quarterly.2023-Q4.dak-ru"], Items(page));
        Assert.Contains("Hoàn thành chậm nhất 19/12/2023", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/directives#directive-1\"", page, StringComparison.Ordinal);
        Assert.Matches("data-day=\"2023-12-19\"", Assert.Single(page.Split("<td>"), day => day.Contains("data-day=\"2023-12-19\"", StringComparison.Ordinal) && day.Contains("class=\"day last\"", StringComparison.Ordinal)));
        Assert.Equal(["directive.1", "unit-quarterly.2023-Q4.dak-ru"], Items(await committee.Client.GetStringAsync("/calendar")));
        Assert.Empty(Items(await other.Client.GetStringAsync("/calendar?unit=all")));
        Assert.Empty(Items(await server.Anonymous.GetStringAsync("/calendar")));
        // What is done is still there, and marks its day no more.
        await MeetingLifecycleTests.Post(office, "/directives/1/steps", new { state = "done" }).ExpectAsync(HttpStatusCode.Created);
        Assert.Contains("✓ ", WebUtility.HtmlDecode(await own.Client.GetStringAsync("/calendar")).Split("data-item=\"directive.1\"")[1].Split("</li>")[0], StringComparison.Ordinal);
    }

    private static IEnumerable<string> Items(string page) => Item().Matches(page).Select(match => match.Groups[1].Value);

    [GeneratedRegex("data-item=\"([^\"]+)\"")]
    private static partial Regex Item();

    [GeneratedRegex("""<option value="dak-ru" selected""")]
    private static partial Regex SelectedUnit();
}
