namespace Board.Domain.Reports;

/// <summary>A field that one submission says otherwise than the one before it.</summary>
/// <param name="From">Empty where it said nothing.</param>
/// <param name="To">Empty where it says nothing any more.</param>
public sealed record ReportChange(ReportField Field, string From, string To)
{
    /// <summary>Every field that differs, in the newer one's order, then those that are gone.</summary>
    public static IReadOnlyList<ReportChange> Between(ReportContent older, ReportContent newer) =>
    [
        .. newer.Fields.Concat(older.Fields).Distinct()
            .Select(field => new ReportChange(field, older.TextOf(field), newer.TextOf(field)))
            .Where(change => change.From != change.To),
    ];
}
