namespace Board.Domain.Plans;

/// <summary>
/// One locality's plan for one year (kế hoạch): what must be reached, who leads, who reports and when.
/// Made by <see cref="PlanFile"/> only, so every reference inside it leads somewhere.
/// </summary>
public sealed record Plan(
    string Id,
    int Year,
    string Title,
    Locality Locality,
    TimeZoneInfo TimeZone,
    EffectiveDate EffectiveFrom,
    IReadOnlyList<LegalBasis> LegalBasis,
    IReadOnlyList<Holiday> Holidays,
    IReadOnlyList<DateOnly> WorkingSaturdays,
    IReadOnlyList<ReportingUnit> Units,
    IReadOnlyList<Pillar> Pillars,
    IReadOnlyList<Indicator> Indicators,
    IReadOnlyList<Assignment> Assignments,
    IReadOnlyList<ReportingRule> Reporting,
    IReadOnlyList<RegisteredDenominator> Denominators)
{
    /// <summary>The first day of the plan year.</summary>
    public DateOnly FirstDay => new(Year, 1, 1);

    /// <summary>The last day of the plan year.</summary>
    public DateOnly LastDay => new(Year, 12, 31);

    /// <summary>The unit that consolidates (cơ quan thường trực, clause V.2).</summary>
    public ReportingUnit StandingOffice => Units.First(unit => unit.Standing);

    /// <summary>The unit of that code, or null.</summary>
    public ReportingUnit? FindUnit(string code) => Units.FirstOrDefault(unit => unit.Code == code);

    /// <summary>The official name of a unit; its code where the plan has no such unit.</summary>
    public string UnitName(string code) => FindUnit(code)?.Name ?? code;

    /// <summary>The indicator of that code, or null.</summary>
    public Indicator? FindIndicator(string code) => Indicators.FirstOrDefault(indicator => indicator.Code == code);

    /// <summary>The approved denominator of a unit for an indicator of that group in the plan year; null where the register has none.</summary>
    public decimal? RegisteredDenominator(string unit, string? group) =>
        group is null
            ? null
            : Denominators.FirstOrDefault(entry => entry.Unit == unit && entry.Group == group && entry.Year == Year)?.Value;
}

/// <summary>Whose plan it is.</summary>
/// <param name="Name">As the plan spells it: "Huyện Đăk R’lấp".</param>
/// <param name="Parent">The level above: "Tỉnh Đăk Nông".</param>
public sealed record Locality(string Name, string Parent);

/// <summary>The day the plan takes effect. No deadline that falls on or before it exists.</summary>
/// <param name="Date">A day in the plan's zone.</param>
/// <param name="Assumed">True where the published text carries no date of issue.</param>
public sealed record EffectiveDate(DateOnly Date, bool Assumed);

/// <summary>A document that the plan rests on, as the plan cites it.</summary>
public sealed record LegalBasis(string Number, DateOnly Date, string Issuer, string About);

/// <summary>Days off, first and last included.</summary>
public sealed record Holiday(DateOnly From, DateOnly To, string Name);

/// <summary>A group of goals (nhóm mục tiêu): II.1 to II.4 of the plan.</summary>
public sealed record Pillar(string Code, string Name, LocalText? Label);

/// <summary>One approved denominator of the register, e.g. a commune's population.</summary>
/// <param name="Value">Greater than zero.</param>
public sealed record RegisteredDenominator(string Unit, string Group, int Year, decimal Value);
