using Board.Web.Text;

namespace Board.Web.Search;

/// <summary>What sort of thing is found; in the order in which they are shown where none is better.</summary>
public enum SearchKind
{
    /// <summary>A goal with its target.</summary>
    Indicator,

    /// <summary>A piece of work that the plan hands out.</summary>
    Assignment,

    /// <summary>A body that reports or takes part.</summary>
    Unit,

    /// <summary>A decision of a meeting.</summary>
    Directive,

    /// <summary>Another clause of the plan: a group of goals, or what it rests on.</summary>
    Clause,
}

/// <summary>One thing that can be found, with its words ready to be compared.</summary>
public sealed class SearchEntry(SearchKind kind, string code, string clause, string name, string detail)
{
    private const int SameCode = 5, SameName = 4, InClause = 3, InName = 2, InDetail = 1;

    private readonly IReadOnlyList<FoldedWord> _code = FoldedWord.AllOf($"{clause} {code}");
    private readonly IReadOnlyList<FoldedWord> _name = FoldedWord.AllOf(name);
    private readonly IReadOnlyList<FoldedWord> _detail = FoldedWord.AllOf(detail);
    private readonly string _sameName = Squeezed(name);
    private readonly string[] _sameCode = [Squeezed(code), Squeezed(clause)];

    /// <summary>What it is.</summary>
    public SearchKind Kind => kind;

    /// <summary>Its code among its kind.</summary>
    public string Code => code;

    /// <summary>Where the plan says it; empty where that has no number.</summary>
    public string Clause => clause;

    /// <summary>Its name as it is shown, in the plan's own words.</summary>
    public string Name => name;

    /// <summary>What else it says.</summary>
    public string Detail => detail;

    /// <summary>How well it answers; 0 where a word of what was typed is nowhere in it.</summary>
    public int Score(SearchQuery query)
    {
        if (query.Squeezed.Length > 0 && _sameCode.Contains(query.Squeezed)) return SameCode;
        if (query.Squeezed.Length > 0 && _sameName == query.Squeezed) return SameName;
        if (query.IsIn([_code])) return InClause;
        if (query.IsIn([_code, _name])) return InName;
        return query.IsIn([_code, _name, _detail]) ? InDetail : 0;
    }

    /// <summary>The name, with what was looked for marked.</summary>
    public IReadOnlyList<Marked> MarkedName(SearchQuery query) => Marked.Of(name, query.Hits(name, _name));

    /// <summary>What else it says, with what was looked for marked.</summary>
    public IReadOnlyList<Marked> MarkedDetail(SearchQuery query) => Marked.Of(detail, query.Hits(detail, _detail));

    /// <summary>Letters and digits alone, so that <c>II.3.a</c> is found as <c>ii3a</c>.</summary>
    internal static string Squeezed(string text) => string.Concat(Folded.Of(text).Where(char.IsLetterOrDigit));
}
