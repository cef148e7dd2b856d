using Board.Domain.Plans;

namespace Board.Web.Indicators;

/// <summary>Addresses that lead from an indicator to what lies behind it. They name the plan, since they are drawn once for all readers.</summary>
public static class IndicatorAddress
{
    /// <summary>Where the readings are, all or one unit's.</summary>
    public const string Readings = "readings";

    /// <summary>The indicator's page at a unit's figures.</summary>
    public static string Of(Plan plan, Indicator indicator, string unit) =>
        $"/indicators/{Uri.EscapeDataString(indicator.Code)}?plan={Uri.EscapeDataString(plan.Id)}&unit={Uri.EscapeDataString(unit)}#{Readings}";

    /// <summary>The indicator's page at everybody's figures.</summary>
    public static string Of(Plan plan, Indicator indicator) =>
        $"/indicators/{Uri.EscapeDataString(indicator.Code)}?plan={Uri.EscapeDataString(plan.Id)}";

    /// <summary>The page of assignments, at one.</summary>
    public static string Of(Plan plan, Assignment assignment) => $"/assignments?plan={Uri.EscapeDataString(plan.Id)}#a-{Uri.EscapeDataString(assignment.Code)}";

    /// <summary>The indicator's readings as a table for spreadsheets.</summary>
    public static string Csv(Plan plan, Indicator indicator, string? unit = null) => Table("csv", plan, indicator, unit);

    /// <summary>The same as a workbook.</summary>
    public static string Xlsx(Plan plan, Indicator indicator, string? unit = null) => Table("xlsx", plan, indicator, unit);

    private static string Table(string ending, Plan plan, Indicator indicator, string? unit) =>
        $"/api/v1/plans/{Uri.EscapeDataString(plan.Id)}/readings.{ending}?indicator={Uri.EscapeDataString(indicator.Code)}{(unit is null ? "" : $"&unit={Uri.EscapeDataString(unit)}")}";
}
