namespace Board.Web.Dashboard;

/// <summary>
/// How the pillars share a screen: side by side, each as many cards wide as its number of cards asks for, all with the same rows.
/// </summary>
/// <param name="Rows">Rows of cards.</param>
/// <param name="Spans">How many cards wide each pillar is, in the plan's order.</param>
/// <param name="Free">The most cards' places that are left side by side in the last row, where the ticker fits; 0 where it doesn't.</param>
/// <param name="FreeFrom">The column of the first of them, from 1.</param>
public sealed record BoardLayout(int Rows, IReadOnlyList<int> Spans, int Free, int FreeFrom)
{
    private const int MostRows = 8;
    private const int FewestForTicker = 2;

    /// <summary>Cards side by side.</summary>
    public int Columns => Spans.Sum();

    /// <summary>The column in which a pillar starts, from 1.</summary>
    public int Start(int pillar) => 1 + Spans.Take(pillar).Sum();

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
        // A row of the last places, pillar after pillar: true where a card lies.
        bool[] taken = [.. spans.SelectMany((span, i) => Enumerable.Range(0, span).Select(place => span * (rows - 1) + place < cards[i]))];
        int free = 0, from = 0;
        for (int start = 0, i = 0; i <= taken.Length; i++)
        {
            if (i < taken.Length && !taken[i]) continue;
            if (i - start > free) (free, from) = (i - start, start + 1);
            start = i + 1;
        }
        return free >= FewestForTicker ? new(rows, spans, free, from) : new(rows, spans, 0, 1);
    }
}
