using System.Text;

namespace Board.Web.Text;

/// <summary>Texts in one form of Unicode. What is no letter at all, such as half of one, has no form: the sign for an unreadable letter stands in its place.</summary>
public static class UnicodeForms
{
    /// <summary>Each letter in one part with its accents.</summary>
    public static string Composed(string text) => Readable(text).Normalize(NormalizationForm.FormC);

    /// <summary>Each letter apart from its accents.</summary>
    public static string Decomposed(string text) => Readable(text).Normalize(NormalizationForm.FormD);

    private static string Readable(string text) =>
        text.Any(letter => char.IsSurrogate(letter) || letter == '\uFFFE') ? string.Concat(text.EnumerateRunes()).Replace('\uFFFE', '\uFFFD') : text;
}
