using Board.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Meetings;

/// <summary>What tests wait for on a meeting's screen.</summary>
internal static class MeetingScreens
{
    public static Task StageAsync(Window window, string state) => Expect(window.Page.Locator("[data-stage]")).ToHaveAttributeAsync("data-stage", state);

    public static Task PlaceAsync(Window window, int place) => Expect(window.Page.Locator("[data-place]")).ToHaveAttributeAsync("data-place", $"{place}");

    // The keys belong to a dialog until it is gone.
    public static Task NoDialogAsync(Window window) => Expect(window.Page.Locator("dialog")).ToHaveCountAsync(0);
}
