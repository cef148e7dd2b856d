using System.Text.RegularExpressions;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Indicators;

/// <summary>From what is behind to who holds it, and to what proves it.</summary>
[Collection(nameof(Browser))]
public sealed class DrillTests(Browser browser)
{
    [Fact]
    public async Task FromALaggingGauge_ToTheCommuneThatHoldsMostOfTheGap_InTwoClicks()
    {
        await using var server = await LaggingAsync();
        await using var window = await browser.OpenAsync(server.Url + "/");
        var gauge = window.Gauge("1a");
        await Expect(gauge).ToHaveAttributeAsync("data-status", "lagging");

        await gauge.Locator("a").First.ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("/indicators/1a"));
        await window.ReadyAsync();
        await window.Page.Locator("[data-holder]").First.ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(new Regex(@"/indicators/1a\?plan=dak-rlap-2023&unit=dak-sin#readings$"));
        await Expect(window.Page.Locator("[data-unit-shown='dak-sin']")).ToContainTextAsync("còn thiếu 700\u00A0người");
        await Expect(window.Page.Locator(".revisions tbody tr")).ToHaveCountAsync(2);
        await Expect(window.Page.Locator(".revisions h2")).ToBeInViewportAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task ABarOfTheRanking_LeadsThereToo_AndTheCharts_AreDrawnUnderThePolicy()
    {
        await using var server = await LaggingAsync();
        await using var window = await browser.OpenAsync(server.Url + "/indicators/1a");
        await Expect(window.Page.Locator(".chart[data-drawn]")).ToHaveCountAsync(2);
        await Expect(window.Page.Locator(".chart-fallback")).ToBeHiddenAsync();
        await window.Page.Locator(".units .apexcharts-bar-area").First.ClickAsync();
        await Expect(window.Page.Locator("[data-unit-shown='dak-sin']")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task WithoutScripts_TheServersDrawingAndTheTablesStay()
    {
        await using var server = await LaggingAsync();
        await using var window = await browser.OpenAsync(server.Url + "/indicators/1a", new() { JavaScriptEnabled = false });
        await Expect(window.Page.Locator(".chart-fallback svg .curve")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".chart-tools")).ToBeHiddenAsync();
        await Expect(window.Page.Locator(".units tbody tr")).ToHaveCountAsync(11);
        await Expect(window.Page.Locator(".heat-map tbody tr")).ToHaveCountAsync(11);
        await window.Page.Locator("summary").ClickAsync();
        await Expect(window.Page.Locator(".trend table")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WhereTheLibraryDoesNotCome_TheServersDrawingStays_AndTheNextFigureAsksForItAgain()
    {
        await using var server = await LaggingAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var window = await browser.OpenAsync(server.Url + "/");
        await window.Page.RouteAsync("**/apexcharts/**", route => route.AbortAsync());
        await window.Page.GotoAsync(server.Url + "/indicators/1a");
        await window.LiveAsync();
        await BoardServer.PostShareAsync(office, "1a", "dak-sin", 300);
        await window.ShowsAsync("1a", "35");
        await Expect(window.Page.Locator(".chart-fallback svg .curve")).ToBeVisibleAsync();

        await window.Page.UnrouteAsync("**/apexcharts/**");
        await BoardServer.PostShareAsync(office, "1a", "dak-sin", 310);
        await Expect(window.Page.Locator(".trend .chart[data-drawn]")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".chart-fallback")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task InPrint_TheChartIsTheServersDrawing_AndItsTableIsOpen()
    {
        await using var server = await LaggingAsync();
        await using var window = await browser.OpenAsync(server.Url + "/indicators/1a");
        await Expect(window.Page.Locator(".trend .chart[data-drawn]")).ToBeVisibleAsync();
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await window.Page.SetViewportSizeAsync(720, 1000);
        await Expect(window.Page.Locator(".trend .chart")).ToBeHiddenAsync();
        await Expect(window.Page.Locator(".chart-fallback svg .curve")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".trend table")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".areas").First).ToBeHiddenAsync();
        await window.AssertFitsAsync("print");
    }

    [Fact]
    public async Task TheKeyboard_Zooms_AndALiveFigure_LeavesTheZoomAlone()
    {
        await using var server = await LaggingAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var window = await browser.OpenAsync(server.Url + "/indicators/1a");
        await window.ReadyAsync();
        var dates = window.Page.Locator(".trend .apexcharts-xaxis-label");
        await Expect(window.Page.Locator(".trend .chart")).ToHaveAttributeAsync("data-draws", "1");
        var whole = await dates.AllTextContentsAsync();
        await window.Page.Locator("[data-zoom=in]").PressAsync("Enter");
        await Expect(dates).Not.ToHaveTextAsync([.. whole]);
        var part = await dates.AllTextContentsAsync();
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 444);
        await Expect(window.Page.Locator(".trend .chart")).ToHaveAttributeAsync("data-draws", "2");
        Assert.Equal(part, await dates.AllTextContentsAsync());
        await window.Page.Locator("[data-zoom=all]").PressAsync("Enter");
        await Expect(dates).ToHaveTextAsync([.. whole]);
        window.AssertQuiet();
    }

    [Fact]
    public async Task ANewFigure_MovesTheCharts_AndSaysThatTheListIsOlder()
    {
        await using var server = await LaggingAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var window = await browser.OpenAsync(server.Url + "/indicators/1a");
        await window.ReadyAsync();
        await Expect(window.Page.Locator(".newer")).ToHaveCountAsync(0);
        await BoardServer.PostShareAsync(office, "1a", "dak-sin", 790);
        await Expect(window.Page.Locator("[data-holder]").First).ToHaveAttributeAsync("data-holder", "dak-ru");
        await Expect(window.Page.Locator(".units .apexcharts-yaxis-label").First).ToContainTextAsync("Đắk Ru");
        await window.Page.Locator(".newer a").ClickAsync();
        await Expect(window.Page.Locator(".revisions tbody tr")).ToHaveCountAsync(5);
        await Expect(window.Page.Locator(".newer")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [Fact]
    public async Task WhoRecordedIt_AndOnWhatEvidence_IsForThoseWhoMayKnow()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        using var office = await server.VisitorAsync(Role.Secretariat);
        using var viewer = await server.VisitorAsync(Role.Viewer);
        const string address = "/indicators/1a?unit=dak-ru&list=all";
        var (seen, public_, viewed) = (await office.Client.GetStringAsync(address), await server.Anonymous.GetStringAsync(address), await viewer.Client.GetStringAsync(address));
        var report = new Regex(@"href=""/reports/2023-Q\d/dak-ru\?plan=dak-rlap-2023""");
        Assert.Matches(report, seen);
        Assert.DoesNotMatch(report, public_);
        Assert.DoesNotMatch(report, viewed);
        Assert.Contains("class=\"said\"", viewed, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"said\"", public_, StringComparison.Ordinal);
    }

    // Đắk Sin lacks 700 of the 1,100 that are missing.
    private static async Task<BoardServer> LaggingAsync()
    {
        var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 400, "2023-06-30");
        await BoardServer.PostShareAsync(office, "1a", "dak-sin", 90, "2023-06-30");
        await BoardServer.PostShareAsync(office, "1a", "dak-sin", 100);
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-ru", 400));
        return server;
    }
}
