using System.Globalization;
using System.Text;

namespace Board.Web.Text;

/// <summary>Text without what people spell differently: accents, đ, capitals, the shape of an apostrophe, doubled blanks.</summary>
public static class Folded
{
    /// <summary><c>Xã  Đắk R’lấp</c> becomes <c>xa dak r'lap</c>.</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in UnicodeForms.Decomposed(text))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) continue;
            if (char.IsWhiteSpace(letter))
            {
                if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
                continue;
            }
            folded.Append(letter switch
            {
                'đ' or 'Đ' => 'd',
                _ when IsApostrophe(letter) => '\'',
                _ => char.ToLowerInvariant(letter),
            });
        }
        return folded.ToString().TrimEnd();
    }

    /// <summary>True for whatever people type, and programs make, of an apostrophe.</summary>
    public static bool IsApostrophe(char letter) => letter is '\'' or '’' or '‘' or '‛' or 'ʼ' or 'ʹ' or '`' or '´' or '′' or '＇';
}
