using System.Text.RegularExpressions;
using Board.Domain.Plans;
using Board.Domain.Readings;

namespace Board.Web.Administration;

/// <summary>The threshold as an indicator's name words it: "… đạt từ 80% trở lên".</summary>
public static partial class TargetWording
{
    /// <summary>
    /// The name with another threshold in the place of the one it words. Only where the name leaves no doubt, each old number standing in it just
    /// once; else the name stays as it is, for a person to change.
    /// </summary>
    public static string Reword(string name, Target old, decimal floor, decimal? aim)
    {
        var changed = new Dictionary<decimal, decimal>();
        if (floor != old.Floor) changed[old.Floor] = floor;
        if (old.Aim is { } oldAim && aim is { } newAim && oldAim != newAim) changed[oldAim] = newAim;
        return changed.Keys.Any(number => Numbers().Matches(name).Count(written => Parse(written.Value) == number) != 1)
            ? name
            : Numbers().Replace(name, written => Parse(written.Value) is { } number && changed.TryGetValue(number, out var other) ? VietnameseNumber.Write(other) : written.Value);
    }

    /// <summary>True where the name words a threshold that is not the one given: it was changed, and the name was not.</summary>
    public static bool Belies(string name, Target old, decimal floor) =>
        floor != old.Floor && Numbers().Matches(name).Any(written => Parse(written.Value) == old.Floor);

    private static decimal? Parse(string written) => VietnameseNumber.TryParse(written, out var number) ? number : null;

    // Whole numbers and decimals, not a part of a longer number, of a word or of an address.
    [GeneratedRegex(@"(?<![\p{L}\d.,/])\d+(?:,\d+)?(?![\p{L}\d]|[.,]\d)")]
    private static partial Regex Numbers();
}
