using Board.Domain.Plans;

namespace Board.Tests.Support;

/// <summary>Plans for tests, without a file. What a test doesn't name is as in the 2023 plan; change the rest with <c>with</c>.</summary>
public static class PlanBuilder
{
    public static readonly IReadOnlyList<string> Departments =
        ["vphu", "ca", "ttyt", "bvdk", "gddt", "ktht", "ldtbxh", "tckh", "nnptnt", "nv", "ttvh"];

    public static readonly IReadOnlyList<string> Communes =
        ["kien-duc", "dak-ru", "dak-sin", "dak-wer", "dao-nghia", "hung-binh", "kien-thanh", "nghia-thang", "nhan-co", "nhan-dao", "quang-tin"];

    public static readonly IReadOnlyList<ReportingRule> Reporting =
    [
        new("unit-quarterly", ReportingParty.Units, PeriodKind.Quarter, new DueRule.LastMonth(3)),
        new("office-quarterly", ReportingParty.Standing, PeriodKind.Quarter, new DueRule.LastMonth(10)),
        new("unit-annual", ReportingParty.Units, PeriodKind.Year, new DueRule.MonthOfYear(12, 10)),
        new("unit-plan", ReportingParty.Units, PeriodKind.Once, new DueRule.OnDate(new(2023, 6, 15))),
    ];

    public static readonly IReadOnlyList<Holiday> Holidays =
    [
        new(new(2023, 1, 1), new(2023, 1, 2), "Tết Dương lịch"),
        new(new(2023, 1, 20), new(2023, 1, 26), "Tết Nguyên đán"),
        new(new(2023, 4, 29), new(2023, 5, 3), "Giỗ Tổ, 30/4 và 1/5"),
        new(new(2023, 9, 1), new(2023, 9, 4), "Quốc khánh"),
    ];

    /// <summary>The standing office, 11 departments and agencies, 11 communes; no indicators and no assignments.</summary>
    public static Plan Sample(
        int year = 2023,
        string timeZone = "Asia/Ho_Chi_Minh",
        DateOnly? effectiveFrom = null,
        IReadOnlyList<ReportingUnit>? units = null,
        IReadOnlyList<ReportingRule>? reporting = null,
        IReadOnlyList<Holiday>? holidays = null,
        IReadOnlyList<DateOnly>? workingSaturdays = null,
        IReadOnlyList<Indicator>? indicators = null,
        IReadOnlyList<Assignment>? assignments = null,
        IReadOnlyList<RegisteredDenominator>? denominators = null) => new(
            Id: $"sample-{year}",
            Year: year,
            Title: "Kế hoạch mẫu",
            Locality: new("Huyện Đăk R’lấp", "Tỉnh Đăk Nông"),
            TimeZone: TimeZoneInfo.FindSystemTimeZoneById(timeZone),
            EffectiveFrom: new(effectiveFrom ?? new(2023, 6, 1), Assumed: true),
            LegalBasis: [],
            Holidays: holidays ?? Holidays,
            WorkingSaturdays: workingSaturdays ?? [],
            Units: units ??
            [
                Unit("vhtt", standing: true),
                .. Departments.Select(code => Unit(code)),
                .. Communes.Select(code => Unit(code, UnitKind.Commune)),
            ],
            Pillars: [new("1", "Nhóm mục tiêu mẫu", Label: null)],
            Indicators: indicators ?? [],
            Assignments: assignments ?? [],
            Reporting: reporting ?? Reporting,
            Denominators: denominators ?? []);

    public static ReportingUnit Unit(
        string code, UnitKind kind = UnitKind.Department, bool standing = false, bool reports = true) =>
        new(code, $"Đơn vị {code}", kind, standing, reports, Label: null);
}
