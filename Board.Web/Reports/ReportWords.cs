using Board.Domain.Plans;
using Board.Domain.Reports;
using Board.Web.Text;
using Microsoft.Extensions.Localization;

namespace Board.Web.Reports;

/// <summary>A report's fields in words.</summary>
internal static class ReportWords
{
    /// <summary>The field's own name, beside others of its entry.</summary>
    public static string Name(ReportField field, IStringLocalizer<Texts> texts) =>
        field.List == ReportField.UnchangedList ? texts["Report.Unchanged.Reason"] : texts[$"Report.Field.{(field.Part.Length == 0 ? field.List : field.Part)}"];

    /// <summary>The field's name where nothing beside it says what it belongs to: "1a · Tử số".</summary>
    public static string FullName(ReportField field, IStringLocalizer<Texts> texts) => field switch
    {
        { Code: "" } => Name(field, texts),
        { List: ReportField.ProgressList } => $"{texts["Report.Assignment", field.Code]} · {Name(field, texts)}",
        _ => $"{texts["Report.Indicator", field.Code]} · {Name(field, texts)}",
    };

    /// <summary>A field's text; a status in words.</summary>
    public static string Text(ReportField field, string text, IStringLocalizer<Texts> texts) =>
        text.Length == 0 ? texts["Report.Empty"] : field.Part == "status" ? Status(text, texts) : text;

    /// <summary>The status of an assignment; where nothing is said, that.</summary>
    public static string Status(string? word, IStringLocalizer<Texts> texts) => string.IsNullOrEmpty(word) ? texts["Report.NoStatus"] : texts[$"Assignments.Status.{word}"];

    /// <summary>Where a field of the API's form is in the page; null where it is in none.</summary>
    /// <param name="path">As <c>readings[0].numerator</c>.</param>
    public static ReportField? Place(string path, ReportContent content)
    {
        if (path.Split('[', ']') is not [var list, var number, var rest] || !int.TryParse(number, out var index)) return ReportField.TryParse(path);
        var part = rest.TrimStart('.');
        return list switch
        {
            ReportField.ReadingList when content.Readings.ElementAtOrDefault(index) is { } entry =>
                ReportField.TryParse($"{list}.{entry.Indicator}.{part}") ?? ReportField.Reading(entry.Indicator, "numerator"),
            ReportField.ProgressList when content.Progress.ElementAtOrDefault(index) is { } entry =>
                ReportField.TryParse($"{list}.{entry.Assignment}.{part}") ?? ReportField.Progress(entry.Assignment, "status"),
            ReportField.UnchangedList when content.Unchanged.ElementAtOrDefault(index) is { } entry => ReportField.OfUnchanged(entry.Indicator),
            _ => null,
        };
    }

    /// <summary>Where an indicator's figure is typed first.</summary>
    public static ReportField First(Indicator indicator) => ReportField.Reading(indicator.Code, indicator.Measure == Measure.Percent ? "numerator" : "value");

    /// <summary>1,4 MB.</summary>
    public static string Size(long bytes) => bytes < 1024 * 1024 ? $"{Say.Number(Math.Max(1, bytes / 1024))}{Say.Space}KB" : $"{Say.OneDecimal(bytes / (1024m * 1024m))}{Say.Space}MB";
}
