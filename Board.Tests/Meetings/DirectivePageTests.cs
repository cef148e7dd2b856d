using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Reminders;
using Microsoft.EntityFrameworkCore;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Meetings;

/// <summary>A directive's way from a keystroke to its unit, and a record that nothing changes.</summary>
[Collection(nameof(Browser))]
public sealed class DirectivePageTests(Browser browser)
{
    private const string Attack = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task FromAKeystroke_ToTheUnitsDuties_AndItsReminder()
    {
        await using var server = await BoardServer.StartAsync("Board:Mail:PerMinute=100000");
        await using var chair = await browser.SignInAsync(server, Role.Committee, "/meeting");
        var page = chair.Page;
        await chair.LiveAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("[data-place]")).ToHaveAttributeAsync("data-place", "1");
        var code = (await page.Locator("[data-slide]").GetAttributeAsync("data-slide"))!;
        await page.Keyboard.PressAsync("d");
        await Expect(page.Locator("[name=text]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Rà soát hộ chưa có " + Attack);
        await page.Locator("[name=unit]").SelectOptionAsync("dak-ru");
        await page.Locator("[name=due]").FillAsync("31/02/2023");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("dialog [role=alert]")).ToContainTextAsync("không phải là ngày");
        await Expect(page.Locator("[name=text]")).ToHaveValueAsync("Rà soát hộ chưa có " + Attack);
        await page.Locator("[name=due]").FillAsync("15/12/2023");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-message]")).ToContainTextAsync("số 1");
        await Expect(page.Locator($"[data-slide='{code}'] [data-directive='1']")).ToContainTextAsync(Attack);

        await using var unit = await browser.SignInAsync(server, Role.Reporter, "/reports", "dak-ru");
        await Expect(unit.Page.Locator("[data-directive='1']")).ToContainTextAsync("15/12/2023");
        await unit.Page.Locator("[data-directive='1'] a").ClickAsync();
        await Expect(unit.Page).ToHaveURLAsync(server.Url + "/directives#directive-1");

        // Seven calendar days before its last day the first reminder comes due, and not a tick earlier.
        server.Clock.SetUtcNow(new(2023, 12, 8, 0, 59, 59, TimeSpan.Zero));
        await server.Part<ScanReminders>().ExecuteAsync();
        Assert.DoesNotContain(await RowsAsync(server), row => row.Duty == "directive.1");
        server.Clock.SetUtcNow(new(2023, 12, 8, 1, 0, 0, TimeSpan.Zero));
        await server.Part<ReminderRound>().RunAsync(default);
        Assert.Equal([("notice", ReminderState.Sent)], await MailsAsync(server, "directive.1"));

        // What the unit reports ends the reminders that are left.
        using var reporter = await server.ClientAsync(Role.Reporter, "dak-ru");
        await MeetingLifecycleTests.Post(reporter, "/directives/1/steps", new { state = "done", note = "Đã xong 12/12" }).ExpectAsync(System.Net.HttpStatusCode.Created);
        server.Clock.SetUtcNow(new(2023, 12, 20, 2, 0, 0, TimeSpan.Zero));
        await server.Part<ReminderRound>().RunAsync(default);
        Assert.Single(await MailsAsync(server, "directive.1"));
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);
        chair.AssertQuiet();
        unit.AssertQuiet();
    }

    [Fact]
    public async Task ALongDirective_LeavesTheReportThatIsDueInAPhonesSight()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var chair = await server.ClientAsync(Role.Committee);
        await MeetingLifecycleTests.Post(chair, "/directives", new { text = string.Join(' ', Enumerable.Repeat("Rà soát từng thôn, bon.", 40)), unit = "dak-ru", due = "2023-12-15" })
            .ExpectAsync(System.Net.HttpStatusCode.Created);
        await using var unit = await browser.SignInAsync(server, Role.Reporter, "/reports", "dak-ru");
        await unit.Page.SetViewportSizeAsync(390, 844);
        await Expect(unit.Page.Locator("[data-directive='1']")).ToBeVisibleAsync();
        Assert.InRange(await unit.Page.Locator("[data-directive='1']").EvaluateAsync<double>("one => one.getBoundingClientRect().height"), 50, 300);
        unit.AssertQuiet();
    }

    [Fact]
    public async Task AClosedMeeting_LooksTheSame_WhateverIsCorrectedAfterwards()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/meeting");
        var page = window.Page;
        await window.LiveAsync();
        await page.Locator("[data-meeting=open]").ClickAsync();
        await page.Locator("[name=title]").FillAsync("Họp đột xuất tháng 11");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#slide-title")).ToHaveTextAsync("Họp đột xuất tháng 11");
        // The slide may know of it before its form is gone.
        await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("d");
        await page.Locator("[name=text]").FillAsync("Giao Đắk Ru rà soát");
        await page.Locator("[name=unit]").SelectOptionAsync("dak-ru");
        await page.Locator(".show-days button").First.ClickAsync();
        await page.Locator("dialog button[type=submit]").ClickAsync();
        await Expect(page.Locator("[data-message]")).ToContainTextAsync("số 7");
        await page.Locator("[data-meeting=close]").ClickAsync();
        await Expect(page.Locator("dialog")).ToContainTextAsync("19 chỉ tiêu");
        await page.Locator("dialog [data-confirm]").ClickAsync();
        await window.ArriveAsync(server.Url + "/meetings/2");
        var address = page.Url;
        await Expect(page.Locator("tr[data-indicator]")).ToHaveCountAsync(19);
        var before = await page.Locator(".record").InnerHTMLAsync();
        Assert.Contains("Giao Đắk Ru rà soát", before, StringComparison.Ordinal);

        // Corrected figures, a directive that went on, and a plan in which things are called otherwise.
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 1, "2023-11-24", 9874);
        await MeetingLifecycleTests.Post(office, "/directives/1/steps", new { state = "done" });
        await MeetingLifecycleTests.Post(office, "/directives/7/steps", new { state = "cancelled", note = "Thôi" });
        await server.ImportAsync(SeedPlan.With(plan =>
        {
            plan["units"]![1]!["name"] = "Tên khác";
            plan["indicators"]![0]!["name"] = "Chỉ tiêu khác";
            plan["indicators"]![0]!["label"]!["vi"] = "Nhãn khác";
            plan["indicators"]![0]!["target"]!["floor"] = 5;
        }));
        await page.GotoAsync(address);
        Assert.Equal(before, await page.Locator(".record").InnerHTMLAsync());
        window.AssertQuiet();
    }

    [Fact]
    public async Task OnAPhone_AMeetingIsHeld_AndItsUnitAnswers()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var chair = await browser.SignInAsync(server, Role.Committee, "/meeting");
        await chair.Page.SetViewportSizeAsync(390, 844);
        await chair.LiveAsync();
        // What the chair presses in a meeting is there without moving the bar.
        foreach (var button in (string[])["[data-keys~=ArrowRight]", "[data-keys=d]", "[data-present]"])
            Assert.True(await chair.Page.Locator(button).EvaluateAsync<double>("one => one.getBoundingClientRect().right") <= 390, button);
        await chair.Page.Locator("[data-meeting=open]").ClickAsync();
        await chair.Page.Locator("[name=title]").FillAsync("Họp trên điện thoại");
        await chair.Page.Locator("dialog button[type=submit]").ClickAsync();
        await Expect(chair.Page.Locator("#slide-title")).ToHaveTextAsync("Họp trên điện thoại");
        await chair.Page.Locator("[data-present=begin]").ClickAsync();
        await Expect(chair.Page.Locator("[data-stage]")).ToHaveAttributeAsync("data-stage", "presenting");
        await chair.Page.Locator("[data-keys~=ArrowRight]").ClickAsync();
        await chair.Page.Locator("[data-keys=d]").ClickAsync();
        await chair.Page.Locator("[name=text]").FillAsync("Rà soát từng hộ");
        await chair.Page.Locator("[name=unit]").SelectOptionAsync("dak-ru");
        await chair.Page.Locator(".show-days button").First.ClickAsync();
        await chair.Page.Locator("dialog button[type=submit]").ClickAsync();
        await Expect(chair.Page.Locator("[data-message]")).ToContainTextAsync("số 7");
        await chair.Page.Locator("[data-meeting=close]").ClickAsync();
        await chair.Page.Locator("dialog [data-confirm]").ClickAsync();
        await Expect(chair.Page.Locator(".record [data-directive='7']")).ToBeVisibleAsync();
        await chair.ReadyAsync();
        await chair.AssertFitsAsync("record");

        await using var unit = await browser.SignInAsync(server, Role.Reporter, "/reports", "dak-ru");
        await unit.Page.SetViewportSizeAsync(390, 844);
        await unit.Page.Locator("[data-directive='7'] a").ClickAsync();
        var card = unit.Page.Locator("#directive-7");
        await card.Locator(".progress-form summary").ClickAsync();
        await card.Locator("textarea").FillAsync("Đã rà soát 412 hộ");
        await card.Locator("button[type=submit]").ClickAsync();
        await Expect(card).ToHaveAttributeAsync("data-state", "reported");
        await unit.AssertFitsAsync("directives");
        chair.AssertQuiet();
        unit.AssertQuiet();
    }

    private static async Task<IEnumerable<(string Stage, ReminderState State)>> MailsAsync(BoardServer server, string duty) =>
        (await RowsAsync(server)).Where(row => row.Duty == duty && row.Channel == ReminderChannel.Email).Select(row => (row.Stage, row.State));

    private static async Task<List<ReminderRow>> RowsAsync(BoardServer server)
    {
        await using var db = await server.Part<IDbContextFactory<BoardDb>>().CreateDbContextAsync();
        return await db.Reminders.AsNoTracking().ToListAsync();
    }
}
