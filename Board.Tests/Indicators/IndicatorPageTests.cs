using Board.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Indicators;

[Collection(nameof(Browser))]
public sealed class IndicatorPageTests(Browser browser)
{
    [Fact]
    public async Task AnUnknownIndicator_OrPlan_IsNotFound()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        foreach (var path in (string[])["/indicators/none", "/indicators/1a?plan=none", "/indicators/%3Cscript%3E"])
        {
            await using var window = await browser.OpenAsync(server.Url + path, new() { Locale = "en-GB" });
            await Expect(window.Page.Locator("h1")).ToHaveTextAsync("This page was not found");
            await window.AssertAccessibleAsync(path);
            window.AssertQuiet("status of 404");
        }
        await using var named = await browser.OpenAsync($"{server.Url}/indicators/2c1?plan={BoardServer.Plan}");
        await named.LiveAsync();
        await Expect(named.Gauge("2c1")).ToBeVisibleAsync();
        named.AssertQuiet();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task EveryIndicator_IsAccessible_AndFits(ColorScheme scheme)
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.OpenAsync(server.Url, new() { ColorScheme = scheme });
        string[] indicators = ["1a", "2c1", "3d", "4b"];
        foreach (var (width, height) in ((int, int)[])[(1920, 1080), (390, 844)])
            foreach (var indicator in indicators)
            {
                var what = $"{indicator} {width}×{height} {scheme}";
                await window.Page.SetViewportSizeAsync(width, height);
                await window.Page.GotoAsync($"{server.Url}/indicators/{indicator}");
                await window.ReadyAsync();
                await window.AssertFitsAsync(what);
                await window.AssertAccessibleAsync(what);
            }
        window.AssertQuiet();
    }
}
