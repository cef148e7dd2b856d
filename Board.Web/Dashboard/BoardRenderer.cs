using System.Globalization;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Web.Charts;
using Board.Web.Live;
using Board.Web.Shell;

namespace Board.Web.Dashboard;

/// <summary>Draws the board as HTML without a circuit: the whole document for the first look, then only the parts that changed, once for all who watch.</summary>
public sealed class BoardRenderer(HtmlDrawing drawing, TimeProvider time)
{
    /// <summary>The document of the board page.</summary>
    public Task<string> PageAsync(BoardSnapshot snapshot, CultureInfo culture, BoardPageContext context) =>
        drawing.DrawAsync(culture, draw => draw(typeof(BoardDocument), new()
        {
            [nameof(BoardDocument.Snapshot)] = snapshot,
            [nameof(BoardDocument.Context)] = context,
            [nameof(BoardDocument.RenderedAt)] = time.GetUtcNow(),
        }));

    /// <summary>The parts of that document that changed after a version, in the document's order; none if nothing did.</summary>
    public Task<IReadOnlyList<PageFragment>> FragmentsAsync(BoardSnapshot snapshot, CultureInfo culture, long since, BoardPageContext context) =>
        drawing.DrawAsync<IReadOnlyList<PageFragment>>(culture, async draw =>
        {
            if (snapshot.Version <= since) return [];
            Dictionary<string, object?> whole = new() { ["Snapshot"] = snapshot };
            List<PageFragment> parts =
            [
                new("head", snapshot.Version, await draw(typeof(BoardHead), whole)),
                new("deadlines", snapshot.Version, await draw(typeof(BoardDeadlines), whole)),
                new("tallies", snapshot.Version, await draw(typeof(BoardTallies), whole)),
            ];
            foreach (var progress in snapshot.ChangedSince(since))
                parts.Add(new($"gauge-{progress.Indicator.Code}", progress.Version, await draw(typeof(Gauge), new()
                {
                    [nameof(Gauge.Plan)] = snapshot.Plan,
                    [nameof(Gauge.Progress)] = progress,
                    [nameof(Gauge.NamesPlan)] = context.NamesPlan,
                })));
            parts.Add(new("ticker", snapshot.Version, await draw(typeof(BoardTicker), whole)));
            return parts;
        });

    /// <summary>A document in the same look that says why there is no board, and what to do.</summary>
    public Task<string> NoticeAsync(NoticeKind kind, CultureInfo culture, Func<string, string> asset, LocalText? notice = null, bool signedIn = false) =>
        drawing.DrawAsync(culture, draw => draw(typeof(NoticeDocument), new()
        {
            [nameof(NoticeDocument.Kind)] = kind,
            [nameof(NoticeDocument.Asset)] = asset,
            [nameof(NoticeDocument.Notice)] = notice,
            [nameof(NoticeDocument.SignedIn)] = signedIn,
        }));
}
