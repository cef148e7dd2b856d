using System.Globalization;
using System.Text.Json;
using Board.Domain.Readings;

namespace Board.Domain.Reports;

/// <summary>A report's fields as texts: what people type, turned into dates and numbers where it is one, kept as typed where not.</summary>
internal static class ReportTexts
{
    private const string Day = "dd/MM/yyyy";

    /// <summary>One kind of line end, and nothing where there are only blanks.</summary>
    public static string Normal(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "" : text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    public static string Of(ReportReading? entry, string part) => part switch
    {
        _ when entry is null => "",
        "asOf" => entry.AsOf?.ToString(Day, CultureInfo.InvariantCulture) ?? entry.Typed?.AsOf ?? "",
        "numerator" => Number(entry.Numerator) ?? entry.Typed?.Numerator ?? "",
        "denominator" => Number(entry.Denominator) ?? entry.Typed?.Denominator ?? "",
        "value" => Number(entry.Value) ?? entry.Typed?.Value ?? "",
        _ => entry.Note ?? "",
    };

    public static string Of(ReportProgress? entry, string part) => part switch
    {
        _ when entry is null => "",
        "status" => entry.Status is { } status ? Word(status) : "",
        "percent" => Number(entry.Percent) ?? entry.TypedPercent ?? "",
        _ => entry.Note ?? "",
    };

    public static ReportReading With(ReportReading entry, string part, string text)
    {
        var typed = entry.Typed ?? new();
        var (number, notOne) = ParseNumber(text);
        var changed = part switch
        {
            "asOf" => ParseDay(text) is { } day
                ? entry with { AsOf = day, Typed = typed with { AsOf = null } }
                : entry with { AsOf = null, Typed = typed with { AsOf = OrNull(text.Trim()) } },
            "numerator" => entry with { Numerator = number, Typed = typed with { Numerator = notOne } },
            "denominator" => entry with { Denominator = number, Typed = typed with { Denominator = notOne } },
            "value" => entry with { Value = number, Typed = typed with { Value = notOne } },
            _ => entry with { Note = OrNull(text) },
        };
        return changed.Typed == new TypedReading() ? changed with { Typed = null } : changed;
    }

    public static ReportProgress With(ReportProgress entry, string part, string text)
    {
        var (number, notOne) = ParseNumber(text);
        return part switch
        {
            // A word that is none is refused before it comes here.
            "status" => entry with { Status = ParseStatus(text) },
            "percent" => entry with { Percent = number, TypedPercent = notOne },
            _ => entry with { Note = OrNull(text) },
        };
    }

    // Where there is a date or number, nothing else was typed.
    public static ReportReading Tidied(ReportReading entry)
    {
        var typed = new TypedReading(
            entry.AsOf is null ? Typed(entry.Typed?.AsOf) : null, entry.Numerator is null ? Typed(entry.Typed?.Numerator) : null,
            entry.Denominator is null ? Typed(entry.Typed?.Denominator) : null, entry.Value is null ? Typed(entry.Typed?.Value) : null);
        return entry with { Note = OrNull(Normal(entry.Note)), Typed = typed == new TypedReading() ? null : typed };
    }

    public static ReportProgress Tidied(ReportProgress entry) =>
        entry with { Note = OrNull(Normal(entry.Note)), TypedPercent = entry.Percent is null ? Typed(entry.TypedPercent) : null };

    public static AssignmentStatus? ParseStatus(string text) =>
        Enum.GetValues<AssignmentStatus>().Cast<AssignmentStatus?>().FirstOrDefault(status => Word(status!.Value) == text);

    private static string Word(AssignmentStatus status) => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());

    private static string? Typed(string? text) => OrNull(Normal(text).Trim());

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static string? Number(decimal? number) =>
        number?.ToString("0.############################", CultureInfo.InvariantCulture).Replace('.', ',');

    private static (decimal? Number, string? NotOne) ParseNumber(string text) =>
        VietnameseNumber.TryParse(text, out var number) ? (number, null) : (null, OrNull(text.Trim()));

    private static DateOnly? ParseDay(string text) =>
        DateOnly.TryParseExact(text.Trim(), [Day, "d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
