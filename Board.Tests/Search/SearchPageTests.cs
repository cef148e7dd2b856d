using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Playwright;

namespace Board.Tests.Search;

/// <summary>Search and the keys of every page as a person uses them.</summary>
[Collection(nameof(Browser))]
public sealed class SearchPageTests(Browser browser)
{
    [Fact]
    public async Task ByKeysAlone_FromTheBoard_ToWhatIsMeant()
    {
        await using var server = await BoardServer.StartAsync();
        await using var window = await browser.OpenAsync(server.Url + "/");
        await window.Page.Keyboard.PressAsync("/");
        await window.Page.Keyboard.TypeAsync("ho so suc khoe/?");
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Page.Locator("[data-kind=indicator] mark").First).ToBeVisibleAsync();
        Assert.StartsWith("hồ sơ sức khỏe", string.Join(' ', await window.Page.Locator("[data-kind=indicator] .search-name").First.Locator("mark").AllInnerTextsAsync()).ToLowerInvariant(), StringComparison.Ordinal);
        await window.Page.Locator("[data-kind=indicator] a").First.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/indicators/"));
        window.AssertQuiet();
    }

    [Fact]
    public async Task QuestionMark_ListsTheKeys_ButNotWhileOneTypes()
    {
        await using var server = await BoardServer.StartAsync();
        await using var window = await browser.OpenAsync(server.Url + "/assignments");
        var dialog = window.Page.Locator("dialog[data-keys]");
        await window.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await window.AssertAccessibleAsync("keys");
        await window.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await window.Page.Keyboard.PressAsync("/");
        await window.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(window.Page.Locator("[data-search]")).ToHaveValueAsync("?");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task SearchAndNotices_AreAccessible_AndFitAPhone(ColorScheme theme)
    {
        await using var server = await BoardServer.StartAsync();
        foreach (var path in (string[])["/search?q=so", "/search?q=xyzzy", "/search", "/nothing"])
            foreach (var width in (int[])[1366, 390])
            {
                await using var window = await browser.OpenAsync(server.Url + path, new() { ColorScheme = theme, ViewportSize = new() { Width = width, Height = 844 } });
                await window.AssertAccessibleAsync($"{path} {theme} {width}");
                await window.AssertFitsAsync($"{path} {width}");
            }
    }

    [Fact]
    public async Task EveryPage_HasABox_AWayBack_AndATitleOfItsOwn()
    {
        await using var server = await BoardServer.StartAsync();
        using var admin = await server.VisitorAsync(Role.Admin);
        var titles = new Dictionary<string, string>();
        foreach (var path in (string[])
            ["/", "/search", "/search?q=so", "/indicators/1a", "/indicators/1b", "/assignments", "/calendar", "/meeting", "/meetings", "/directives", "/reports", "/reports/2023-Q4/dak-ru",
            "/consolidated/2023-Q4", "/admin/plan", "/admin/reminders", "/admin/accounts", "/admin/tokens", "/admin/audit", "/api", "/account/manage", "/account/inbox", "/nothing"])
        {
            using var answer = await admin.Client.GetAsync(path);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.True(html.Contains("action=\"/search\"", StringComparison.Ordinal), path + " has no search box");
            Assert.True(html.Contains("data-keys", StringComparison.Ordinal) || html.Contains("data-legend-open", StringComparison.Ordinal) || path == "/meeting", path + " does not list its keys");
            if (path != "/") Assert.True(html.Contains("class=\"crumbs\"", StringComparison.Ordinal) || path == "/meeting", path + " has no breadcrumb");
            Assert.Equal(path.StartsWith("/admin/", StringComparison.Ordinal), html.Contains("/areas#admin\"", StringComparison.Ordinal));
            titles[path] = html.Split("<title>")[1].Split("</title>")[0];
        }
        Assert.Empty(titles.GroupBy(one => one.Value).Where(same => same.Count() > 1).Select(same => string.Join(" = ", same.Select(one => one.Key))));
    }
}
