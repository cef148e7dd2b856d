using System.Net;
using System.Text.RegularExpressions;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Access;

/// <summary>Accounts as people use them, in a real browser.</summary>
[Collection(nameof(Browser))]
public sealed class AccountPageTests(Browser browser)
{
    // Chromium says by itself that a page was refused.
    private const string Refused = "Failed to load resource";

    [Theory]
    [InlineData("vi", true)]
    [InlineData("en", true)]
    [InlineData("vi", false)]
    public async Task OneSetsAPassword_SignsIn_TurnsOnTheSecondFactor_AndUsesIt(string language, bool scripts)
    {
        await using var server = await BoardServer.StartRunningAsync(filled: false, "Board:PublicBoard=false");
        var (_, code, _) = await server.Part<AddAccount>().ExecuteAsync(Actor.Console, new("a@huyen.vn", "Nguyễn Văn A", Role.Secretariat, null));
        await using var window = await browser.OpenAsync(server.Url + AccountLink.Path(code!) + "&lang=" + language, new() { JavaScriptEnabled = scripts });
        var page = window.Page;
        await CheckAsync(window, scripts, "set-up");
        await page.Locator("[name=password]").FillAsync("mot cau that dai");
        await page.Locator("[name=repeated]").FillAsync("mot cau that daj");
        await page.Locator("main button[type=submit]").ClickAsync();
        await Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
        await CheckAsync(window, scripts, "set-up refused");
        await page.Locator("[name=password]").FillAsync(Visitor.Password);
        await page.Locator("[name=repeated]").FillAsync(Visitor.Password);
        await page.Locator("main button[type=submit]").ClickAsync();
        await Expect(page.Locator("[role=status]")).ToBeVisibleAsync();

        await page.GotoAsync(server.Url + "/indicators/1a");
        await window.ArriveAsync(server.Url + "/account/login?returnUrl=%2Findicators%2F1a");
        await CheckAsync(window, scripts, "sign-in");
        await SignInAsync(page, "a wrong password");
        await Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
        await Expect(page.Locator("[name=email]")).ToHaveValueAsync("a@huyen.vn");
        await CheckAsync(window, scripts, "sign-in refused");
        await SignInAsync(page, Visitor.Password);
        await window.ArriveAsync(server.Url + "/indicators/1a");
        if (scripts) await window.ReadyAsync();

        await page.GotoAsync(server.Url + "/");
        await page.Locator("a[href='/account/manage']").ClickAsync();
        await window.ArriveAsync(server.Url + "/account/manage");
        await CheckAsync(window, scripts, "own account");
        await page.Locator("a[href='/account/manage/second-factor']").ClickAsync();
        await window.ArriveAsync(server.Url + "/account/manage/second-factor");
        await CheckAsync(window, scripts, "second factor");
        var key = FromBase32((await page.Locator(".secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await page.Locator("[name=code]").FillAsync(Totp.Code(key, Totp.StepAt(TimeProvider.System.GetUtcNow())));
        await page.Locator("[name=password]").FillAsync(Visitor.Password);
        await page.Locator("main button[type=submit]").ClickAsync();
        await Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
        await CheckAsync(window, scripts, "recovery codes");
        var spare = await page.Locator(".codes li").First.InnerTextAsync();

        await page.GotoAsync(server.Url + "/account/manage");
        await page.Locator("form[action='/account/logout'] button").ClickAsync();
        await SignInAsync(page, Visitor.Password);
        await Expect(page.Locator("[name=code]")).ToBeVisibleAsync();
        await CheckAsync(window, scripts, "code");
        await page.Locator("[name=code]").FillAsync("000000");
        await page.Locator("main button[type=submit]").ClickAsync();
        await Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
        await page.Locator("[name=code]").FillAsync(spare);
        await page.Locator("main button[type=submit]").ClickAsync();
        await Expect(page).ToHaveURLAsync(server.Url + "/");
        window.AssertQuiet(Refused);
    }

    [Fact]
    public async Task AnAdministrator_MakesChangesAndDisablesAccounts_AndSeesItInTheAudit()
    {
        const string Name = "<img src=x onerror=alert(1)>";
        await using var server = await BoardServer.StartRunningAsync();
        await server.AccountAsync("admin@huyen.vn", Role.Admin, name: "Quản trị");
        await using var window = await browser.OpenAsync(server.Url + "/account/login?returnUrl=/admin/accounts");
        var page = window.Page;
        await SignInAsync(page, Visitor.Password, "admin@huyen.vn");
        await page.GetByRole(AriaRole.Button, new() { Name = "Thêm tài khoản" }).ClickAsync();
        await page.GetByLabel("Họ và tên").FillAsync(Name);
        await page.GetByLabel("Thư điện tử", new() { Exact = true }).FillAsync("xa");
        var form = page.Locator(".desk-form");
        await form.GetByRole(AriaRole.Button, new() { Name = "Thêm tài khoản" }).ClickAsync();
        await Expect(form.Locator(".mud-alert")).ToContainTextAsync("Địa chỉ thư điện tử không hợp lệ");
        await window.AssertAccessibleAsync("accounts, refused");
        await page.GetByLabel("Thư điện tử", new() { Exact = true }).FillAsync("xa@huyen.vn");
        await form.GetByRole(AriaRole.Button, new() { Name = "Thêm tài khoản" }).ClickAsync();
        await Expect(form.Locator(".mud-alert")).ToContainTextAsync("phải thuộc một đơn vị");
        await form.GetByRole(AriaRole.Combobox, new() { Name = "Đơn vị" }).ClickAsync();
        await page.GetByText("Xã Đắk Ru", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".mud-popover-open")).ToHaveCountAsync(0);
        // A server that fails for a moment costs nobody what they typed.
        Sql.Run(server.Database, Full("Accounts", "INSERT"));
        await form.GetByRole(AriaRole.Button, new() { Name = "Thêm tài khoản" }).ClickAsync();
        await Expect(form.Locator(".mud-alert")).ToContainTextAsync("Máy chủ gặp lỗi");
        await Expect(page.GetByLabel("Họ và tên")).ToHaveValueAsync(Name);
        Sql.Run(server.Database, "DROP TRIGGER \"Full\"");
        await form.GetByRole(AriaRole.Button, new() { Name = "Thêm tài khoản" }).ClickAsync();
        var link = await page.Locator(".desk-once code").InnerTextAsync();
        Assert.StartsWith(server.Url + "/account/setup?code=", link, StringComparison.Ordinal);
        await Expect(page.Locator(".desk-table")).ToContainTextAsync(Name);
        await window.AssertAccessibleAsync("accounts");

        using var owner = new Visitor(server.Url);
        using (await owner.SendAsync(new Uri(link).PathAndQuery, "/account/setup", ("password", Visitor.Password), ("repeated", Visitor.Password))) { }
        using (await owner.SignInAsync("xa@huyen.vn")) { }
        Assert.Equal(HttpStatusCode.OK, (await owner.Client.GetAsync("/account/manage")).StatusCode);
        Sql.Run(server.Database, Full("AccountLinks", "INSERT"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Thao tác với " + Name }).ClickAsync();
        await page.GetByText("Tạo liên kết đặt mật khẩu").ClickAsync();
        await window.SaidAsync("Máy chủ gặp lỗi");
        Sql.Run(server.Database, "DROP TRIGGER \"Full\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "Thao tác với " + Name }).ClickAsync();
        await page.GetByText("Khóa tài khoản").ClickAsync();
        await page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Khóa tài khoản" }).ClickAsync();
        await Expect(page.Locator(".desk-state.disabled")).ToHaveTextAsync("Đã khóa");
        Assert.Equal(HttpStatusCode.Redirect, (await owner.Client.GetAsync("/account/manage")).StatusCode);

        await page.GotoAsync(server.Url + "/admin/audit");
        await Expect(page.Locator(".desk-table tbody tr").First).ToContainTextAsync("Khóa tài khoản");
        await page.GetByRole(AriaRole.Button, new() { Name = "Kiểm tra chuỗi nhật ký" }).ClickAsync();
        await Expect(page.Locator(".mud-alert")).ToContainTextAsync("nguyên vẹn");
        await window.AssertAccessibleAsync("audit");
        window.AssertQuiet();
    }

    [Fact]
    public async Task AToken_IsMade_ShownOnce_AndRevoked()
    {
        await using var server = await BoardServer.StartRunningAsync();
        await server.AccountAsync("admin@huyen.vn", Role.Admin);
        await using var window = await browser.OpenAsync(server.Url + "/account/login?returnUrl=/admin/tokens");
        var page = window.Page;
        await SignInAsync(page, Visitor.Password, "admin@huyen.vn");
        await page.GetByLabel("Dùng cho").FillAsync("Phần mềm báo cáo");
        Sql.Run(server.Database, Full("Tokens", "INSERT"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Tạo mã truy cập" }).ClickAsync();
        await window.SaidAsync("Máy chủ gặp lỗi");
        await Expect(page.GetByLabel("Dùng cho")).ToHaveValueAsync("Phần mềm báo cáo");
        Sql.Run(server.Database, "DROP TRIGGER \"Full\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tạo mã truy cập" }).ClickAsync();
        var token = await page.Locator(".desk-once code").InnerTextAsync();
        await window.AssertAccessibleAsync("tokens");
        using var client = new HttpClient { BaseAddress = new(server.Url), DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/plans")).StatusCode);
        await page.ReloadAsync();
        await Expect(page.Locator(".desk-table")).ToContainTextAsync("Phần mềm báo cáo");
        Assert.DoesNotContain(token, await page.ContentAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Thu hồi mã của Phần mềm báo cáo" }).ClickAsync();
        await page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Thu hồi" }).ClickAsync();
        await Expect(page.Locator(".desk-state.disabled")).ToContainTextAsync("Đã thu hồi");
        await client.GetAsync("/api/v1/plans").ExpectProblemAsync(401, "not-known");
        window.AssertQuiet();
    }

    [Theory]
    [InlineData("/admin/accounts")]
    [InlineData("/admin/tokens")]
    [InlineData("/admin/audit")]
    public async Task AdministrationPages_AreForAdministrators(string address)
    {
        await using var server = await BoardServer.StartAsync();
        using var stranger = new Visitor(server.Url);
        Assert.Equal("/account/login?returnUrl=" + Uri.EscapeDataString(address), stranger.PathOf(await stranger.Client.GetAsync(address)));
        foreach (var role in Enum.GetValues<Role>())
        {
            using var visitor = await server.VisitorAsync(role, role == Role.Reporter ? "dak-ru" : null);
            Assert.Equal((role, role == Role.Admin ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (role, (await visitor.Client.GetAsync(address)).StatusCode));
        }
    }

    [Fact]
    public async Task AnOpenPage_IsLoadedAgain_WithinAMinuteOfBeingDisabled()
    {
        await using var server = await BoardServer.StartAsync("Board:PublicBoard=false");
        await server.AccountAsync("admin@huyen.vn", Role.Admin);
        var id = await server.AccountAsync("a@huyen.vn", Role.Admin);
        await using var window = await browser.OpenAsync(server.Url + "/account/login?returnUrl=/admin/accounts");
        await SignInAsync(window.Page, Visitor.Password);
        await Expect(window.Page.Locator(".desk-table")).ToBeVisibleAsync();
        Assert.Null(await server.Part<SwitchAccount>().ExecuteAsync(Actor.Console, id, enabled: false));
        // What is done meanwhile is refused at once.
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Thêm tài khoản" }).ClickAsync();
        await window.Page.GetByLabel("Họ và tên").FillAsync("B");
        await window.Page.Locator(".desk-form").GetByRole(AriaRole.Button, new() { Name = "Thêm tài khoản" }).ClickAsync();
        await Expect(window.Page.Locator(".desk-form .mud-alert")).ToContainTextAsync("không có quyền");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Hủy" }).ClickAsync();
        await Expect(window.Page.Locator(".desk-form")).ToBeHiddenAsync();
        server.Clock.Advance(CircuitStanding.Interval);
        await Expect(window.Page).ToHaveURLAsync(new Regex("/account/login"));
    }

    private static string Full(string table, string does) => $"CREATE TRIGGER \"Full\" BEFORE {does} ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'disk full'); END";

    private static async Task SignInAsync(IPage page, string password, string email = "a@huyen.vn")
    {
        await page.Locator("[name=email]").FillAsync(email);
        await page.Locator("[name=password]").FillAsync(password);
        await page.Locator("main button[type=submit]").ClickAsync();
    }

    private static async Task CheckAsync(Window window, bool scripts, string what)
    {
        await window.Page.WaitForLoadStateAsync();
        if (scripts) await ReportsPageTests.CheckAsync(window, what);
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
