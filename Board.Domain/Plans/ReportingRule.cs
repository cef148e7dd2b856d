namespace Board.Domain.Plans;

/// <summary>Who owes the reports of a rule.</summary>
public enum ReportingParty
{
    /// <summary>Every reporting unit but the standing office.</summary>
    Units,

    /// <summary>The standing office alone.</summary>
    Standing,
}

/// <summary>How often a report is owed.</summary>
public enum PeriodKind
{
    Month,
    Quarter,
    Half,
    Year,

    /// <summary>A single time, as the units' own plans of clause V.3.b.</summary>
    Once,
}

/// <summary>
/// The day before which a report must arrive. "Trước ngày mùng 03" is strict: the duty is met until the last tick of day 2.
/// </summary>
public abstract record DueRule
{
    private DueRule() { }

    /// <summary>A day of the period's last month.</summary>
    public sealed record LastMonth(int Day) : DueRule;

    /// <summary>A day of the month after the period.</summary>
    public sealed record NextMonth(int Day) : DueRule;

    /// <summary>A day of a month of the plan year, 1 to 12.</summary>
    public sealed record MonthOfYear(int Month, int Day) : DueRule;

    /// <summary>That very day; only for <see cref="PeriodKind.Once"/>.</summary>
    public sealed record OnDate(DateOnly Date) : DueRule;
}

/// <summary>One reporting duty of the plan's clause V, kept as data.</summary>
public sealed record ReportingRule(string Code, ReportingParty Who, PeriodKind Period, DueRule Before);
