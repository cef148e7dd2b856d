using System.Globalization;

namespace Board.Web.Documents;

/// <summary>Texts that a spreadsheet would take for a formula.</summary>
internal static class FormulaText
{
    /// <summary>True for a text that must be marked as one. Spreadsheets look past blanks, and some past marks that no one sees.</summary>
    public static bool Is(string text) =>
        text.SkipWhile(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format).FirstOrDefault() is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠'
        || text is ['\t' or '\r' or '\n', ..];
}
