using Board.Domain.Plans;

namespace Board.Web.Years;

/// <summary>Where years are compared, and where each of them lies.</summary>
internal static class YearsAddress
{
    public static string Of(Plan later, Plan earlier) => $"/years?plan={Uri.EscapeDataString(later.Id)}&with={Uri.EscapeDataString(earlier.Id)}";

    public static string Board(Plan plan) => $"/?plan={Uri.EscapeDataString(plan.Id)}";

    public static string Indicator(Plan plan, Indicator indicator) => $"/indicators/{Uri.EscapeDataString(indicator.Code)}?plan={Uri.EscapeDataString(plan.Id)}";
}
