using Board.Domain.Plans;
using Board.Domain.Progress;
using Microsoft.AspNetCore.WebUtilities;

namespace Board.Web.Lagging;

/// <summary>Where what is wrong comes from, and where letters are. They name the plan only where the page that leads there does.</summary>
public static class LaggingAddress
{
    /// <summary>The letters.</summary>
    public const string Letters = "/lagging/letters";

    /// <summary>What lies behind a trouble of an indicator.</summary>
    public static string Of(TroubledIndicator one, Trouble trouble, bool mayAssign, string? plan) => trouble switch
    {
        Trouble.Lagging or Trouble.Slow => Indicator(one.Indicator, "pace-title", plan),
        Trouble.Stale => Indicator(one.Indicator, "readings", plan),
        Trouble.Incomplete => Indicator(one.Indicator, "units-title", plan),
        Trouble.Orphan => mayAssign ? Of("/admin/plan", null, ("plan", plan)) : Indicator(one.Indicator, "bound-title", plan),
        _ => Unit(one.Indicator, one.OddUnits[0], plan),
    };

    /// <summary>An indicator's page, at one of its parts.</summary>
    public static string Indicator(Indicator indicator, string? part, string? plan) => Of($"/indicators/{Uri.EscapeDataString(indicator.Code)}", part, ("plan", plan));

    /// <summary>An indicator's page, at a unit's figures.</summary>
    public static string Unit(Indicator indicator, string unit, string? plan) =>
        Of($"/indicators/{Uri.EscapeDataString(indicator.Code)}", "readings", ("plan", plan), ("unit", unit));

    /// <summary>The form of a letter to some units; to all debtors where none is named.</summary>
    public static string New(string? plan, params IEnumerable<string> units) => Of($"{Letters}/new", null, [("plan", plan), .. units.Select(unit => ("unit", (string?)unit))]);

    /// <summary>The letters of a plan.</summary>
    public static string List(string? plan) => Of(Letters, null, ("plan", plan));

    /// <summary>One letter.</summary>
    public static string Letter(long id, string? plan) => Of(FormattableString.Invariant($"{Letters}/{id}"), null, ("plan", plan));

    private static string Of(string path, string? part, params IEnumerable<(string Name, string? Value)> query) =>
        QueryHelpers.AddQueryString(path, query.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Name, one.Value))) + (part is null ? "" : "#" + part);
}
