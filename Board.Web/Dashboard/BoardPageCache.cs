using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Board.Domain.Progress;
using Board.Web.Live;
using Board.Web.Shell;

namespace Board.Web.Dashboard;

/// <summary>The board page as it goes over the wire, drawn once for each plan, language and board version.</summary>
public sealed class BoardPageCache(BoardRenderer renderer, BoardNotice notice, PageAssets assets)
{
    private readonly ConcurrentDictionary<(string PlanId, string Language), Lazy<Task<Page>>> _pages = new();

    /// <summary>A drawn page, plain and compressed.</summary>
    public sealed record Page(LiveState State, byte[] Plain, byte[] Brotli, byte[] Gzip, string Tag);

    /// <summary>The page of a board in a state.</summary>
    public async Task<Page> FindAsync(LiveState state, BoardSnapshot board, CultureInfo culture)
    {
        var key = (board.Plan.Id, culture.Name);
        var drawn = _pages.GetOrAdd(key, _ => Draw(state, board, culture));
        try
        {
            var page = await drawn.Value;
            if (page.State.Version >= state.Version) return page;
        }
        catch when (drawn.Value.IsFaulted)
        {
            // What failed once is not kept: below it is drawn anew.
        }
        // Whoever comes first with a newer board draws it; the others take that one.
        var fresh = Draw(state, board, culture);
        return await (_pages.TryUpdate(key, fresh, drawn) ? fresh : _pages[key]).Value;
    }

    /// <summary>What the page needs beside the board.</summary>
    public BoardPageContext Context(LiveState state, BoardSnapshot board) =>
        new(state.EpochOf(board), notice.Text, assets.Address, NamesPlan: state.Find(null)?.Plan.Id != board.Plan.Id) { Plans = state.Plans };

    private Lazy<Task<Page>> Draw(LiveState state, BoardSnapshot board, CultureInfo culture) => new(async () =>
    {
        var plain = Encoding.UTF8.GetBytes(await renderer.PageAsync(board, culture, Context(state, board)));
        return new(
            state, plain,
            Compress(plain, stream => new BrotliStream(stream, CompressionLevel.Optimal)),
            Compress(plain, stream => new GZipStream(stream, CompressionLevel.Optimal)),
            string.Create(CultureInfo.InvariantCulture, $"\"{state.Epoch}-{state.Version}-{culture.Name}\""));
    });

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> through)
    {
        var packed = new MemoryStream();
        using (var stream = through(packed)) stream.Write(plain);
        return packed.ToArray();
    }
}
