using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Board.Tests.Support;

/// <summary>A browser's window on the product, and everything that went wrong in it.</summary>
public sealed class Window : IAsyncDisposable
{
    // Runs in the page: notes every version and every figure as it is shown, and when.
    private const string Watch = """
        () => {
          const root = document.querySelector('main[data-version]');
          const seen = window.seen = { versions: root ? [Number(root.dataset.version)] : [], figures: [], live: [] };
          const figure = node => seen.figures.push({ code: node.dataset.indicator, value: node.dataset.value, version: Number(node.dataset.version), at: Date.now() });
          new MutationObserver(records => {
            const touched = new Set();
            for (const { type, target, attributeName, addedNodes } of records) {
              if (attributeName === 'data-live') seen.live.push(target.dataset.live);
              else if (type === 'attributes' && target === root) seen.versions.push(Number(root.dataset.version));
              else if (type === 'attributes') touched.add(target);
              for (const node of addedNodes) if (node.nodeType === 1 && node.matches('[data-indicator]')) touched.add(node);
            }
            for (const node of touched) if (node.matches('[data-indicator]')) figure(node);
          }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-version', 'data-value', 'data-live'] });
        }
        """;

    // Notes what is said at the foot of a page, from its first moment on: it goes again by itself.
    private const string Listen = """
        (() => {
          window.said = [];
          new MutationObserver(records => {
            for (const { addedNodes } of records)
              for (const node of addedNodes)
                if (node.nodeType === 1) for (const one of node.matches('.mud-snackbar') ? [node] : node.querySelectorAll('.mud-snackbar')) window.said.push(one.textContent);
          }).observe(document, { subtree: true, childList: true });
        })()
        """;

    // True once every chart that has something to show is drawn.
    private const string Drawn = "() => [...document.querySelectorAll('.chart')].every(chart => !chart.previousElementSibling?.value || 'drawn' in chart.dataset)";

    private readonly ConcurrentQueue<string> _faults = new();

    private Window(IBrowserContext context, IPage page) => (Context, Page) = (context, page);

    public IBrowserContext Context { get; }
    public IPage Page { get; }

    /// <summary>Console errors and warnings, exceptions, policy violations, and whatever was asked of another host.</summary>
    public IReadOnlyList<string> Faults => [.. _faults];

    public ILocator Badge => Page.Locator("[data-live]");

    /// <summary>Opens an address in a new window.</summary>
    internal static async Task<Window> OpenAsync(IBrowserContext context, string address)
    {
        var window = new Window(context, await context.NewPageAsync());
        var authority = new Uri(address).Authority;
        window.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") window._faults.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
        };
        window.Page.PageError += (_, error) => window._faults.Enqueue("exception: " + error);
        window.Page.Dialog += (_, dialog) =>
        {
            window._faults.Enqueue("dialog: " + dialog.Message);
            _ = dialog.DismissAsync();
        };
        context.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss" } asked && asked.Authority != authority) window._faults.Enqueue("another host: " + request.Url);
        };
        await context.AddInitScriptAsync("document.addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))");
        await context.AddInitScriptAsync(Listen);
        await window.Page.GotoAsync(address);
        return window;
    }

    /// <summary>Waits until the page of an address is there whole: what a click leads to is not there with the click.</summary>
    public Task ArriveAsync(string address) => Page.WaitForURLAsync(url => url == address);

    /// <summary>Waits until everything is there that a page brings after itself: its interactive part, its charts, and what the bell counts.</summary>
    public async Task ReadyAsync()
    {
        await Page.WaitForLoadStateAsync();
        if (await Badge.CountAsync() > 0) await LiveAsync();
        if (await Page.Locator(".work .opening").CountAsync() > 0) await Assertions.Expect(Page.Locator("[data-working]").First).ToBeAttachedAsync();
        await Page.WaitForFunctionAsync(Drawn);
        await Assertions.Expect(Page.Locator("[data-bell='']:visible")).ToHaveCountAsync(0);
    }

    /// <summary>Waits until something has been said at the foot of the page, though it may be gone again.</summary>
    public Task SaidAsync(string text) => Page.WaitForFunctionAsync("text => window.said.some(one => one.includes(text))", text);

    /// <summary>Waits until the badge says that the figures are live, or not.</summary>
    public Task LiveAsync(string state = "on") => Assertions.Expect(Badge).ToHaveAttributeAsync("data-live", state, new() { Timeout = (float)Patience.Most.TotalMilliseconds });

    /// <summary>The gauge of an indicator.</summary>
    public ILocator Gauge(string indicator) => Page.Locator($"[data-indicator='{indicator}']");

    /// <summary>Waits until a gauge shows a value.</summary>
    public Task ShowsAsync(string indicator, string value) =>
        Assertions.Expect(Gauge(indicator)).ToHaveAttributeAsync("data-value", value, new() { Timeout = (float)Patience.Most.TotalMilliseconds });

    /// <summary>Marks the document, to tell later whether it was loaded again, and notes from now on what it shows.</summary>
    public Task MarkAsync() => Page.EvaluateAsync(Watch);

    /// <summary>True while the document is the one that was marked.</summary>
    public Task<bool> IsMarkedAsync() => Page.EvaluateAsync<bool>("() => 'seen' in window");

    /// <summary>The board versions that were shown since the mark, in order.</summary>
    public Task<long[]> VersionsAsync() => Page.EvaluateAsync<long[]>("() => window.seen.versions");

    /// <summary>When a figure was shown first since the mark.</summary>
    public async Task<DateTimeOffset> ShownAtAsync(string indicator, string value)
    {
        await ShowsAsync(indicator, value);
        var at = await Page.EvaluateAsync<double>(
            "([code, value]) => window.seen.figures.find(figure => figure.code === code && figure.value === value).at", new[] { indicator, value });
        return DateTimeOffset.FromUnixTimeMilliseconds((long)at);
    }

    /// <summary>Fails with each violation of WCAG 2.2 AA that axe finds.</summary>
    public async Task AssertAccessibleAsync(string what)
    {
        // A colour on its way to another is neither.
        await Page.EvaluateAsync("() => Promise.allSettled(document.getAnimations().filter(one => one.effect.getComputedTiming().endTime !== Infinity).map(one => one.finished))");
        var result = await Page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa") });
        var found = result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}\n    " + string.Join("\n    ", violation.Nodes.Take(3).Select(node => $"{node.Html} – {string.Join("; ", node.Any.Select(check => check.Message))}")));
        Assert.True(result.Violations.Length == 0, what + "\n  " + string.Join("\n  ", found));
    }

    /// <summary>Fails if the page can be scrolled sideways.</summary>
    public async Task AssertFitsAsync(string what)
    {
        await Page.EvaluateAsync("() => document.fonts.ready.then(() => { })");
        var (inner, scroll) = (await Page.EvaluateAsync<int>("() => document.documentElement.clientWidth"), await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.True(scroll <= inner, $"{what}: {scroll} px wide in {inner}");
    }

    /// <summary>Fails if anything went wrong, save for what is named.</summary>
    public void AssertQuiet(params string[] except) =>
        Assert.Equal([], Faults.Where(fault => !except.Any(part => fault.Contains(part, StringComparison.Ordinal))));

    public async ValueTask DisposeAsync() => await Context.CloseAsync();
}
