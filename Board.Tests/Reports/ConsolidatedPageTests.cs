using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Reports;

/// <summary>The secretariat's desk in a real browser, with the board open beside it.</summary>
[Collection(nameof(Browser))]
public sealed class ConsolidatedPageTests(Browser browser)
{
    private const string Evil = "<img src=x onerror=alert(1)>\"><script>alert(2)</script>";

    [Fact]
    public async Task AFigureIsReturned_AReportAccepted_AndTheBoardFollows()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var draft = ReportCalls.Whole();
        (draft["difficulties"], draft["proposals"]) = (Evil, Evil);
        draft["readings"]![1]!["note"] = Evil;
        await office.HandInAsync(draft);
        await using var board = await browser.OpenAsync(server.Url);
        await board.LiveAsync();
        await board.ShowsAsync("1a", "50");
        await Expect(board.Gauge("1b").Locator("g.provisional")).ToHaveCountAsync(1);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/consolidated/2023-Q4");
        var page = window.Page;
        var row = page.Locator("tr[data-indicator-row='1a'][data-unit=dak-ru]");
        await Expect(row).ToContainTextAsync("50,0");
        await Expect(page.Locator(".desk-texts")).ToContainTextAsync("<script>alert(2)</script>");
        await Expect(page.Locator("[data-indicator-row='1b']")).ToContainTextAsync(Evil);
        await ReportsPageTests.CheckAsync(window, "desk");

        await row.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        await Expect(dialog.Locator(".mud-input-error").First).ToBeVisibleAsync();
        await dialog.Locator("textarea").First.FillAsync(Evil);
        await window.AssertAccessibleAsync("return");
        // Without a new day the unit owes nothing for it.
        await dialog.GetByLabel("Gửi lại trước ngày").FillAsync("");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        await Expect(row).ToHaveAttributeAsync("data-state", "returned");
        await Expect(row).ToContainTextAsync(Evil);
        await board.ShowsAsync("1a", "");
        var figures = (await office.ReportAsync()).ToJsonString();
        Assert.Contains("returned", figures, StringComparison.Ordinal);

