using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Shell;

/// <summary>The keyboard alone: it gets everywhere, is seen where it is, and its shortcuts leave alone what is typed.</summary>
[Collection(nameof(Browser))]
public sealed class KeyboardTests(Browser browser)
{
    // Numbers what can be reached; what is in a closed dialog can't.
    private const string Number = """
        () => {
          const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
            .filter(one => !one.disabled && one.tabIndex >= 0 && one.type !== 'hidden' && one.checkVisibility({ visibilityProperty: true }) && !one.closest('dialog:not([open])'));
          all.forEach((one, i) => one.dataset.tab = i);
          document.activeElement.blur();
          return all.map(one => `${one.localName} ${(one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 40)}`);
        }
        """;

    // Where the focus is, whether it is to be seen there, and whether something lies over it.
    private const string Here = """
        () => {
          const here = document.activeElement;
          if (!here || here === document.body) return null;
          const lit = one => { const style = getComputedStyle(one, one.matches('.gauge h3 a') ? '::after' : null); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 1; };
          const box = here.getBoundingClientRect();
          const over = document.elementFromPoint(Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2), box.top + Math.min(box.height / 2, 20));
          const seen = box.width > 1 && over && (here.contains(over) || over.contains(here) || over.closest('label')?.contains(here));
          const lights = lit(here) || here.closest('.mud-input-control, .mud-checkbox');
          return [here.dataset.tab ?? '', lights && seen ? '' : `${lights ? '' : 'unlit '}${seen ? '' : 'hidden '}${here.localName} ${(here.getAttribute('aria-label') ?? here.textContent).trim().slice(0, 40)}`];
        }
        """;

    // Who opens what, and what is there once its desk has read what it shows.
    private static readonly (Role Role, string? Unit, (string Path, string Shows)[] Pages)[] Visits =
    [
        (Role.Secretariat, null, [("/meeting", ".meeting"), ("/directives", "main"), ("/admin/plan", ".plan-section")]),
        (Role.Committee, null, [("/indicators/2e", ".decided[data-interactive]"), ("/areas", "main")]),
        (Role.Reporter, "dak-ru", [("/reports/2023-Q4/dak-ru", "[data-send]")]),
    ];

    [Fact]
    public async Task Tab_ReachesEverything_AndIsSeenThere()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        foreach (var (role, unit, pages) in Visits)
        {
            await using var window = await browser.SignInAsync(server, role, pages[0].Path, unit);
            foreach (var (path, shows) in pages)
            {
                await window.Page.GotoAsync(server.Url + path);
                await window.ReadyAsync();
                await Expect(window.Page.Locator(shows).First).ToBeVisibleAsync();
                var names = await window.Page.EvaluateAsync<string[]>(Number);
                var (reached, faults) = (new HashSet<string>(), new HashSet<string>());
                for (var i = 0; i < names.Length + 3; i++)
                {
                    await window.Page.Keyboard.PressAsync("Tab");
                    if (await window.Page.EvaluateAsync<string[]?>(Here) is not [var tab, var fault]) continue;
                    reached.Add(tab);
                    if (fault.Length > 0) faults.Add(fault);
                }
                Assert.Equal((path, "", ""), (path, string.Join(", ", faults), string.Join(", ", names.Where((_, i) => !reached.Contains($"{i}")))));
            }
        }
    }

    [Fact]
    public async Task Shortcuts_OpenAndClose_AndLeaveAloneWhatIsTyped()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/directives");
        var (page, keys) = (window.Page, window.Page.Keyboard);

        // The first step leads past the head.
        await page.GotoAsync(server.Url + "/directives");
        await keys.PressAsync("Tab");
        await Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#content")).ToBeFocusedAsync();

        // The list of keys gives the focus back.
        await page.Locator("[name=state]").FocusAsync();
        await page.Locator("[data-keys-open]").FocusAsync();
        await keys.PressAsync("?");
        await Expect(page.Locator("dialog[open] kbd").First).ToBeVisibleAsync();
        await keys.PressAsync("/");
        await Expect(page.Locator("[data-search]")).Not.ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-keys-open]")).ToBeFocusedAsync();

        // In a field they are letters.
        await keys.PressAsync("/");
        await Expect(page.Locator("[data-search]")).ToBeFocusedAsync();
        await keys.TypeAsync("d/?f ");
        await Expect(page.Locator("[data-search]")).ToHaveValueAsync("d/?f ");
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);

        // In the meeting, too: a field of the head takes its keys, and a dialog gives the focus back to what opened it.
        await page.GotoAsync(server.Url + "/meeting");
        await window.LiveAsync();
        await page.Locator("[data-search]").FocusAsync();
        await keys.TypeAsync("d/?f ");
        await keys.PressAsync("ArrowRight");
        await Expect(page.Locator("[data-search]")).ToHaveValueAsync("d/?f ");
        await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-place]")).ToHaveAttributeAsync("data-place", "0");
        var opener = page.Locator("[data-keys=d]");
        await opener.FocusAsync();
        await keys.PressAsync("Enter");
        await Expect(page.Locator("[name=text]")).ToBeFocusedAsync();
        await keys.TypeAsync("d/?f ");
        await Expect(page.Locator("[name=text]")).ToHaveValueAsync("d/?f ");
        await keys.PressAsync("Escape");
        await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await Expect(opener).ToBeFocusedAsync();
        window.AssertQuiet();
    }
}
