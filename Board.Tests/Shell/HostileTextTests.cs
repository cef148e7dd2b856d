using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Shell;

/// <summary>Every text that anybody can put into the product holds all of <see cref="HostileTexts"/>, and every page shows them as text.</summary>
[Collection(nameof(Browser))]
public sealed class HostileTextTests(Browser browser)
{
    private const string Report = "/reports/2023-Q4/dak-ru";

    // What a page would have to hold if a text had become more than text. Own pages have no scripts in them, no handlers and no frames.
    private const string Alive = """
        html => {
          const found = 'hacked' in window ? ['window.hacked'] : [];
          const page = html ? new DOMParser().parseFromString(html, 'text/html') : document;
          const tags = /^(IFRAME|FRAME|FRAMESET|OBJECT|EMBED|APPLET|MARQUEE|PORTAL|AUDIO|VIDEO|SOURCE|IMG|IMAGE|MATH|MGLYPH|ANIMATE|SET|USE|FOREIGNOBJECT|TEMPLATE|X-HACKED|U|I)$/i;
          const look = node => {
            const say = why => found.push(`${why}: ${node.outerHTML.slice(0, 120)}`);
            if (tags.test(node.tagName)) say('element');
            if (node.tagName === 'SCRIPT' && !node.src && node.type !== 'importmap') say('script');
            if (/^(SCRIPT|STYLE|NOSCRIPT)$/i.test(node.tagName) && node.textContent.includes('hacked')) say('content');
            if (node.tagName === 'META' && node.httpEquiv) say('meta');
            for (const { name, value } of node.attributes) {
              if (/^on|hacked|^(ng-|srcdoc|ping$|background$)/i.test(name)) say(`attribute ${name}`);
              if (/^(id|class|name|style|for|type|rel|target)$/i.test(name) && value.includes('hacked')) say(`attribute ${name}`);
              if (/^(href|src|action|formaction|data|poster|xlink:href)$/i.test(name)) {
                const to = new URL(value, location.href);
                if (!/^https?:$/.test(to.protocol) || to.host !== location.host) say(`address ${name}`);
              }
            }
          };
          page.querySelectorAll('*').forEach(look);
          return found;
        }
        """;

    private const string Missing = """
        texts => {
          const flat = text => text.replace(/\s+/g, ' ');
          const fields = [...document.querySelectorAll('input, textarea')].map(field => field.value);
          const shown = flat([document.title, document.body?.textContent, ...fields].join('\n'));
          return texts.filter(text => !shown.includes(flat(text)));
        }
        """;

    // A browser's own word for an answer that is a refusal.
    private const string Refusal = "Failed to load resource: the server responded with a status of 4";

    /// <summary>The test would see it: what is put into a page as it is comes to life, one text after the other.</summary>
    [Fact]
    public async Task WhatGetsThrough_IsSeen()
    {
        await using var server = await BoardServer.StartAsync();
        await using var window = await browser.OpenAsync(server.Url + "/healthz/live");
        var alive = 0;
        foreach (var text in HostileTexts.All)
        {
            if ((await window.Page.EvaluateAsync<string[]>(Alive, $"<p title=\"{text}\">{text}</p>")).Length > 0) alive++;
        }
        Assert.InRange(HostileTexts.All.Count, 100, 150);
        Assert.InRange(alive, 60, HostileTexts.All.Count);
    }

    [Fact]
    public async Task EveryText_IsText_OnEveryPage()
    {
        await using var server = await BoardServer.StartRunningAsync();
        var filled = await HostileBoard.MakeAsync(server);

        await using (var window = await browser.OpenAsync(server.Url + "/"))
        {
            await ShowsAsync(window, "/", [filled.Locality, .. filled.Pillars, .. filled.IndicatorLabels, filled.UnitLabels["dak-sin"]]);
            await window.LiveAsync();
            // What comes later takes another way into the page than what was there at first.
            await BoardServer.PostShareAsync(filled.Office, "1a", "nhan-co", 321);
            await ShowsAsync(window, "/ once it changed", [filled.UnitNames["nhan-co"], .. filled.IndicatorLabels]);
            await GoAsync(window, "/assignments", [.. filled.AssignmentTitles, .. filled.AssignmentSummaries, .. filled.LeadForms, .. filled.Partners]);
            window.AssertQuiet();
        }

        await using (var window = await browser.SignInAsync(server.Url, "reporter@huyen.vn", Report))
        {
            await ShowsAsync(window, Report + " as the unit", [.. filled.ReportTexts, .. filled.Attachments, .. filled.IndicatorLabels[..2], filled.ReporterName]);
            await GoAsync(window, "/reports", [filled.UnitNames["dak-ru"]]);
            await GoAsync(window, "/account/manage", [filled.ReporterName, filled.UnitNames["dak-ru"]]);
            await GoAsync(window, "/account/manage/second-factor", []);
            window.AssertQuiet();
        }

        await using (var window = await browser.SignInAsync(server.Url, "admin@huyen.vn", Report))
        {
            await ShowsAsync(window, Report + " as the office", [.. filled.ReportTexts, .. filled.Attachments, .. filled.ReturnReasons]);
            await GoAsync(window, "/reports", [.. filled.UnitLabels.Values]);
            await GoAsync(window, "/reports/2023-Q4/dak-sin", [.. filled.Unchanged]);
            await GoAsync(window, "/consolidated/2023-Q4", filled.Notes);
            // What needs nobody is folded.
            var folds = window.Page.Locator("[data-fold][aria-expanded=false]");
            await Patience.UntilAsync(async () =>
            {
                if (await folds.CountAsync() > 0) await folds.First.ClickAsync();
                return await folds.CountAsync() == 0;
            }, "every indicator is unfolded");
            await ShowsAsync(window, "/consolidated/2023-Q4", [.. filled.Notes, .. filled.Unchanged, filled.Opinions, filled.FigureReason, .. filled.IndicatorLabels[..3]]);
            await GoAsync(window, "/assignments", [.. filled.Evidence]);
            foreach (var (code, texts) in filled.Indicators) await GoAsync(window, "/indicators/" + code, texts);
            await GoAsync(window, "/admin/plan", [filled.Title, .. filled.Holidays, filled.UnitNames["dak-ru"]]);
            await GoAsync(window, "/admin/tokens", [.. filled.Tokens]);
            await GoAsync(window, "/admin/audit", [.. filled.Entries()]);
            await GoAsync(window, "/admin/accounts", [.. filled.Names, .. filled.Emails]);
            await DisabledIsSaidAsync(window, filled.Names[0]);
            await AliveAsync(window, "the accounts' messages");
            window.AssertQuiet();
        }
        Assert.All(await server.FindingsAsync(), finding => Assert.Empty(finding.Faults));
        filled.Dispose();
    }

