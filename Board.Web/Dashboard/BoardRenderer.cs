using System.Globalization;
using System.Text.RegularExpressions;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Web.Charts;
using Board.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Board.Web.Dashboard;

/// <summary>Draws the board as HTML without a circuit: the whole document for the first look, then only the parts that changed, once for all who watch.</summary>
public sealed partial class BoardRenderer(IServiceProvider services, ILoggerFactory loggers, TimeProvider time)
{
    /// <summary>The document of the board page.</summary>
    public Task<string> PageAsync(BoardSnapshot snapshot, CultureInfo culture, BoardPageContext context) =>
        DrawAsync(culture, draw => draw(typeof(BoardDocument), new()
        {
            [nameof(BoardDocument.Snapshot)] = snapshot,
            [nameof(BoardDocument.Context)] = context,
            [nameof(BoardDocument.RenderedAt)] = time.GetUtcNow(),
        }));

    /// <summary>The parts of that document that changed after a version, in the document's order; none if nothing did.</summary>
    public Task<IReadOnlyList<PageFragment>> FragmentsAsync(BoardSnapshot snapshot, CultureInfo culture, long since, BoardPageContext context) =>
        DrawAsync<IReadOnlyList<PageFragment>>(culture, async draw =>
        {
            if (snapshot.Version <= since) return [];
            Dictionary<string, object?> whole = new() { ["Snapshot"] = snapshot };
            List<PageFragment> parts =
            [
                new("head", snapshot.Version, await draw(typeof(BoardHead), whole)),
                new("tallies", snapshot.Version, await draw(typeof(BoardTallies), whole)),
            ];
            foreach (var progress in snapshot.ChangedSince(since))
                parts.Add(new($"gauge-{progress.Indicator.Code}", progress.Version, await draw(typeof(Gauge), new()
                {
                    [nameof(Gauge.Plan)] = snapshot.Plan,
                    [nameof(Gauge.Progress)] = progress,
                    [nameof(Gauge.OlderPlan)] = context.OlderPlan,
                })));
            parts.Add(new("ticker", snapshot.Version, await draw(typeof(BoardTicker), whole)));
            return parts;
        });

    /// <summary>A document in the same look that says why there is no board, and what to do.</summary>
    public Task<string> NoticeAsync(NoticeKind kind, CultureInfo culture, Func<string, string> asset, LocalText? notice = null) =>
        DrawAsync(culture, draw => draw(typeof(NoticeDocument), new()
        {
            [nameof(NoticeDocument.Kind)] = kind,
            [nameof(NoticeDocument.Asset)] = asset,
            [nameof(NoticeDocument.Notice)] = notice,
        }));

    private async Task<T> DrawAsync<T>(CultureInfo culture, Func<Func<Type, Dictionary<string, object?>, Task<string>>, Task<T>> work)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            // Flows with this call only; the caller's culture stays as it is.
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            return await work(async (component, parameters) =>
                Readable((await renderer.RenderComponentAsync(component, ParameterView.FromDictionary(parameters))).ToHtmlString()));
        });
    }

    // The renderer writes every accented letter as a reference of eight bytes; in UTF-8 two or three do. What is markup stays encoded.
    private static string Readable(string html) => Reference().Replace(html.Trim(), match =>
        ((char)int.Parse(match.ValueSpan[3..^1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("&#x(?:[C-F][0-9A-F]|A[1-9A-F]|B[0-9A-F]|[1-9A-C][0-9A-F]{2}|1[0-9A-F]{3}|20[13-9A-F][0-9A-F]|2[1-9A-F][0-9A-F]{2});")]
    private static partial Regex Reference();
}
