using Board.Domain.Reports;
using Microsoft.JSInterop;

namespace Board.Web.Reports;

/// <summary>What the page's script does: keeps what is typed in the browser while the server is away, and leads the reader.</summary>
internal sealed class ReportBackup(IJSRuntime browser, ILogger log)
{
    /// <summary>A text that the browser kept.</summary>
    /// <param name="Was">What the field said when it was begun.</param>
    public sealed record Kept(string Was, string Text);

    /// <summary>What was typed before the server or the connection went away.</summary>
    public async Task<IReadOnlyDictionary<ReportField, Kept>> TakeAsync()
    {
        var found = new Dictionary<ReportField, Kept>();
        try
        {
            foreach (var text in await browser.InvokeAsync<string[]>("reportBackup.fields"))
                if (ReportField.TryParse(text) is { } field && await browser.InvokeAsync<Kept?>("reportBackup.take", text) is { } kept) found[field] = kept;
        }
        catch (JSException fault)
        {
            log.LogWarning(fault, "What a browser kept of a report could not be read.");
        }
        return found;
    }

    /// <summary>The page is there; what is stored need not be kept.</summary>
    public Task ReadyAsync() => SayAsync("reportBackup.ready");

    /// <summary>Leads the reader to a part of the page.</summary>
    public Task ShowAsync(string id) => SayAsync("reportBackup.show", id);

    private async Task SayAsync(string call, params object?[] arguments)
    {
        try
        {
            await browser.InvokeVoidAsync(call, arguments);
        }
        catch (JSException fault)
        {
            log.LogWarning(fault, "A browser could not do {Call} for a report.", call);
        }
    }
}
