namespace Board.Domain.Reports;

/// <summary>
/// One field of a report, as two people might write in it at once: <c>readings.1a.numerator</c>, <c>unchanged.1a</c>,
/// <c>progress.3a.percent</c>, <c>difficulties</c>.
/// </summary>
/// <param name="Code">Of the indicator or assignment; empty for the two texts.</param>
/// <param name="Part">Of the entry; empty where it has only one.</param>
public readonly record struct ReportField(string List, string Code, string Part)
{
    public const string ReadingList = "readings";
    public const string UnchangedList = "unchanged";
    public const string ProgressList = "progress";
    internal const string DifficultiesText = "difficulties";
    internal const string ProposalsText = "proposals";

    private static readonly string[] ReadingParts = ["asOf", "numerator", "denominator", "value", "note"];
    private static readonly string[] ProgressParts = ["status", "percent", "note"];

    /// <summary>Khó khăn, vướng mắc.</summary>
    public static ReportField Difficulties { get; } = new(DifficultiesText, "", "");

    /// <summary>Đề xuất, kiến nghị.</summary>
    public static ReportField Proposals { get; } = new(ProposalsText, "", "");

    /// <summary>A part of an indicator's figure: <c>asOf numerator denominator value note</c>.</summary>
    public static ReportField Reading(string indicator, string part) => new(ReadingList, indicator, Known(part, ReadingParts));

    /// <summary>A part of what is said of an assignment: <c>status percent note</c>.</summary>
    public static ReportField Progress(string assignment, string part) => new(ProgressList, assignment, Known(part, ProgressParts));

    /// <summary>The reason why an indicator has not changed.</summary>
    public static ReportField OfUnchanged(string indicator) => new(UnchangedList, indicator, "");

    /// <summary>Every part of an indicator's figure.</summary>
    public static IEnumerable<ReportField> OfReading(string indicator) => ReadingParts.Select(part => new ReportField(ReadingList, indicator, part));

    /// <summary>Every part of what is said of an assignment.</summary>
    public static IEnumerable<ReportField> OfProgress(string assignment) => ProgressParts.Select(part => new ReportField(ProgressList, assignment, part));

    /// <summary>Reads exactly what <see cref="ToString"/> writes; null for anything else.</summary>
    public static ReportField? TryParse(string? text)
    {
        if (text is null) return null;
        if (text is DifficultiesText or ProposalsText) return new(text, "", "");
        var list = text.Split('.')[0];
        if (text.Length < list.Length + 2) return null;
        var rest = text[(list.Length + 1)..];
        if (list == UnchangedList) return OfUnchanged(rest);
        // Codes may have points themselves, parts never do.
        var point = rest.LastIndexOf('.');
        if (point < 1) return null;
        var (code, part) = (rest[..point], rest[(point + 1)..]);
        return list switch
        {
            ReadingList when ReadingParts.Contains(part) => new(list, code, part),
            ProgressList when ProgressParts.Contains(part) => new(list, code, part),
            _ => null,
        };
    }

    /// <summary>The stable text of pages and answers.</summary>
    public override string ToString() => Code.Length == 0 ? List : Part.Length == 0 ? $"{List}.{Code}" : $"{List}.{Code}.{Part}";

    private static string Known(string part, string[] parts) =>
        parts.Contains(part) ? part : throw new ArgumentException($"There is no part '{part}'.", nameof(part));
}
