using Microsoft.Playwright;

namespace Board.Tests.Support;

/// <summary>Tests of what a person sees.</summary>
[CollectionDefinition(nameof(Browser))]
public sealed class BrowserCollection : ICollectionFixture<Browser>;

/// <summary>Tests of how soon a person sees it: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(Timed), DisableParallelization = true)]
public sealed class Timed : ICollectionFixture<Browser>;

/// <summary>One Chromium for all tests of a collection; each test opens windows that share nothing.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.Most.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_chromium is not null) await _chromium.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens an address in a window of its own, in Vietnamese unless told otherwise.</summary>
    public async Task<Window> OpenAsync(string address, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.Locale ??= "vi-VN";
        options.ViewportSize ??= new() { Width = 1366, Height = 768 };
        var context = await _chromium!.NewContextAsync(options);
        context.SetDefaultTimeout((float)Patience.Most.TotalMilliseconds);
        return await Window.OpenAsync(context, address);
    }
}
