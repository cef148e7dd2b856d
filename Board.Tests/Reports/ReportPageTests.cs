using System.Net;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Administration;
using Microsoft.Playwright;
using static Board.Tests.Reports.ReportTyping;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Reports;

/// <summary>A unit's report as people write it, in a real browser.</summary>
[Collection(nameof(Browser))]
public sealed class ReportPageTests(Browser browser)
{
    [Fact]
    public async Task ADraft_IsWarnedOf_HandedInWithAReason_Returned_Corrected_AndHandedInAgain()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 500);
        await using var window = await browser.OpenReportAsync(server);
        var page = window.Page;
        await window.AssertAccessibleAsync("empty draft");

        await page.Locator("[data-send]").ClickAsync();
        await Expect(page.Locator("[data-hurdle]")).ToContainTextAsync("còn thiếu");
        Assert.Equal(ReportCalls.Owed.Count, await page.Locator("[data-hurdle] a").CountAsync());
        await AssertAboveTheBarAsync(page);
        await page.Locator("[data-hurdle] a").First.ClickAsync();
        await Expect(Field(page, "readings.1a.numerator")).ToBeFocusedAsync();

        await TypeAsync(page, "readings.1a.numerator", "80.5");
        await Expect(Place(page, "readings.1a.numerator")).ToContainTextAsync("“80.5” không phải là số");
        await Expect(Field(page, "readings.1a.numerator")).ToHaveValueAsync("80.5");
        await TypeAsync(page, "readings.1a.denominator", "1.000");
        await TypeAsync(page, "readings.1a.numerator", "1.001");
        await Expect(Place(page, "readings.1a.numerator")).ToContainTextAsync("lớn hơn mẫu số");
        await Expect(page.Locator("[data-share='1a']")).ToHaveTextAsync("");
        await Expect(Field(page, "readings.1a.asOf")).ToHaveValueAsync("24/11/2023");
        await TypeAsync(page, "readings.1a.numerator", "900");
        await Expect(Place(page, "readings.1a.numerator").Locator("[data-warning]")).ToContainTextAsync("hơn 20 điểm");
        await Expect(page.Locator("[data-share='1a']")).ToContainTextAsync("90,0");

        foreach (var code in ReportCalls.Owed.Skip(1).SkipLast(1))
        {
            await TypeAsync(page, $"readings.{code}.numerator", "500");
            await TypeAsync(page, $"readings.{code}.denominator", "1.000");
        }
        await page.Locator($"[data-figure='{ReportCalls.Owed[^1]}'] .mud-checkbox").ClickAsync();
        await TypeAsync(page, $"unchanged.{ReportCalls.Owed[^1]}", "Chưa có đợt mới");
        await TypeAsync(page, "difficulties", "Thiếu máy\nThiếu người");
        await page.Locator("[data-send]").ClickAsync();
        await Expect(page.Locator("[data-confirm]")).ToContainTextAsync("hơn 20 điểm");
        await window.AssertAccessibleAsync("odd figures");
        await page.Locator("[id='confirm-reason']").FillAsync("Đã rà soát lại");
        await page.GetByRole(AriaRole.Button, new() { Name = "Số liệu đúng" }).ClickAsync();
        await Expect(page.Locator("[data-receipt]")).ToContainTextAsync("đúng hạn");
        await Expect(page.Locator("[data-send]")).ToHaveCountAsync(0);
        var stored = await office.ReportAsync();
        Assert.Equal(("submitted", "Thiếu máy\nThiếu người", "Đã rà soát lại"), ((string?)stored["state"], (string?)stored["difficulties"], (string?)stored["readings"]![0]!["note"]));
        await window.AssertAccessibleAsync("receipt");
        await window.AssertFitsAsync("receipt");

        await office.CallAsync("return", new { reason = "Số 1a chưa đúng", dueBefore = "2023-12-10" }).ExpectAsync(HttpStatusCode.OK);
        await page.ReloadAsync();
        await Expect(page.Locator("[data-returned-note]")).ToContainTextAsync("09/12/2023");
        await Expect(page.Locator("[data-returned='1a']")).ToContainTextAsync("Số 1a chưa đúng");
        await TypeAsync(page, "readings.1a.numerator", "600");
        await page.Locator("[data-send]").ClickAsync();
        await Expect(page.Locator("[data-receipt$='/2']")).ToBeVisibleAsync();
        await page.Locator("[data-past] summary").ClickAsync();
        await Expect(page.Locator("[data-past]")).ToContainTextAsync("900 → 600");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-shade", "dark");
        await window.AssertAccessibleAsync("history by night");
        window.AssertQuiet();
    }

    [Fact]
    public async Task ALateReport_IsSaidToBeLate_BeforeAndAfter()
    {
        await using var server = await BoardServer.StartAtAsync(ReportCalls.LastTick.AddDays(2));
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.PutReportAsync(ReportCalls.Whole()).ExpectAsync(HttpStatusCode.OK);
        await using var window = await browser.OpenReportAsync(server);
        await Expect(window.Page.Locator(".report-bar")).ToContainTextAsync("chậm 2 ngày");
        await window.Page.Locator("[data-send]").ClickAsync();
        await Expect(window.Page.Locator("[data-receipt]")).ToContainTextAsync("chậm 2 ngày");
        window.AssertQuiet();
    }

    [Fact]
    public async Task WhatTheUnitNoLongerOwes_IsShown_AndDropped_BeforeItIsHandedIn()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.PutTextAsync("""
            {"version":0,"readings":[{"indicator":"2a","asOf":"2023-11-20","numerator":5,"denominator":10},{"indicator":"2b","value":7}],
             "unchanged":[{"indicator":"2b","reason":"như cũ"},{"indicator":"2c1","reason":"như cũ"},{"indicator":"2e","reason":"như cũ"},{"indicator":"3b","reason":"như cũ"},
              {"indicator":"3c","reason":"như cũ"},{"indicator":"3e","reason":"như cũ"},{"indicator":"4a","reason":"như cũ"},{"indicator":"4b","reason":"như cũ"}]}
            """, unit: "vhtt").ExpectAsync(HttpStatusCode.OK);
        Assert.IsType<ChangePlan.Result.Stored>(await new Tests.Administration.PlanDesk(server, Actor.Console).StoreAsync(new PlanChange.Owners("2a", ["vphu"], Collects: true)));

        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/reports/2023-Q4/vhtt");
        var page = window.Page;
        await Expect(page.Locator("[data-stray]")).ToHaveCountAsync(2);
        await ReportsPageTests.CheckAsync(window, "stray");
        await page.Locator("[data-send]").ClickAsync();
        await page.Locator("[data-hurdle] a").First.ClickAsync();
        await Expect(page.Locator("[data-stray='2a'] button")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-stray='2a']")).ToHaveCountAsync(0);
        await page.Locator("[data-stray='2b'] button").ClickAsync();
        await Expect(page.Locator("[data-stray]")).ToHaveCountAsync(0);
        await page.Locator("[data-send]").ClickAsync();
        await Expect(page.Locator("[data-receipt]")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task AnAcceptedReport_WithAssignments_IsReadByEverybody()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/reports/2023-Q3/ktht");
        await Expect(window.Page.Locator("[data-state='Accepted']")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("[data-receipt]")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".report-sheet").Filter(new() { HasText = "Đang thực hiện" }).First).ToBeVisibleAsync();
        await window.Page.Locator("[data-past] summary").ClickAsync();
        await ReportsPageTests.CheckAsync(window, "accepted");
        await window.Page.GotoAsync(server.Url + "/assignments");
        await ReportsPageTests.CheckAsync(window, "assignments");
        window.AssertQuiet();
    }

    [Fact]
    public async Task ThePage_IsForWhoMaySeeTheReport()
    {
        await using var server = await BoardServer.StartAsync();
        (Role, string?, HttpStatusCode)[] expected =
        [
            (Role.Reporter, "dak-ru", HttpStatusCode.OK), (Role.Reporter, "dak-sin", HttpStatusCode.NotFound), (Role.Viewer, null, HttpStatusCode.Forbidden),
            (Role.Committee, null, HttpStatusCode.OK), (Role.Secretariat, null, HttpStatusCode.OK), (Role.Admin, null, HttpStatusCode.OK),
        ];
        foreach (var (role, unit, status) in expected)
        {
            using var visitor = await server.VisitorAsync(role, unit);
            Assert.Equal((role, unit, status), (role, unit, (await visitor.Client.GetAsync(Address)).StatusCode));
            Assert.Equal(role == Role.Viewer ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound, (await visitor.Client.GetAsync("/reports/2022-Q4/dak-ru")).StatusCode);
        }
        await using var window = await browser.OpenReportAsync(server, Role.Committee, "chu-tich@huyen.vn");
        await Expect(window.Page.Locator("[data-report]")).ToContainTextAsync("đang soạn báo cáo");
        await Expect(window.Page.Locator("[data-field]")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    // On an office laptop, the list of what is missing is not hidden by the bar that sticks to the foot.
    private static async Task AssertAboveTheBarAsync(IPage page)
    {
        await page.SetViewportSizeAsync(1366, 768);
        await page.Locator("[data-send]").ClickAsync();
        await Patience.UntilAsync(
            () => page.EvaluateAsync<bool>(
                """
                () => {
                  const list = document.querySelector('[data-hurdle]').getBoundingClientRect(), bar = document.querySelector('.report-bar').getBoundingClientRect();
                  return list.top >= 0 && list.bottom <= bar.top;
                }
                """),
            "a list above the bar");
    }
}
