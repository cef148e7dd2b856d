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

    /// <summary>A table of the page, for spreadsheets.</summary>
    public static string Csv(Plan plan, Indicator indicator, string table, string? unit = null) =>
        $"{Call(plan, indicator)}/{table}.csv{(unit is null ? "" : $"?unit={Uri.EscapeDataString(unit)}")}";

    /// <summary>All tables of the page as one workbook.</summary>
    public static string Book(Plan plan, Indicator indicator) => Call(plan, indicator) + ".xlsx";

    /// <summary>The indicator's readings as a workbook, all or one unit's.</summary>
    public static string ReadingsBook(Plan plan, Indicator indicator, string? unit) =>
        $"/api/v1/plans/{Uri.EscapeDataString(plan.Id)}/readings.xlsx?indicator={Uri.EscapeDataString(indicator.Code)}{(unit is null ? "" : $"&unit={Uri.EscapeDataString(unit)}")}";

    private static string Call(Plan plan, Indicator indicator) => $"/api/v1/plans/{Uri.EscapeDataString(plan.Id)}/indicators/{Uri.EscapeDataString(indicator.Code)}";
}
