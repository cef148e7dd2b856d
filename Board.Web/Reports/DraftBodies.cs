using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Live;

namespace Board.Web.Reports;

/// <summary>A report's content on the wire: read, with what it lacks to be one, and written.</summary>
internal static class DraftBodies
{
    public static (ReportContent Content, IReadOnlyList<Rejection> Faults) Read(DraftBody body)
    {
        var faults = new List<Rejection>();
        var content = new ReportContent(
            [
                .. Entries("readings", body.Readings, faults).Where(one => Names("readings", "indicator", one.Index, one.Entry.Indicator, faults))
                    .Select(one => one.Entry).Select(entry =>
                        new ReportReading(entry.Indicator!, entry.AsOf, entry.Numerator, entry.Denominator, entry.Value, entry.Note, entry.Typed)),
            ],
            [
                .. Entries("unchanged", body.Unchanged, faults).Where(one => Names("unchanged", "indicator", one.Index, one.Entry.Indicator, faults))
                    .Select(one => new UnchangedFigure(one.Entry.Indicator!, one.Entry.Reason ?? "")),
            ],
            [
                .. Entries("progress", body.Progress, faults).Where(one => Names("progress", "assignment", one.Index, one.Entry.Assignment, faults))
                    .Select(one => new ReportProgress(
                        one.Entry.Assignment!, StatusOf(one.Index, one.Entry.Status, faults), one.Entry.Percent, one.Entry.Note, one.Entry.TypedPercent)),
            ],
            body.Difficulties ?? "", body.Proposals ?? "");
        return (content, faults);
    }

    private static List<(int Index, T Entry)> Entries<T>(string list, IReadOnlyList<T?>? entries, List<Rejection> faults) where T : class
    {
        if (entries is null) return [];
        if (entries.Count > ReportRules.MostEntries)
        {
            faults.Add(new(list, "too-many-entries", ReportRules.MostEntries));
            return [];
        }
        faults.AddRange(entries.Index().Where(one => one.Item is null).Select(one => new Rejection($"{list}[{one.Index}]", "missing")));
        return [.. entries.Index().Where(one => one.Item is not null).Select(one => (one.Index, one.Item!))];
    }

    private static bool Names(string list, string field, int index, string? code, List<Rejection> faults)
    {
        if (!string.IsNullOrEmpty(code)) return true;
        faults.Add(new($"{list}[{index}].{field}", "missing"));
        return false;
    }

    private static AssignmentStatus? StatusOf(int index, string? word, List<Rejection> faults)
    {
        if (string.IsNullOrEmpty(word)) return null;
        var status = Enum.GetValues<AssignmentStatus>().Cast<AssignmentStatus?>().FirstOrDefault(one => ProgressJson.Word(one!.Value) == word);
        if (status is null) faults.Add(new($"progress[{index}].status", "unknown-status", word));
        return status;
    }

    public static IReadOnlyList<ReadingEntry> Readings(ReportContent content) =>
        [.. content.Readings.Select(entry => new ReadingEntry(entry.Indicator, entry.AsOf, entry.Numerator, entry.Denominator, entry.Value, entry.Note, entry.Typed))];

    public static IReadOnlyList<UnchangedEntry> Unchanged(ReportContent content) =>
        [.. content.Unchanged.Select(entry => new UnchangedEntry(entry.Indicator, entry.Reason))];

    public static IReadOnlyList<ProgressOfReport> Progress(ReportContent content) =>
    [
        .. content.Progress.Select(entry => new ProgressOfReport(
            entry.Assignment, entry.Status is { } status ? ProgressJson.Word(status) : null, entry.Percent, entry.Note, entry.TypedPercent)),
    ];
}
