namespace Board.Domain.Reports;

/// <summary>One field that somebody changed.</summary>
/// <param name="Was">What the field said when they began to write.</param>
/// <param name="Text">What it shall say.</param>
public sealed record FieldEdit(ReportField Field, string Was, string Text);

/// <summary>A field that somebody else changed meanwhile. Theirs stays; nothing is lost while the writer still has their own.</summary>
public sealed record FieldConflict(ReportField Field, string Theirs, string Yours);

/// <summary>What came of putting edits into a report.</summary>
public sealed record ReportMerge(ReportContent Content, IReadOnlyList<FieldConflict> Conflicts)
{
    /// <summary>Puts in every edit whose field still says what its writer saw, or says the same already; the others are conflicts.</summary>
    public static ReportMerge Of(ReportContent content, IEnumerable<FieldEdit> edits)
    {
        var conflicts = new List<FieldConflict>();
        foreach (var edit in edits)
        {
            var now = content.TextOf(edit.Field);
            var wanted = AsKept(edit.Field, edit.Text);
            if (now == wanted) continue;
            if (now == AsKept(edit.Field, edit.Was)) content = content.With(edit.Field, edit.Text);
            else conflicts.Add(new(edit.Field, now, edit.Text));
        }
        return new(content, conflicts);
    }

    // 1.234 and 1234 are the same number, whoever typed which.
    private static string AsKept(ReportField field, string text) => ReportContent.Empty.With(field, text).TextOf(field);
}
