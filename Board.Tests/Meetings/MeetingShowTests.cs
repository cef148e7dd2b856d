using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Meetings;
using static Board.Tests.Meetings.MeetingScreens;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Meetings;

/// <summary>The show: who presents, and who follows.</summary>
[Collection(nameof(Timed))]
public sealed class MeetingShowTests(Browser browser)
{
    [Fact]
    public async Task APresenter_IsFollowedByTwo_WhoMayLeaveAndComeBack_AndAreToldWhenTheyAreAlone()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var chair = await browser.SignInAsync(server, Role.Committee, "/meeting");
        await using var office = await browser.SignInAsync(server, Role.Secretariat, "/meeting");
        await using var viewer = await browser.SignInAsync(server, Role.Viewer, "/meeting");
        foreach (var window in (Window[])[chair, office, viewer]) await window.LiveAsync();
        await Expect(viewer.Page.Locator("[data-present]")).ToHaveCountAsync(0);
        // Before it presents: the framework keeps the first function that it finds under a name.
        await office.Page.EvaluateAsync("() => { window.meetingScreen.here = () => window.silent ? new Promise(() => { }) : true; }");

        await chair.Page.Locator("[data-present=begin]").ClickAsync();
        await StageAsync(chair, "presenting");
        await StageAsync(office, "following");
        await StageAsync(viewer, "following");
        await Expect(viewer.Page.Locator(".stage-line")).ToContainTextAsync("Committee");
        foreach (var window in (Window[])[office, viewer]) await NoteTurnsAsync(window);
        for (var i = 1; i <= 3; i++)
        {
            var pressed = DateTimeOffset.UtcNow;
            await chair.Page.Keyboard.PressAsync("ArrowRight");
            foreach (var window in (Window[])[office, viewer])
            {
                var shown = await ShownAtAsync(window, i);
                Assert.True(shown - pressed < TimeSpan.FromSeconds(1), $"followed {(shown - pressed).TotalMilliseconds} ms after the key");
            }
        }

        // One looks for themselves, the other stays with the presenter.
        await viewer.Page.Locator("[data-follow=leave]").ClickAsync();
        await StageAsync(viewer, "left");
        await chair.Page.Keyboard.PressAsync("ArrowRight");
        await PlaceAsync(office, 4);
        await PlaceAsync(viewer, 3);
        await viewer.Page.Locator("[data-follow=join]").ClickAsync();
        await PlaceAsync(viewer, 4);
        await StageAsync(viewer, "following");
        // Turning a page is leaving, too.
        await viewer.Page.Keyboard.PressAsync("Home");
        await StageAsync(viewer, "left");
        await viewer.Page.Locator("[data-follow=join]").ClickAsync();
        await StageAsync(viewer, "following");

        // Somebody else is asked before they take over.
        await office.Page.Locator("[data-present=begin]").ClickAsync();
        await Expect(office.Page.Locator("dialog[data-dialog=relieve]")).ToContainTextAsync("Committee");
        await StageAsync(chair, "presenting");
        await office.Page.Locator("dialog [data-confirm]").ClickAsync();
        await StageAsync(office, "presenting");
        await NoDialogAsync(office);
        await StageAsync(chair, "following");
        await Expect(chair.Page.Locator("[data-message]")).ToContainTextAsync("tiếp quản");
        await office.Page.Keyboard.PressAsync("End");
        await PlaceAsync(chair, 19);

        // A browser that says nothing any more is noticed within seconds, and so is one that is closed.
        await office.Page.EvaluateAsync("() => { window.silent = true; }");
        await StageAsync(viewer, "lost");
        await PlaceAsync(viewer, 19);
        await office.Page.EvaluateAsync("() => { window.silent = false; }");
        await StageAsync(viewer, "following");
        await office.Page.CloseAsync();
        await StageAsync(viewer, "lost");
        await StageAsync(chair, "lost");
        await PlaceAsync(viewer, 19);
        // Where nobody is, nobody need be asked.
        await chair.Page.Locator("[data-present=begin]").ClickAsync();
        await StageAsync(chair, "presenting");
        await StageAsync(viewer, "following");
        chair.AssertQuiet();
        viewer.AssertQuiet();
    }

    [Fact]
    public async Task AfterARestart_ThePresenterGoesOn_AndOthersAreToldWhomTheyWaitFor()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var chair = await browser.SignInAsync(server, Role.Committee, "/meeting");
        await using var viewer = await browser.SignInAsync(server, Role.Viewer, "/meeting");
        foreach (var window in (Window[])[chair, viewer]) await window.LiveAsync();
        await chair.Page.Locator("[data-present=begin]").ClickAsync();
        await StageAsync(viewer, "following");
        await chair.Page.Keyboard.PressAsync("End");
        foreach (var window in (Window[])[chair, viewer]) await PlaceAsync(window, 19);
        var slide = await chair.Page.Locator("[data-slide]").GetAttributeAsync("data-slide");
        foreach (var window in (Window[])[chair, viewer]) await KeptAsync(window, slide!);

        // A new server knows of nobody; browsers load their pages again, the viewer's first. A page that is away while the stage is cleared sees none of it.
        foreach (var window in (Window[])[chair, viewer]) await window.Page.GotoAsync(server.Url + "/areas");
        await Patience.UntilAsync(() => server.Part<MeetingStage>().Count(BoardServer.Plan) == 0 && server.Part<MeetingStage>().Find(BoardServer.Plan) is null, "the stage is empty");
        await viewer.Page.GotoAsync(server.Url + "/meeting");
        await StageAsync(viewer, "missed");
        await Expect(viewer.Page.Locator(".stage-line")).ToContainTextAsync("Committee");
        await Expect(viewer.Page.Locator($"[data-slide='{slide}']")).ToBeVisibleAsync();
        await chair.Page.GotoAsync(server.Url + "/meeting");
        await StageAsync(chair, "presenting");
        await Expect(chair.Page.Locator($"[data-slide='{slide}']")).ToBeVisibleAsync();
        await StageAsync(viewer, "following");
        await chair.Page.Keyboard.PressAsync("PageUp");
        await PlaceAsync(viewer, 18);

        // Whoever has ended it is not brought back to it.
        await chair.Page.Locator("[data-present=end]").ClickAsync();
        await StageAsync(viewer, "alone");
        await chair.Page.ReloadAsync();
        await chair.LiveAsync();
        await StageAsync(chair, "alone");
        chair.AssertQuiet();
        viewer.AssertQuiet();
    }

    // Until the browser has what the server would forget.
    private static Task KeptAsync(Window window, string slide) =>
        window.Page.WaitForFunctionAsync("slide => Object.values(sessionStorage).some(kept => JSON.parse(kept).screen?.slide === slide)", slide);

    private static Task NoteTurnsAsync(Window window) => window.Page.EvaluateAsync("""
        () => {
          window.turns = {};
          new MutationObserver(() => { const place = document.querySelector('[data-place]').dataset.place; window.turns[place] ??= Date.now(); })
            .observe(document.querySelector('main'), { subtree: true, childList: true, attributes: true, attributeFilter: ['data-place'] });
        }
        """);

    private static async Task<DateTimeOffset> ShownAtAsync(Window window, int place)
    {
        await PlaceAsync(window, place);
        return DateTimeOffset.FromUnixTimeMilliseconds((long)await window.Page.EvaluateAsync<double>($"() => window.turns['{place}']"));
    }
}
