using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Administration;
using Board.Web.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Administration;

[Collection(nameof(Browser))]
public sealed class PlanPageTests(Browser browser)
{
    private const string Register = "section[aria-label='Mẫu số đã duyệt']";

    [Fact]
    public async Task ADenominator_IsSeenBeforeItIsStored_AndTheBoardFollows()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var board = await browser.OpenAsync(server.Url);
        await board.LiveAsync();
        await using var window = await OpenAsync(server);
        var page = window.Page;
        var before = Sql.Counts(server.Database);

        await Field(page, "dak-ru").FillAsync("10");
        await Button(page, "Xem trước").ClickAsync();
        await Expect(page.Locator("tr[data-unit='dak-ru']")).ToContainTextAsync("Xã Đắk Ru đã báo cáo");
        await Expect(Button(page, "Lưu")).ToBeHiddenAsync();

        await Field(page, "dak-ru").FillAsync("80.5");
        await Expect(page.Locator("tr[data-unit='dak-ru']")).ToContainTextAsync("Viết số theo kiểu Việt Nam");
        await Field(page, "dak-ru").FillAsync("9.999");
        await Button(page, "Xem trước").ClickAsync();
        var moved = page.Locator("[data-moved='1a']");
        await Expect(moved).ToContainTextAsync("→");
        await window.AssertAccessibleAsync("preview");
        Assert.Equal(before, Sql.Counts(server.Database));

        // A server that fails for a moment costs nobody what they typed.
        Sql.Run(server.Database, "CREATE TRIGGER \"Full\" BEFORE UPDATE ON \"Plans\" BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        await Button(page, "Lưu").ClickAsync();
        await Expect(page.Locator(Register)).ToContainTextAsync("Máy chủ gặp lỗi");
        await Expect(Field(page, "dak-ru")).ToHaveValueAsync("9.999");
        Sql.Run(server.Database, "DROP TRIGGER \"Full\"");
        await Button(page, "Xem trước").ClickAsync();

        await Button(page, "Lưu").ClickAsync();
        await window.SaidAsync("Đã lưu");
        await Expect(page.Locator("tr[data-unit='dak-ru'] [data-label='Đang dùng']")).ToHaveTextAsync("9.999");
        await Expect(page.Locator("[data-unsaved]")).ToHaveCountAsync(0);
        var expected = (PreviewPlan.Result.Seen)await new PlanDesk(server, Actor.Console).PreviewAsync(PlanDesk.Population(("dak-ru", 9999)));
        Assert.True(expected.Same);
        await board.ShowsAsync("1a", Say.Exact(expected.After.Find("1a")!.Progress.Value!.Value));
        window.AssertQuiet();
    }

    [Fact]
    public async Task TheLaterOfTwo_IsTold_AndKeepsWhatWasTyped()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await using var one = await OpenAsync(server, "mot@huyen.vn");
        await using var two = await OpenAsync(server, "hai@huyen.vn");
        await Field(one.Page, "dak-ru").FillAsync("9.000");
        await Button(one.Page, "Xem trước").ClickAsync();
        await Field(two.Page, "dak-ru").FillAsync("9.500");
        await Field(two.Page, "dak-sin").FillAsync("6.000");
        await Button(two.Page, "Xem trước").ClickAsync();
        await Button(one.Page, "Lưu").ClickAsync();
        await one.SaidAsync("Đã lưu");

        await Button(two.Page, "Lưu").ClickAsync();
        await Expect(two.Page.Locator(Register)).ToContainTextAsync("Người khác vừa sửa kế hoạch");
        await Expect(two.Page.Locator("tr[data-unit='dak-ru'] [data-label='Đang dùng']")).ToHaveTextAsync("9.000");
        await Expect(Field(two.Page, "dak-ru")).ToHaveValueAsync("9.500");
        await Expect(Field(two.Page, "dak-sin")).ToHaveValueAsync("6.000");

