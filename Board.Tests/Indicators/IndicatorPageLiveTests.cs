using System.Text.RegularExpressions;
using Board.Tests.Support;
using Board.Web.Access;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Indicators;

[Collection(nameof(Timed))]
public sealed class IndicatorPageLiveTests(Browser browser)
{
    [Fact]
    public async Task AReading_IsShown_WithinASecond()
    {
        await using var server = await BoardServer.StartRunningAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var window = await browser.OpenAsync(server.Url + "/indicators/1a");
        await window.LiveAsync();
        await window.MarkAsync();

        for (var i = 1; i <= 4; i++)
        {
            await BoardServer.PostShareAsync(office, "1a", "dak-ru", 600 + 10 * i);
            var acknowledged = DateTimeOffset.UtcNow;
            var shown = await window.ShownAtAsync("1a", $"{60 + i}");
            Assert.True(shown - acknowledged < TimeSpan.FromSeconds(1), $"shown {(shown - acknowledged).TotalMilliseconds} ms after the acknowledgement");
        }

        await Expect(window.Page.Locator("main")).ToContainTextAsync("64,0");
        Assert.True(await window.IsMarkedAsync(), "the page was loaded again");
        window.AssertQuiet();
    }

    [Fact]
    public async Task AKilledServer_IsSaid_AndThePageComesBackByItself()
    {
        await using var board = new BoardProcess("Board:PublicBoard=true", "Board:Clock:Start=2023-11-24T08:00:00+07:00");
        using var office = await board.ClientAsync("secretariat");
        await board.StartAsync();
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700);
        await using var window = await browser.OpenAsync(board.Url + "/indicators/1a?lang=en");
        await window.LiveAsync();
        await window.ShowsAsync("1a", "70");

        await board.KillAsync();
        await window.LiveAsync("off");
        await Expect(window.Badge).ToHaveTextAsync(new Regex(@"^Connection lost at \d\d:\d\d$"));
        await Expect(window.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await board.StartAsync();
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 810);

        await window.ShowsAsync("1a", "81");
        await window.LiveAsync();
        await Expect(window.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 830);
        await window.ShowsAsync("1a", "83");
        // The framework writes each of its failed attempts into the console; a chart that was just being drawn tells a server that is gone.
        window.AssertQuiet("warning: [", "error: [", "ERR_", "WebSocket connection to", "Cannot send data if the connection");
    }

    [Fact]
    public async Task AServerThatForgotTheCircuit_IsLoadedAgain_EvenWhereTheFrameworkAskedFirst()
    {
        await using var board = new BoardProcess("Board:PublicBoard=true", "Board:Clock:Start=2023-11-24T08:00:00+07:00");
        using var office = await board.ClientAsync("secretariat");
        await board.StartAsync();
        await using var window = await browser.OpenAsync(board.Url + "/indicators/1a");
        await window.LiveAsync();
        await window.Page.RouteAsync("**/healthz/ready", route => route.AbortAsync());

        await board.KillAsync();
        await window.LiveAsync("off");
        await board.StartAsync();
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 810);
        await Expect(window.Page.Locator("#components-reconnect-modal")).ToHaveClassAsync(new Regex("rejected"), new() { Timeout = 3 * (float)Patience.Most.TotalMilliseconds });
        await window.Page.UnrouteAsync("**/healthz/ready");

        await window.ShowsAsync("1a", "81");
        await window.LiveAsync();
    }
}
