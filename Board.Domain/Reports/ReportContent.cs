using System.Text.Json.Serialization;

namespace Board.Domain.Reports;

/// <summary>A figure in a report, perhaps half typed. No rule looks at it before the report is handed in.</summary>
/// <param name="Value">The single value of a count or an amount.</param>
/// <param name="Typed">What was typed where a date or number belongs, and is none.</param>
public sealed record ReportReading(
    string Indicator, DateOnly? AsOf = null, decimal? Numerator = null, decimal? Denominator = null, decimal? Value = null, string? Note = null,
    TypedReading? Typed = null)
{
    /// <summary>True where somebody began to give a figure; a date or a note alone is none.</summary>
    [JsonIgnore]
    public bool IsGiven => (Numerator ?? Denominator ?? Value) is not null || (Typed?.Numerator ?? Typed?.Denominator ?? Typed?.Value) is not null;
}

/// <summary>Texts that are no date or number yet, kept so that nothing typed is lost.</summary>
public sealed record TypedReading(string? AsOf = null, string? Numerator = null, string? Denominator = null, string? Value = null);

/// <summary>An explicit "no change, because …".</summary>
public sealed record UnchangedFigure(string Indicator, string Reason);

/// <summary>What a report says of an assignment, perhaps half typed.</summary>
/// <param name="TypedPercent">What was typed where the percentage belongs, and is no number.</param>
public sealed record ReportProgress(
    string Assignment, AssignmentStatus? Status = null, decimal? Percent = null, string? Note = null, string? TypedPercent = null);

/// <summary>What a unit writes in its report; one entry at most for each indicator and assignment.</summary>
/// <param name="Difficulties">Khó khăn, vướng mắc.</param>
/// <param name="Proposals">Đề xuất, kiến nghị.</param>
public sealed record ReportContent(
    IReadOnlyList<ReportReading> Readings, IReadOnlyList<UnchangedFigure> Unchanged, IReadOnlyList<ReportProgress> Progress,
    string Difficulties, string Proposals)
{
    /// <summary>A report that nobody has begun.</summary>
    public static ReportContent Empty { get; } = new([], [], [], "", "");

    /// <summary>Every field that holds something, in the report's order.</summary>
    [JsonIgnore]
    public IEnumerable<ReportField> Fields => Paths.Select(path => path.Field);

    /// <summary>Every field that holds something, with its place in the API's form: <c>readings[0].numerator</c>.</summary>
    [JsonIgnore]
    public IEnumerable<(ReportField Field, string Path)> Paths =>
        Readings.SelectMany((reading, index) => ReportField.OfReading(reading.Indicator).Select(one => (one, $"readings[{index}].{one.Part}")))
            .Concat(Unchanged.Select((entry, index) => (ReportField.OfUnchanged(entry.Indicator), $"unchanged[{index}].reason")))
            .Concat(Progress.SelectMany((entry, index) => ReportField.OfProgress(entry.Assignment).Select(one => (one, $"progress[{index}].{one.Part}"))))
            .Append((ReportField.Difficulties, "difficulties")).Append((ReportField.Proposals, "proposals"))
            .Where(path => TextOf(path.Item1).Length > 0);

    /// <summary>The text that a person sees in a field: numbers as in Vietnam, dates as dd/MM/yyyy; empty where there is nothing.</summary>
    public string TextOf(ReportField field) => field.List switch
    {
        ReportField.ReadingList => ReportTexts.Of(Readings.FirstOrDefault(reading => reading.Indicator == field.Code), field.Part),
        ReportField.UnchangedList => Unchanged.FirstOrDefault(entry => entry.Indicator == field.Code)?.Reason ?? "",
        ReportField.ProgressList => ReportTexts.Of(Progress.FirstOrDefault(entry => entry.Assignment == field.Code), field.Part),
        ReportField.DifficultiesText => Difficulties,
        _ => Proposals,
    };

    /// <summary>The same report with another text in a field. What is no number or date stays as it was typed.</summary>
    public ReportContent With(ReportField field, string text)
    {
        text = ReportTexts.Normal(text);
        return field.List switch
        {
            ReportField.ReadingList => this with
            {
                Readings = Put(Readings, entry => entry.Indicator == field.Code, new(field.Code), entry => ReportTexts.With(entry, field.Part, text), entry => entry == new ReportReading(entry.Indicator)),
            },
            ReportField.UnchangedList => this with
            {
                Unchanged = Put(Unchanged, entry => entry.Indicator == field.Code, new(field.Code, ""), entry => entry with { Reason = text }, entry => entry.Reason.Length == 0),
            },
            ReportField.ProgressList => this with
            {
                Progress = Put(Progress, entry => entry.Assignment == field.Code, new(field.Code), entry => ReportTexts.With(entry, field.Part, text), entry => entry == new ReportProgress(entry.Assignment)),
            },
            ReportField.DifficultiesText => this with { Difficulties = text },
            _ => this with { Proposals = text },
        };
    }

    /// <summary>Without entries that say nothing, and with every text in its normal form.</summary>
    public ReportContent Tidied() => new(
        [.. Readings.Select(ReportTexts.Tidied).Where(entry => entry != new ReportReading(entry.Indicator))],
        [.. Unchanged.Select(entry => entry with { Reason = ReportTexts.Normal(entry.Reason) }).Where(entry => entry.Reason.Length > 0)],
        [.. Progress.Select(ReportTexts.Tidied).Where(entry => entry != new ReportProgress(entry.Assignment))],
        ReportTexts.Normal(Difficulties), ReportTexts.Normal(Proposals));

    private static List<T> Put<T>(IReadOnlyList<T> entries, Func<T, bool> isIt, T none, Func<T, T> change, Func<T, bool> isEmpty)
    {
        var changed = entries.Select(entry => isIt(entry) ? change(entry) : entry).ToList();
        if (!entries.Any(isIt)) changed.Add(change(none));
        return [.. changed.Where(entry => !isIt(entry) || !isEmpty(entry))];
    }
}