        // A report with a returned figure in it is not accepted by the way.
        var accept = page.Locator("tr[data-unit=dak-ru] .yes").First;
        await accept.ClickAsync();
        await Expect(dialog).ToContainTextAsync("1 số liệu đã bị trả lại");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Hủy" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        Assert.Equal("submitted", (string?)(await office.ReportAsync())["state"]);
        await accept.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Duyệt", Exact = true }).ClickAsync();
        await Expect(page.Locator(".desk-list tr[data-unit=dak-ru]").First).ToHaveAttributeAsync("data-state", "accepted");
        await Expect(board.Gauge("1b").Locator("g.provisional")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-indicator-row='1b']")).ToHaveAttributeAsync("data-state", "accepted");
        window.AssertQuiet();
        board.AssertQuiet();
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);
    }

    [Fact]
    public async Task AReportIsReturned_HandedInAgain_AndShowsWhatChanged()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.HandInAsync();
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/consolidated/2023-Q4");
        var page = window.Page;
        var unit = page.Locator(".desk-list tr[data-unit=dak-ru]").First;
        await unit.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        await dialog.Locator("textarea").First.FillAsync("thiếu căn cứ");
        await dialog.GetByLabel("Gửi lại trước ngày").FillAsync("31/02/2023");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("31/02/2023");
        await dialog.GetByLabel("Gửi lại trước ngày").FillAsync("08/12/2023");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        await Expect(unit).ToHaveAttributeAsync("data-state", "returned");
        await Expect(unit).ToContainTextAsync("thiếu căn cứ");
        Assert.Equal("2023-12-08", (string?)(await office.ReportAsync())["returned"]!["dueBefore"]);

        await office.HandInAsync(ReportCalls.Whole(numerator: 520));
        // The desk reads itself again.
        await Expect(unit).ToHaveAttributeAsync("data-state", "submitted");
        var change = page.Locator("[data-field='readings.1a.numerator']");
        await Expect(change.Locator(".desk-old")).ToHaveTextAsync("500");
        await Expect(change.Locator(".desk-new")).ToHaveTextAsync("520");
        // A message that fades has no contrast of its own.
        await Expect(page.Locator(".mud-snackbar")).ToHaveCountAsync(0);
        await ReportsPageTests.CheckAsync(window, "resubmitted");
        window.AssertQuiet();
    }

    [Fact]
    public async Task AFigureIsReturned_WithANewDay_AndTheUnitMendsIt_WhateverFailsMeanwhile()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.HandInAsync();
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/consolidated/2023-Q4");
        var page = window.Page;
        var (row, other, dialog) = (page.Locator("tr[data-indicator-row='1a'][data-unit=dak-ru]"), page.Locator("tr[data-indicator-row='1b'][data-unit=dak-ru]"), page.Locator(".mud-dialog"));
        Sql.Run(server.Database, "CREATE TRIGGER \"Full\" BEFORE INSERT ON \"Reviews\" BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        await other.GetByRole(AriaRole.Button, new() { Name = "Duyệt" }).ClickAsync();
        await window.SaidAsync("Máy chủ gặp lỗi");
        await row.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        await dialog.Locator("textarea").First.FillAsync("mẫu số sai");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("Máy chủ gặp lỗi");
        await Expect(dialog.Locator("textarea").First).ToHaveValueAsync("mẫu số sai");
        Sql.Run(server.Database, "DROP TRIGGER \"Full\"");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        await Expect(page.Locator(".desk-list tr[data-unit=dak-ru]").First).ToHaveAttributeAsync("data-state", "returned");
        await Expect(row).ToHaveAttributeAsync("data-state", "returned");
        await Expect(other).ToHaveAttributeAsync("data-state", "provisional");
        Assert.Equal("2023-12-01", (string?)(await office.ReportAsync())["returned"]!["dueBefore"]);

        await using var unit = await browser.SignInAsync(server, Role.Reporter, "/reports/2023-Q4/dak-ru", "dak-ru");
        await Expect(unit.Page.Locator("[data-returned-note]")).ToContainTextAsync("1a: mẫu số sai");
        await Expect(unit.Page.Locator("[data-returned]:not([data-returned-note])")).ToHaveCountAsync(1);
        await Expect(unit.Page.Locator("[data-returned='1a']")).ToContainTextAsync("mẫu số sai");
        await unit.Page.Locator("[id='readings.1a.numerator']").FillAsync("510");
        await unit.Page.Locator("[data-send]").ClickAsync();
        await Expect(unit.Page.Locator("[data-receipt]")).ToHaveAttributeAsync("data-receipt", "dak-rlap-2023/2023-Q4/dak-ru/2");
        await Expect(row).ToContainTextAsync("51,0");
        window.AssertQuiet();
        unit.AssertQuiet();
    }

    [Fact]
    public async Task WhatNeedsNobody_IsFolded_AndUnfolds()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/consolidated/2023-Q4");
        var page = window.Page;
        var group = page.Locator("tbody[data-code='1b']");
        // Waiting for a decision; a draft and a unit that has not begun are folded.
        await Expect(group.Locator("[data-unit='nhan-co']")).ToBeVisibleAsync();
        await Expect(group.Locator("[data-unit='dak-ru']")).ToHaveCountAsync(0);
        await Expect(page.Locator("tbody[data-code='2a'] tr")).ToHaveCountAsync(1);
        await ReportsPageTests.CheckAsync(window, "folded desk");
        var fold = page.Locator("[data-fold='1b']");
        await Expect(fold).ToHaveAttributeAsync("aria-expanded", "false");
        await fold.ClickAsync();
        await Expect(fold).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(group.Locator("[data-unit='dak-ru']")).ToBeVisibleAsync();
        // Nothing is decided of what is being written again.
        await page.Locator("[data-fold='3h']").ClickAsync();
        await Expect(page.Locator("[data-indicator-row='3h'][data-unit='ttyt'] .desk-act button")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [Fact]
    public async Task WhoeverWasSlower_IsTold_AndChangesNothing()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.HandInAsync();
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/consolidated/2023-Q4");
        var page = window.Page;
        await page.Locator(".desk-list tr[data-unit=dak-ru]").First.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        await dialog.Locator("textarea").First.FillAsync("xem lại");
        await office.CallAsync("accept").ExpectAsync(System.Net.HttpStatusCode.OK);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("Người khác vừa xử lý");
        Assert.Equal("accepted", (string?)(await office.ReportAsync())["state"]);
        window.AssertQuiet();
    }

    [Fact]
    public async Task AcceptingSeveral_TakesOnlyWhatHasNoWarning_AndTheCommitteeOnlyReads()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "1a", "dak-sin", 100, "2023-10-01");
        await office.HandInAsync();
        var odd = ReportCalls.Whole();
        odd["readings"]![0]!["note"] = "đếm lại";
        await office.HandInAsync(odd, unit: "dak-sin");
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/consolidated/2023-Q4");
        var page = window.Page;
        await Expect(page.Locator("tr[data-indicator-row='1a'][data-unit=dak-sin] .desk-warning").First).ToContainTextAsync("20 điểm");
        await page.GetByRole(AriaRole.Button, new() { Name = "Duyệt 1 báo cáo không có cảnh báo" }).ClickAsync();
        await page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Duyệt", Exact = true }).ClickAsync();
        await Expect(page.Locator(".desk-list tr[data-unit=dak-ru]").First).ToHaveAttributeAsync("data-state", "accepted");
        await Expect(page.Locator(".desk-list tr[data-unit=dak-sin]").First).ToHaveAttributeAsync("data-state", "submitted");
        await page.Locator("[data-filter=Odd]").ClickAsync();
        await Expect(page.Locator("[data-indicator-row]")).ToHaveCountAsync(1);
        await page.Locator("[data-indicator-row] .yes").ClickAsync();
        // What was decided of stays in sight.
        await Expect(page.Locator("[data-indicator-row]")).ToHaveAttributeAsync("data-state", "accepted");

        await using var reader = await browser.SignInAsync(server, Role.Committee, "/consolidated/2023-Q4");
        await Expect(reader.Page.Locator("[data-indicator-row='1a'][data-unit=dak-sin]")).ToBeVisibleAsync();
        await Expect(reader.Page.Locator(".desk-act button, .desk-several button")).ToHaveCountAsync(0);
        window.AssertQuiet();
        reader.AssertQuiet();
    }
}