        await Button(two.Page, "Xem trước").ClickAsync();
        await Button(two.Page, "Lưu").ClickAsync();
        await Expect(two.Page.Locator("tr[data-unit='dak-ru'] [data-label='Đang dùng']")).ToHaveTextAsync("9.500");
    }

    [Fact]
    public async Task AColumn_IsPastedFromASpreadsheet_OrRefusedAsAWhole()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await using var window = await OpenAsync(server);
        var page = window.Page;
        await page.GetByText("Dán cả cột từ Excel").ClickAsync();
        var paste = page.GetByLabel("Tên đơn vị và số, mỗi đơn vị một dòng");
        await paste.FillAsync("Xã Đắk Ru\t9.874\nXã Lạ\t1");
        await Button(page, "Điền vào bảng").ClickAsync();
        await Expect(page.Locator(".plan-fault")).ToHaveTextAsync("Dòng 2: không có đơn vị “Xã Lạ” trong bảng.");
        await Expect(Field(page, "dak-ru")).ToHaveValueAsync("");
        await paste.FillAsync("Xã Đắk Ru\t9874\nxa dak sin\t6.043");
        await Button(page, "Điền vào bảng").ClickAsync();
        await Expect(Field(page, "dak-ru")).ToHaveValueAsync("9.874");
        await Expect(Field(page, "dak-sin")).ToHaveValueAsync("6.043");
        window.AssertQuiet();
    }

    [Theory]
    [InlineData(ColorScheme.Light, "vi-VN")]
    [InlineData(ColorScheme.Dark, "en-GB")]
    public async Task EverySection_IsAccessible_AndFits(ColorScheme scheme, string locale)
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await OpenAsync(server, options: new() { ColorScheme = scheme, Locale = locale });
        var tabs = window.Page.GetByRole(AriaRole.Tab);
        await Expect(tabs).ToHaveCountAsync(4);
        foreach (var (width, height) in ((int, int)[])[(1920, 1080), (1366, 768), (390, 844)])
        {
            await window.Page.SetViewportSizeAsync(width, height);
            for (var i = 0; i < 4; i++)
            {
                await tabs.Nth(i).ClickAsync();
                await Expect(tabs.Nth(i)).ToHaveAttributeAsync("aria-selected", "true");
                await window.AssertFitsAsync($"section {i} {width}×{height} {scheme}");
                await window.AssertAccessibleAsync($"section {i} {width}×{height} {scheme}");
            }
        }
        window.AssertQuiet();
    }

    [Fact]
    public async Task TheTheme_FollowsTheDevice_AndTheButton()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await using var window = await OpenAsync(server, options: new() { ColorScheme = ColorScheme.Dark });
        async Task HasAsync(string surface) => await Patience.UntilAsync(
            async () => await window.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).getPropertyValue('--mud-palette-surface').trim()") == surface, surface);
        const string day = "rgba(255,255,255,1)", night = "rgba(23,29,38,1)";
        await HasAsync(night);
        await window.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await HasAsync(day);
        // As the device, light, dark.
        await window.Page.Locator("[data-theme-toggle]").ClickAsync();
        await window.Page.Locator("[data-theme-toggle]").ClickAsync();
        await HasAsync(night);
    }

    private async Task<Window> OpenAsync(BoardServer server, string email = "thu-ky@huyen.vn", BrowserNewContextOptions? options = null)
    {
        await server.AccountAsync(email, Role.Secretariat);
        var window = await browser.OpenAsync(server.Url + "/account/login?returnUrl=%2Fadmin%2Fplan", options);
        await window.Page.Locator("[name=email]").FillAsync(email);
        await window.Page.Locator("[name=password]").FillAsync(Visitor.Password);
        await window.Page.Locator("[name=password]").PressAsync("Enter");
        await Expect(window.Page.Locator("tr[data-unit='dak-ru']")).ToBeVisibleAsync();
        return window;
    }

    private static ILocator Field(IPage page, string unit) => page.Locator($"tr[data-unit='{unit}'] input");

    private static ILocator Button(IPage page, string name) => page.Locator(Register).GetByRole(AriaRole.Button, new() { Name = name });
}