    [Fact]
    public async Task WhatIsTypedIntoAddressesAndForms_IsText()
    {
        await using var server = await BoardServer.StartAsync();
        var id = (await server.Part<AddAccount>().ExecuteAsync(Actor.Console, new("moi@huyen.vn", HostileTexts.All[8], Role.Viewer, null))).Id;
        var (code, _) = await server.Part<RenewAccountLink>().ExecuteAsync(Actor.Console, id);
        await using var window = await browser.OpenAsync(server.Url + "/account/setup?code=" + code);
        await ShowsAsync(window, "setting up", [HostileTexts.All[8]]);
        foreach (var text in HostileTexts.Within(900))
        {
            var given = Uri.EscapeDataString(text);
            foreach (var address in (string[])
                [
                    $"/?plan={given}", $"/?lang={given}&x={given}", $"/{given}", $"/indicators/{given}", $"/indicators/1a?plan={given}", $"/assignments?lead={given}&due={given}&status={given}",
                    $"/assignments?plan={given}", $"/reports?plan={given}&x={given}", $"/account/login?returnUrl={given}", $"/account/login?returnUrl=/{given}", $"/account/setup?code={given}", $"/api/v1/plans/{given}",
                    $"/healthz/{given}", $"/_framework/{given}",
                ])
            {
                await window.Page.GotoAsync(server.Url + address, new() { WaitUntil = WaitUntilState.Load });
                await AliveAsync(window, address);
            }
            await window.Page.GotoAsync(server.Url + "/account/login");
            await window.Page.EvaluateAsync("() => document.querySelector('main form').noValidate = true");
            await window.Page.Locator("[name=email]").EvaluateAsync("(field, text) => { field.type = 'text'; field.value = text }", text);
            await window.Page.Locator("[name=password]").FillAsync("mot cau sai bet");
            await window.Page.Locator("main button[type=submit]").ClickAsync();
            await ShowsAsync(window, "signing in", [text]);
        }
        window.AssertQuiet(Refusal);
    }

    private static async Task GoAsync(Window window, string path, IEnumerable<string> texts)
    {
        // A page that is left while its circuit is being made complains of it.
        await window.ReadyAsync();
        await window.Page.GotoAsync(new Uri(new(window.Page.Url), path).ToString());
        await ShowsAsync(window, path, texts);
    }

    private static async Task ShowsAsync(Window window, string what, IEnumerable<string> texts)
    {
        string[] wanted = [.. texts], missing = wanted;
        try { await Patience.UntilAsync(async () => (missing = await MissingAsync(window, wanted)).Length == 0, what); }
        catch (Xunit.Sdk.TrueException) { Assert.Fail($"{what} does not show\n{string.Join('\n', missing)}\n{string.Join('\n', window.Faults)}"); }
        await AliveAsync(window, what);
    }

    private static async Task<string[]> MissingAsync(Window window, string[] wanted)
    {
        try { return await window.Page.EvaluateAsync<string[]>(Missing, wanted); }
        // The page is just being left for the next one.
        catch (PlaywrightException left) when (left.Message.Contains("navigation", StringComparison.Ordinal)) { return wanted; }
    }

    private static async Task AliveAsync(Window window, string what)
    {
        var alive = await window.Page.EvaluateAsync<string[]>(Alive);
        Assert.True(alive.Length == 0, $"{what}\n{string.Join('\n', alive)}");
    }

    private static async Task DisabledIsSaidAsync(Window window, string name)
    {
        var page = window.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = $"Thao tác với {name}" }).First.ClickAsync();
        await page.GetByText("Khóa tài khoản", new() { Exact = true }).First.ClickAsync();
        await Expect(page.Locator(".mud-dialog")).ToContainTextAsync(name);
        await page.Locator(".mud-dialog button").Last.ClickAsync();
        await window.SaidAsync(name);
    }
}
