namespace Board.Domain.Readings;

/// <summary>
/// Numbers as people in Vietnam type them: <c>1.234</c> is one thousand two hundred thirty-four, <c>80,5</c> is eighty and a half.
/// Strict on purpose: the framework's parser reads "80.5" under vi-VN as 805.
/// </summary>
public static class VietnameseNumber
{
    /// <summary>Writes a number so that <see cref="TryParse"/> reads it again: grouped, at most four decimals.</summary>
    public static string Write(decimal number)
    {
        var (whole, decimals) = (decimal.Truncate(number), decimal.Round(number - decimal.Truncate(number), ReadingRules.Decimals));
        var grouped = whole.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture).Replace(',', '.');
        if (decimals == 0) return grouped;
        var digits = decimals.ToString("0.0###", System.Globalization.CultureInfo.InvariantCulture)[2..];
        // Three decimals look like a group.
        return $"{grouped},{(digits.Length == 3 ? digits + "0" : digits)}";
    }

    /// <summary>
    /// Reads a number that is not negative: digits, or groups of three parted by points, then at most a comma and up to four decimals.
    /// Whatever could be read in two ways is refused: <c>80.5</c>, and <c>1,234</c>, which an English keyboard means as a thousand.
    /// </summary>
    public static bool TryParse(string text, out decimal number)
    {
        number = 0;
        var trimmed = text.Trim();
        var comma = trimmed.IndexOf(',');
        var whole = comma < 0 ? trimmed : trimmed[..comma];
        var decimals = comma < 0 ? "" : trimmed[(comma + 1)..];
        var groups = whole.Split('.');
        var grouped = groups.Length > 1;
        if (!groups.All(group => group.Length > 0 && group.All(char.IsAsciiDigit))) return false;
        if (grouped && (groups[0].Length > 3 || groups[0][0] == '0' || groups.Skip(1).Any(group => group.Length != 3))) return false;
        if (comma >= 0 && (decimals.Length is 0 or > ReadingRules.Decimals || !decimals.All(char.IsAsciiDigit))) return false;
        if (decimals.Length == 3 && !grouped && whole.Length <= 3 && whole != "0") return false;

        var digits = string.Concat(groups);
        if (digits.Length > 15) return false;
        number = decimal.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        var scale = 1m;
        foreach (var digit in decimals) number += (digit - '0') * (scale /= 10);
        return true;
    }
}
