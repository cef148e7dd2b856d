using Board.Domain.Readings;

namespace Board.Domain.Reports;

/// <summary>The only place that decides what a draft may hold, and what it lacks to be handed in.</summary>
public static class ReportRules
{
    /// <summary>The longest of the two texts, in characters.</summary>
    public const int LongestText = 20_000;

    /// <summary>The longest text that is typed where a number belongs.</summary>
    public const int LongestTyped = 100;

    /// <summary>The longest reason of a review.</summary>
    public const int LongestReason = ReadingRules.LongestNote;

    /// <summary>The most entries of one list.</summary>
    public const int MostEntries = 200;

    /// <summary>The most attachments of one report.</summary>
    public const int MostAttachments = 20;

    /// <summary>What is wrong with a draft as a whole, by its place in the API's form.</summary>
    public static IReadOnlyList<Rejection> Faults(ReportDuty duty, ReportContent content)
    {
        var faults = new List<Rejection>();
        var lists = new (string Name, IReadOnlyList<string> Codes)[]
        {
            ("readings", [.. content.Readings.Select(entry => entry.Indicator)]),
            ("unchanged", [.. content.Unchanged.Select(entry => entry.Indicator)]),
            ("progress", [.. content.Progress.Select(entry => entry.Assignment)]),
        };
        foreach (var (list, codes) in lists)
        {
            if (codes.Count > MostEntries)
            {
                faults.Add(new(list, "too-many-entries", MostEntries));
                continue;
            }
            var seen = new HashSet<string>();
            for (var index = 0; index < codes.Count; index++)
            {
                var place = $"{list}[{index}].{(list == "progress" ? "assignment" : "indicator")}";
                if (CodeFault(duty, list, codes[index]) is { } fault) faults.Add(fault with { Field = place });
                else if (!seen.Add(codes[index])) faults.Add(new(place, "duplicate-reference", codes[index]));
            }
        }
        if (faults.Count == 0) faults.AddRange(content.Paths.SelectMany(path => TextFaults(path.Path, content.TextOf(path.Field), Longest(path.Field))));
        return faults;
    }

    /// <summary>What is wrong with one edit, by the field's own name.</summary>
    public static IReadOnlyList<Rejection> Faults(ReportDuty duty, FieldEdit edit)
    {
        var field = edit.Field;
        // Whatever else the plan has become, an entry can always be emptied.
        if (ReportTexts.Normal(edit.Text).Length == 0) return [];
        if (field.Code.Length > 0 && CodeFault(duty, field.List, field.Code) is { } fault) return [fault with { Field = field.ToString() }];
        if (field is { List: ReportField.ProgressList, Part: "status" } && ReportTexts.ParseStatus(edit.Text) is null)
            return [new(field.ToString(), "unknown-status", edit.Text)];
        return TextFaults(field.ToString(), edit.Text, Longest(field));
    }

    /// <summary>Codes of the owed indicators that have neither a figure nor a reason for having none.</summary>
    public static IReadOnlyList<string> Missing(ReportDuty duty, ReportContent content) =>
    [
        .. duty.Owes.Select(indicator => indicator.Code)
            .Where(code => !content.Readings.Any(entry => entry.Indicator == code && entry.IsGiven) && content.Unchanged.All(entry => entry.Indicator != code)),
    ];

    /// <summary>True where a report says nothing at all: an empty report is not a report.</summary>
    /// <param name="attachments">How many it has. One alone is enough where no figure is owed.</param>
    public static bool IsEmpty(ReportContent content, int attachments) =>
        attachments == 0 && !content.Fields.Any(field => field is not { List: ReportField.ReadingList, Part: "asOf" or "note" });

    /// <summary>What stands in the way of handing it in, beside figures that <see cref="ReadingRules"/> refuses.</summary>
    public static IReadOnlyList<Rejection> Unfinished(ReportContent content)
    {
        var faults = new List<Rejection>();
        for (var index = 0; index < content.Readings.Count; index++)
        {
            var entry = content.Readings[index];
            if (!entry.IsGiven) continue;
            if (content.Unchanged.Any(one => one.Indicator == entry.Indicator)) faults.Add(new($"readings[{index}]", "figure-and-unchanged", entry.Indicator));
            if (entry.AsOf is null) faults.Add(entry.Typed?.AsOf is { } day ? new($"readings[{index}].asOf", "not-a-day", day) : new($"readings[{index}].asOf", "missing"));
            foreach (var (part, typed) in new[] { ("numerator", entry.Typed?.Numerator), ("denominator", entry.Typed?.Denominator), ("value", entry.Typed?.Value) })
                if (typed is not null) faults.Add(new($"readings[{index}].{part}", "not-a-number", typed));
        }
        for (var index = 0; index < content.Progress.Count; index++)
        {
            var entry = content.Progress[index];
            if (entry.TypedPercent is { } typed) faults.Add(new($"progress[{index}].percent", "not-a-number", typed));
            var rejected = new List<Rejection>();
            AssignmentRules.Accept(entry.Status, entry.Percent, entry.Note, rejected);
            faults.AddRange(rejected.Select(fault => fault with { Field = $"progress[{index}].{fault.Field}" }));
        }
        return faults;
    }

    /// <summary>What is wrong with a text: too long, or with characters that nobody can read.</summary>
    public static IReadOnlyList<Rejection> TextFaults(string field, string text, int longest)
    {
        var faults = new List<Rejection>();
        if (text.Length > longest) faults.Add(new(field, "too-long", longest));
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) faults.Add(new(field, "control-characters"));
        return faults;
    }

    private static int Longest(ReportField field) => field switch
    {
        { Code: "" } => LongestText,
        { Part: "note" or "" } => ReadingRules.LongestNote,
        _ => LongestTyped,
    };

    private static Rejection? CodeFault(ReportDuty duty, string list, string code)
    {
        var plan = duty.Calendar.Plan;
        if (list == ReportField.ProgressList)
            return plan.Assignments.All(assignment => assignment.Code != code) ? new("", "unknown-assignment", code)
                : duty.Leads.All(assignment => assignment.Code != code) ? new("", "unit-not-leading", duty.Deadline.Unit.Name, code)
                : null;
        return plan.FindIndicator(code) is null ? new("", "unknown-indicator", code)
            : duty.MayReport.All(indicator => indicator.Code != code) ? new("", "unit-not-expected", duty.Deadline.Unit.Name, code)
            : null;
    }
}
