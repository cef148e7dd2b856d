using System.Net;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Playwright;
using static Board.Tests.Reports.ReportTyping;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Reports;

/// <summary>What is typed into a report: it is neither lost, whoever else writes and whatever fails, nor more than text.</summary>
[Collection(nameof(Browser))]
public sealed class ReportTypedTests(Browser browser)
{
    // Chromium and the framework say by themselves that the server is away.
    private static readonly string[] Away = ["WebSocket", "net::ERR", "Connection disconnected", "Failed to load resource", "Error: ", "Failed to complete negotiation", "Failed to start the connection"];

    [Fact]
    public async Task TwoPeople_OnOneReport_LoseNothing()
    {
        await using var server = await BoardServer.StartAsync();
        await using var one = await browser.OpenReportAsync(server);
        await using var other = await browser.OpenReportAsync(server, Role.Secretariat);
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
        await using var window = await browser.OpenReportAsync(board.Url, "xa@huyen.vn");
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
        await using var window = await browser.OpenReportAsync(server);
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
}
