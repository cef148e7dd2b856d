using System.Net;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Administration;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Reports;

/// <summary>A unit's report as people write it, in a real browser.</summary>
[Collection(nameof(Browser))]
public sealed class ReportPageTests(Browser browser)
{
    private const string Address = "/reports/2023-Q4/dak-ru";

    // Chromium and the framework say by themselves that the server is away.
    private static readonly string[] Away = ["WebSocket", "net::ERR", "Connection disconnected", "Failed to load resource", "Error: ", "Failed to complete negotiation", "Failed to start the connection"];

    [Fact]
    public async Task ADraft_IsWarnedOf_HandedInWithAReason_Returned_Corrected_AndHandedInAgain()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 500);
        await using var window = await OpenAsync(server);
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
        await using var window = await OpenAsync(server);
        await Expect(window.Page.Locator(".report-bar")).ToContainTextAsync("chậm 2 ngày");
        await window.Page.Locator("[data-send]").ClickAsync();
        await Expect(window.Page.Locator("[data-receipt]")).ToContainTextAsync("chậm 2 ngày");
        window.AssertQuiet();
    }

    [Fact]
    public async Task TwoPeople_OnOneReport_LoseNothing()
    {
        await using var server = await BoardServer.StartAsync();
        await using var one = await OpenAsync(server);
        await using var other = await OpenAsync(server, Role.Secretariat);
        await TypeAsync(one.Page, "proposals", "Của xã");
        await SavedAsync(one.Page, "proposals", "Của xã");
        await TypeAsync(other.Page, "difficulties", "Của huyện");
        await SavedAsync(other.Page, "difficulties", "Của huyện");
        await Expect(Field(other.Page, "proposals")).ToHaveValueAsync("Của xã");
        await one.Page.EvaluateAsync("() => dispatchEvent(new Event('focus'))");
        await Expect(Field(one.Page, "difficulties")).ToHaveValueAsync("Của huyện");
        await Expect(one.Page.Locator("[data-report-news]")).ToContainTextAsync("Khó khăn, vướng mắc");

        // The clock stands, so nobody hears of the other by themselves.
        await TypeAsync(one.Page, "proposals", "Của xã, lần hai");
        await SavedAsync(one.Page, "proposals", "Của xã, lần hai");
        await TypeAsync(other.Page, "proposals", "Của huyện, lần hai");
        var conflict = other.Page.Locator("[data-conflict='proposals']");
        await Expect(conflict.Locator("[data-theirs]")).ToHaveTextAsync("Của xã, lần hai");
        await Expect(conflict.Locator("[data-yours]")).ToHaveTextAsync("Của huyện, lần hai");
        await other.AssertAccessibleAsync("conflict");
        await conflict.GetByRole(AriaRole.Button, new() { Name = "Ghép cả hai" }).ClickAsync();
        await Expect(conflict).ToHaveCountAsync(0);
        await SavedAsync(other.Page, "proposals", "Của xã, lần hai\nCủa huyện, lần hai");
        using var office = await server.ClientAsync(Role.Secretariat);
        var stored = await office.ReportAsync();
        Assert.Equal(("Của xã, lần hai\nCủa huyện, lần hai", "Của huyện"), ((string?)stored["proposals"], (string?)stored["difficulties"]));
        one.AssertQuiet();
        other.AssertQuiet();
    }

    [Fact]
    public async Task TheServerIsKilledWhileOneTypes_AndNothingIsLost()
    {
        await using var board = new BoardProcess("Board:PublicBoard=true", "Board:Clock:Start=2023-11-24T08:00:00+07:00");
        var (code, output, error) = await board.RunAsync("user", "add", "--email", "xa@huyen.vn", "--name", "Xã", "--role", "reporter", "--unit", "dak-ru");
        Assert.True(code == 0, output + error);
        await board.StartAsync();
        var link = output.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries).First(word => word.Contains("/account/setup?code=", StringComparison.Ordinal)).Trim();
        using (var visitor = new Visitor(board.Url))
        using (await visitor.SendAsync(link[link.IndexOf("/account", StringComparison.Ordinal)..], "/account/setup", ("password", Visitor.Password), ("repeated", Visitor.Password))) { }
        await using var window = await OpenAsync(board.Url, "xa@huyen.vn");
        var page = window.Page;
        // By itself: the field is not left.
        await Field(page, "difficulties").FillAsync("Đã lưu.");
        await SavedAsync(page, "difficulties", "Đã lưu.");
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(" Vừa gõ");
        await board.KillAsync();
        await page.Keyboard.TypeAsync(" khi mất kết nối.");
        await board.StartAsync();
        await Expect(page.Locator("[data-report-news]")).ToContainTextAsync("Đã đưa lại", new() { Timeout = 2 * (float)Patience.Most.TotalMilliseconds });
        const string Whole = "Đã lưu. Vừa gõ khi mất kết nối.";
        await Expect(Field(page, "difficulties")).ToHaveValueAsync(Whole);
        await SavedAsync(page, "difficulties", Whole);
        using var office = await board.ClientAsync("secretariat");
        Assert.Equal(Whole, (string?)(await office.ReportAsync())["difficulties"]);
        window.AssertQuiet(Away);
    }

    [Fact]
    public async Task WhatLooksLikeMarkup_IsShownAsText_AndAFileIsAttached()
    {
        const string Markup = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>";
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.PutReportAsync(ReportCalls.Whole()).ExpectAsync(HttpStatusCode.OK);
        await using var window = await OpenAsync(server);
        var page = window.Page;
        foreach (var field in new[] { "readings.1a.note", "difficulties", "proposals", "readings.1b.asOf" }) await TypeAsync(page, field, Markup);
        await Expect(Place(page, "readings.1b.asOf")).ToContainTextAsync(Markup);
        await page.Locator("[data-attach]").SetInputFilesAsync(new FilePayload { Name = "<b>a.exe", MimeType = "application/pdf", Buffer = [1, 2, 3] });
        await Expect(page.Locator("[data-attach-says]")).ToContainTextAsync("<b>a.exe: Chỉ nhận tệp");
        await page.Locator("[data-attach]").SetInputFilesAsync(new FilePayload { Name = "<img src=x>.pdf", MimeType = "application/pdf", Buffer = AttachmentTests.Pdf });
        await Expect(page.Locator(".report-files")).ToContainTextAsync("<img src=x>.pdf");
        // Removing asks first, and what fails is said without an end of the page.
        var (remove, dialog) = (page.Locator(".report-files button"), page.Locator(".mud-dialog"));
        await remove.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Hủy" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        Sql.Run(server.Database, "CREATE TRIGGER \"Full\" BEFORE UPDATE ON \"Attachments\" BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        await remove.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Gỡ", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-file-stays]")).ToContainTextAsync("<img src=x>.pdf");
        Sql.Run(server.Database, "DROP TRIGGER \"Full\"");
        await remove.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Gỡ", Exact = true }).ClickAsync();
        await Expect(page.Locator(".report-files")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-file-stays]")).ToHaveCountAsync(0);
        await TypeAsync(page, "readings.1b.asOf", "20/11/2023");
        await SavedAsync(page, "readings.1b.asOf", "20/11/2023");
        await page.Locator("[data-send]").ClickAsync();
        await Expect(page.Locator("[data-sheet='1a']")).ToContainTextAsync(Markup);
        await window.AssertFitsAsync("markup");
        window.AssertQuiet("422");
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
        await using var window = await OpenAsync(server, Role.Committee, "chu-tich@huyen.vn");
        await Expect(window.Page.Locator("[data-report]")).ToContainTextAsync("đang soạn báo cáo");
        await Expect(window.Page.Locator("[data-field]")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    private async Task<Window> OpenAsync(BoardServer server, Role role = Role.Reporter, string? email = null)
    {
        email ??= $"{role}@huyen.vn";
        await server.AccountAsync(email, role, role == Role.Reporter ? "dak-ru" : null);
        return await OpenAsync(server.Url, email);
    }

    private async Task<Window> OpenAsync(string url, string email)
    {
        var window = await browser.OpenAsync(url + "/account/login?returnUrl=" + Uri.EscapeDataString(Address));
        await window.Page.Locator("[name=email]").FillAsync(email);
        await window.Page.Locator("[name=password]").FillAsync(Visitor.Password);
        await window.Page.Locator("main button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator("[data-report]")).ToBeVisibleAsync();
        return window;
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

    private static ILocator Place(IPage page, string field) => page.Locator($"[data-field='{field}']");

    private static ILocator Field(IPage page, string field) => page.Locator($"[id='{field}']");

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await Field(page, field).FillAsync(text);
        await Field(page, field).BlurAsync();
    }

    private static async Task SavedAsync(IPage page, string field, string text)
    {
        await Expect(Place(page, field)).ToHaveAttributeAsync("data-stored", text);
        await Expect(page.Locator("[data-saving]")).ToContainTextAsync("Đã lưu lúc");
    }
}
