using Board.Domain.Reminders;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Reminders;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Reminders;

[Collection(nameof(Browser))]
public sealed class LedgerPageTests(Browser browser)
{
    [Fact]
    public async Task TheLedger_SaysWhatFailed_AndSendsItAgain()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true, "Board:Mail:PerMinute=100000");
        var failed = (await server.LedgerAsync()).Where(row => row.State == ReminderState.Failed).ToList();
        Assert.NotEmpty(failed);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/admin/reminders");
        var page = window.Page;
        await Expect(page.Locator(".ledger-failed")).ToContainTextAsync($"{failed.Count} thư nhắc không gửi được");
        var first = page.Locator(".ledger tbody tr").First;
        await Expect(first).ToHaveAttributeAsync("data-state", "failed");
        await Expect(first).ToContainTextAsync("Máy chủ thư từ chối: 550 5.1.1 No such mailbox");
        await Expect(first).ToContainTextAsync("Hưng Bình");
        await ReportsPageTests.CheckAsync(window, "ledger");

        await page.Locator(".matrix-filter select[name=state]").SelectOptionAsync("sent");
        await page.Locator(".matrix-filter select[name=unit]").SelectOptionAsync("dak-ru");
        await page.Locator(".matrix-filter button").ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("state=sent&unit=dak-ru"));
        await Expect(page.Locator(".ledger tbody tr").First).ToHaveAttributeAsync("data-state", "sent");
        Assert.All(await page.Locator(".ledger tbody tr").AllInnerTextsAsync(), text => Assert.Contains("Đắk Ru", text, StringComparison.Ordinal));

        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi lại tất cả" }).ClickAsync();
        await page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Gửi lại", Exact = true }).ClickAsync();
        await Expect(page.Locator(".ledger-failed")).ToBeHiddenAsync();
        await server.RoundAsync();
        Assert.DoesNotContain(await server.LedgerAsync(), row => row.State is ReminderState.Failed or ReminderState.Due);
        window.AssertQuiet();
    }

    [Fact]
    public async Task Pausing_IsSaidLoudly_AndEnds()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/admin/reminders?view=ahead");
        var page = window.Page;
        await Expect(page.Locator("[data-day='2023-11-25']")).ToContainTextAsync("Đơn vị chưa có tài khoản");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tạm dừng" }).ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        await dialog.GetByLabel("Tạm dừng đến hết ngày").FillAsync("1/1/2099");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Tạm dừng" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("Hãy ghi lý do tạm dừng.");
        await Expect(dialog).ToContainTextAsync("Chỉ tạm dừng được đến hết ngày");
        await dialog.GetByLabel("Lý do").FillAsync("Máy chủ thư bảo trì");
        await dialog.GetByLabel("Tạm dừng đến hết ngày").FillAsync("30/11/2023");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Tạm dừng" }).ClickAsync();
        var paused = page.Locator(".ledger-paused");
        await Expect(paused).ToContainTextAsync("Máy chủ thư bảo trì");
        await Expect(paused).ToContainTextAsync("00:00 01/12/2023");
        await ReportsPageTests.CheckAsync(window, "paused");
        await paused.GetByRole(AriaRole.Button, new() { Name = "Gửi trở lại" }).ClickAsync();
        await Expect(paused).ToBeHiddenAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task FromTheMatrix_ADebtorIsReminded_OnceAnHour()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru", "Điểu Đắk Ru");
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/reports");
        var page = window.Page;
        await page.Locator("tr[data-unit='dak-ru'] td[data-label='Quý III/2023'] .duty-remind").ClickAsync();
        var panel = page.Locator(".ledger-remind");
        await Expect(panel).ToContainTextAsync("Điểu Đắk Ru");
        await ReportsPageTests.CheckAsync(window, "remind now");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Gửi thư nhắc" }).ClickAsync();
        await Expect(panel).ToHaveAttributeAsync("data-outcome", "Done");
        await Expect(page.Locator(".ledger tbody tr").First).ToContainTextAsync("Nhắc ngay, lần 1");
        await page.ReloadAsync();
        await Expect(panel).ToHaveAttributeAsync("data-outcome", "TooSoon");
        await page.GotoAsync(server.Url + "/admin/reminders?remind=unit-quarterly.2023-Q3.dak-sin");
        await Expect(panel).ToContainTextAsync("Đắk Sin chưa có tài khoản nào");
        Assert.Single(await server.LedgerAsync());
        window.AssertQuiet();
    }

    [Fact]
    public async Task Stages_AreSeenByAnExample_BeforeTheyAreStored()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/admin/reminders?view=stages");
        var page = window.Page;
        var days = page.Locator("[data-stage='notice'] .stage-days");
        await Expect(page.Locator("[data-comes='notice']")).ToContainTextAsync("25/11/2023");
        await days.FillAsync("61");
        await Expect(page.Locator("[data-stage='notice']")).ToContainTextAsync("Số ngày phải từ 0 đến 60.");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Lưu thay đổi" })).ToBeDisabledAsync();
        await days.FillAsync("mười");
        await Expect(page.Locator("[data-stage='notice']")).ToContainTextAsync("số nguyên");
        await days.FillAsync("5");
        await Expect(page.Locator("[data-comes='notice']")).ToContainTextAsync("27/11/2023");
        await page.Locator("[data-stage='last-day'] input[type=checkbox]").First.UncheckAsync();
        await Expect(page.Locator("[data-comes='last-day']")).ToHaveCountAsync(0);
        await ReportsPageTests.CheckAsync(window, "stages");
        Assert.Equal(0, Sql.Number(server.Database, """SELECT count(*) FROM "ReminderStages" """));
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu thay đổi" }).ClickAsync();
        await Expect(page.Locator("[data-unsaved]")).ToHaveCountAsync(0);
        var stored = (await server.Part<FindReminders>().ExecuteAsync(Actor.Console, new(BoardServer.Plan, null, null, null, null, null, 1)))!.Ladder;
        Assert.Equal((5, 4), (stored.Rungs[0].Stage.Days, stored.Stages.Count));
        Assert.Equal(ReminderStage.Usual[4], stored.Rungs[4].Stage);
        window.AssertQuiet();
    }
}
