using System.Globalization;

namespace Board.Web.Text;

/// <summary>A word of a text without what people spell differently, and where it stands in it.</summary>
/// <param name="Folded">As <see cref="Text.Folded"/> makes it.</param>
/// <param name="Start">Where it begins in the text as written.</param>
/// <param name="End">Where it ends.</param>
public readonly record struct FoldedWord(string Folded, int Start, int End)
{
    /// <summary>
    /// The words of a text. An apostrophe parts two, and so does a blank after a single letter, but some write neither: what such
    /// a pair makes together is a word, too. <c>Đắk R’lấp</c> has <c>dak</c>, <c>r</c>, <c>lap</c> and <c>rlap</c>.
    /// </summary>
    public static IReadOnlyList<FoldedWord> AllOf(string text)
    {
        var parts = PartsOf(text);
        var words = new List<FoldedWord>(parts);
        for (var i = 1; i < parts.Count; i++)
            if (AreTogether(text, parts[i - 1], parts[i])) words.Add(new(parts[i - 1].Folded + parts[i].Folded, parts[i - 1].Start, parts[i].End));
        return words;
    }

    /// <summary>The ways in which words can be meant that were typed: each as it stands, and where two may be one, as that one.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> ReadingsOf(string typed)
    {
        var parts = PartsOf(typed);
        List<string> joined = [];
        for (var i = 0; i < parts.Count; i++)
        {
            var together = i + 1 < parts.Count && AreTogether(typed, parts[i], parts[i + 1]);
            joined.Add(together ? parts[i].Folded + parts[++i].Folded : parts[i].Folded);
        }
        return joined.Count == parts.Count ? [joined] : [[.. parts.Select(part => part.Folded)], joined];
    }

    /// <summary>Where so many letters of the word end that they fold to a beginning of it, with the accents that belong to the last.</summary>
    public int EndOf(string text, int letters)
    {
        if (letters >= Folded.Length) return End;
        var end = Start;
        while (end < End && Text.Folded.Of(text[Start..end]).Length < letters) end++;
        while (end < End && !char.IsLetterOrDigit(text[end])) end++;
        return end;
    }

    private static List<FoldedWord> PartsOf(string text)
    {
        List<FoldedWord> parts = [];
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && Belongs(text[i])) i++;
            if (i > start && Text.Folded.Of(text[start..i]) is { Length: > 0 } folded) parts.Add(new(folded, start, i));
            if (i == start) i++;
        }
        return parts;
    }

    private static bool Belongs(char letter) => !Text.Folded.IsApostrophe(letter)
        && (char.IsLetterOrDigit(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format);

    private static bool AreTogether(string text, FoldedWord first, FoldedWord second)
    {
        var between = text.AsSpan(first.End..second.Start);
        return between is [var one] && (Text.Folded.IsApostrophe(one) || first.Folded.Length == 1 && char.IsWhiteSpace(one))
            || between is [_, _] && between.IndexOfAnyExcept("'’‘‛ʼʹ`´′＇ \u00A0") < 0;
    }
}
