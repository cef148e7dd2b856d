using Board.Domain.Calendar;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Data;

namespace Board.Web.Lagging;

/// <summary>What may be written of a dunning letter before it is issued; its figures, its number and its day are not typed.</summary>
/// <param name="Due">The last day on which it can be answered, as it was typed.</param>
/// <param name="Copies">After "Nơi nhận", line by line.</param>
/// <param name="Capacity">In which capacity it is signed, line by line.</param>
/// <param name="Signer">Who signs; empty where a name is to be written by hand.</param>
public sealed record LetterText(string Subject, string Body, string Due, string Copies, string Capacity, string Signer)
{
    /// <summary>The longest text of a letter, in characters.</summary>
    public const int LongestBody = 20_000;

    /// <summary>The longest of the short parts, in characters.</summary>
    public const int LongestLine = 1000;

    /// <summary>Everything that is wrong with it.</summary>
    public IReadOnlyList<Rejection> Faults(DateOnly? due, DateOnly today, DateOnly latest)
    {
        var faults = new List<Rejection>();
        foreach (var (field, text, longest, needed) in new[]
        {
            ("subject", Subject, LongestLine, true), ("body", Body, LongestBody, true), ("copies", Copies, LongestLine, true), ("capacity", Capacity, LongestLine, true),
            ("signer", Signer, LongestLine, false),
        })
        {
            if (needed && string.IsNullOrWhiteSpace(text)) faults.Add(new(field, "missing"));
            else faults.AddRange(ReportRules.TextFaults(field, text, longest));
        }
        if (string.IsNullOrWhiteSpace(Due)) faults.Add(new("due", "missing"));
        else if (due is not { } day) faults.Add(new("due", "not-a-day", Due));
        else if (day < today) faults.Add(new("due", "due-in-past", day, today));
        else if (day > latest) faults.Add(new("due", "due-too-far", day, latest));
        return faults;
    }
}

/// <summary>A dunning letter: a draft, or one that was issued and never changes.</summary>
/// <param name="Id">Its address; null for a draft.</param>
/// <param name="Number">1 for the plan's first; null for a draft.</param>
/// <param name="Due">The last day on which it can be answered; null where what was typed is none.</param>
/// <param name="By">Who issued it; null for a draft.</param>
public sealed record DunningLetter(
    long? Id, int? Number, LetterFacts Facts, LetterText Text, DateOnly? Due, DateOnly Day, string? By, DateTimeOffset? At, PlanClock Clock)
{
    internal static DunningLetter Of(DunningLetterRow row, PlanClock clock) => new(
        row.Id, row.Number, row.Frozen, new(row.Subject, row.Body, LetterWords.Day(row.Due), row.Copies, row.Capacity, row.Signer), row.Due, row.IssuedOn, row.By, new(row.At), clock);
}
