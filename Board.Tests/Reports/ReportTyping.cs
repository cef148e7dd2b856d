using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Reports;

/// <summary>How tests write a unit's report.</summary>
internal static class ReportTyping
{
    public const string Address = "/reports/2023-Q4/dak-ru";

    public static async Task<Window> OpenReportAsync(this Browser browser, BoardServer server, Role role = Role.Reporter, string? email = null)
    {
        email ??= $"{role}@huyen.vn";
        await server.AccountAsync(email, role, role == Role.Reporter ? "dak-ru" : null);
        return await browser.OpenReportAsync(server.Url, email);
    }

    public static async Task<Window> OpenReportAsync(this Browser browser, string url, string email)
    {
        var window = await browser.SignInAsync(url, email, Address);
        await Expect(window.Page.Locator("[data-report]")).ToBeVisibleAsync();
        return window;
    }

    public static ILocator Place(IPage page, string field) => page.Locator($"[data-field='{field}']");

    public static ILocator Field(IPage page, string field) => page.Locator($"[id='{field}']");

    public static async Task TypeAsync(IPage page, string field, string text)
    {
        await Field(page, field).FillAsync(text);
        await Field(page, field).BlurAsync();
    }

    public static async Task SavedAsync(IPage page, string field, string text)
    {
        await Expect(Place(page, field)).ToHaveAttributeAsync("data-stored", text);
        await Expect(page.Locator("[data-saving]")).ToContainTextAsync("Đã lưu lúc");
    }
}
