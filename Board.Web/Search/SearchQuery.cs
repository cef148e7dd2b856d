using Board.Web.Text;

namespace Board.Web.Search;

/// <summary>What somebody looks for: every word must be there, in any order; the last one may be the beginning of a word, since it is still being typed.</summary>
public sealed class SearchQuery
{
    /// <summary>The longest text that can be looked for, in letters.</summary>
    public const int Longest = 500;

    private readonly IReadOnlyList<IReadOnlyList<string>> _readings;

    private SearchQuery(string typed) => (_readings, Squeezed) = (FoldedWord.ReadingsOf(typed), SearchEntry.Squeezed(typed));

    /// <summary>Its letters and digits.</summary>
    public string Squeezed { get; }

    /// <summary>Reads what was typed; null where there is no word in it, or it is too long.</summary>
    public static SearchQuery? Of(string? typed) =>
        typed is { Length: <= Longest } && new SearchQuery(typed) is { _readings: [[_, ..], ..] } query ? query : null;

    /// <summary>True where every word of it is somewhere in these texts.</summary>
    internal bool IsIn(IReadOnlyList<IReadOnlyList<FoldedWord>> texts) =>
        _readings.Any(reading => reading.Index().All(word => texts.Any(text => text.Any(other => Matches(reading, word, other)))));

    /// <summary>Where its words are in a text.</summary>
    internal IEnumerable<(int Start, int End)> Hits(string text, IReadOnlyList<FoldedWord> words) =>
        from reading in _readings
        from word in reading.Index()
        from other in words
        where Matches(reading, word, other)
        select (other.Start, other.EndOf(text, word.Item.Length));

    private static bool Matches(IReadOnlyList<string> reading, (int Index, string Item) word, FoldedWord other) =>
        word.Index == reading.Count - 1 ? other.Folded.StartsWith(word.Item, StringComparison.Ordinal) : other.Folded == word.Item;
}
