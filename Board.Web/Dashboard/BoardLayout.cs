namespace Board.Web.Dashboard;

/// <summary>
/// How the pillars share a screen: side by side, each as many cards wide as its number of cards asks for, all with the same rows.
/// </summary>
/// <param name="Rows">Rows of cards.</param>
/// <param name="Spans">How many cards wide each pillar is, in the plan's order.</param>
/// <param name="Free">Cards' places that are left at the end of the last row, where the ticker fits; less than two are none.</param>
public sealed record BoardLayout(int Rows, IReadOnlyList<int> Spans, int Free)
{
    private const int MostRows = 8;

    /// <summary>Cards side by side.</summary>
    public int Columns => Spans.Sum();

    /// <summary>The layout in which cards of the shape of a gauge come out largest.</summary>
    /// <param name="cards">How many cards each pillar has.</param>
    /// <param name="width">The width to fill, in widths of a comfortable card.</param>
    /// <param name="height">The height to fill, in heights of a comfortable card.</param>
    public static BoardLayout Of(IReadOnlyList<int> cards, double width, double height) =>
        Enumerable.Range(1, MostRows)
            .Select(rows => WithRows(cards, rows))
            .MaxBy(layout => (Math.Min(width / layout.Columns, height / layout.Rows), layout.Free))!;

    /// <summary>The layout that keeps cards at a comfortable width and lets the page grow downwards.</summary>
    /// <param name="columns">The most cards side by side.</param>
    public static BoardLayout Within(IReadOnlyList<int> cards, int columns)
    {
        var rows = Enumerable.Range(1, Math.Max(1, cards.DefaultIfEmpty(1).Max()));
        return rows.Select(rows => WithRows(cards, rows)).FirstOrDefault(layout => layout.Columns <= columns)
            ?? WithRows(cards, Math.Max(1, cards.DefaultIfEmpty(1).Max()));
    }

    private static BoardLayout WithRows(IReadOnlyList<int> cards, int rows)
    {
        int[] spans = [.. cards.Select(count => Math.Max(1, (count + rows - 1) / rows))];
        var free = 0;
        for (var i = spans.Length - 1; i >= 0; i--)
        {
            var inLastRow = Math.Max(0, cards[i] - spans[i] * (rows - 1));
            free += spans[i] - inLastRow;
            if (inLastRow > 0) break;
        }
        return new(rows, spans, free >= 2 ? Math.Min(free, 4) : 0);
    }
}
