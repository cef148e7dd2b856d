namespace Board.Domain.Plans;

/// <summary>How an indicator is measured.</summary>
public enum Measure
{
    /// <summary>A share, always reported as numerator and denominator, never typed as a percentage.</summary>
    Percent,

    /// <summary>A number of things.</summary>
    Count,

    /// <summary>An amount, of money for example; decimals allowed.</summary>
    Amount,
}

/// <summary>One measurable goal with its target (chỉ tiêu).</summary>
/// <param name="Code">Unique in the plan: "1a".</param>
/// <param name="Clause">Where the plan says it: "II.1.a".</param>
/// <param name="Pillar">Code of its pillar.</param>
/// <param name="Name">As the plan words it.</param>
/// <param name="Due">The day the target must be met; the plan year's last day where the plan says nothing.</param>
/// <param name="Numerator">What is counted.</param>
/// <param name="Denominator">Out of what; null unless a percent.</param>
/// <param name="Group">Which denominators of the register apply; null where none can.</param>
/// <param name="FromCommunes">True where every commune-level unit reports it.</param>
/// <param name="Sources">Codes of the units that report it, at least one.</param>
/// <param name="Leads">Codes of the units that answer for it. Empty: an orphan, nobody was assigned.</param>
/// <param name="Baseline">Where it stood at the start; null where the plan doesn't say.</param>
/// <param name="Label">A short title for a card; null: the name serves.</param>
/// <param name="Counted">The noun of the gap ("người"); null: the gap is a bare number.</param>
/// <param name="Money">True where numerator and denominator are amounts of money, which may have decimals.</param>
public sealed record Indicator(
    string Code,
    string Clause,
    string Pillar,
    string Name,
    Measure Measure,
    Target Target,
    DateOnly Due,
    string? Numerator,
    string? Denominator,
    string? Group,
    bool FromCommunes,
    IReadOnlyList<string> Sources,
    IReadOnlyList<string> Leads,
    Baseline? Baseline,
    string? Note,
    LocalText? Label,
    LocalText? Counted,
    bool Money)
{
    /// <summary>True where the plan assigns it to nobody. An owner is never invented.</summary>
    public bool Orphan => Leads.Count == 0;

    /// <summary>True where figures are whole numbers.</summary>
    public bool Whole => Measure != Measure.Amount && !Money;
}

/// <summary>The value that an indicator started from.</summary>
/// <param name="Value">In the indicator's own unit: percent, a count or an amount.</param>
public sealed record Baseline(DateOnly Date, decimal Value);
