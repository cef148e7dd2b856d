namespace Board.Web.Text;

/// <summary>A piece of a text, and whether it was looked for. The pieces in order are the text, letter for letter.</summary>
public readonly record struct Marked(string Text, bool IsHit)
{
    /// <summary>Parts a text at the places that were found; those that touch or overlap become one.</summary>
    public static IReadOnlyList<Marked> Of(string text, IEnumerable<(int Start, int End)> hits)
    {
        List<Marked> pieces = [];
        var at = 0;
        foreach (var (start, end) in Joined(hits))
        {
            if (start > at) pieces.Add(new(text[at..start], false));
            pieces.Add(new(text[start..end], true));
            at = end;
        }
        if (at < text.Length) pieces.Add(new(text[at..], false));
        return pieces;
    }

    private static List<(int Start, int End)> Joined(IEnumerable<(int Start, int End)> hits)
    {
        List<(int Start, int End)> joined = [];
        foreach (var hit in hits.Where(hit => hit.End > hit.Start).Order())
            if (joined is [.., var last] && hit.Start <= last.End) joined[^1] = (last.Start, Math.Max(last.End, hit.End));
            else joined.Add(hit);
        return joined;
    }
}
