using System.Runtime.CompilerServices;
using Board.Domain.Plans;
using Board.Web.Text;

namespace Board.Web.Search;

/// <summary>What can be found in a plan: made once for each version of it, and gone with it.</summary>
public static class SearchIndex
{
    private static readonly ConditionalWeakTable<Plan, IReadOnlyList<SearchEntry>> Made = [];

    /// <summary>The entries of a plan.</summary>
    public static IReadOnlyList<SearchEntry> Of(Plan plan) => Made.GetValue(plan, Make);

    private static IReadOnlyList<SearchEntry> Make(Plan plan) =>
    [
        .. plan.Indicators.Select(indicator => new SearchEntry(
            SearchKind.Indicator, indicator.Code, indicator.Clause, indicator.Name,
            Together(indicator.Label?.Vi, indicator.Label?.En, indicator.Numerator, indicator.Denominator, indicator.Note, Names(plan, indicator.Leads)))),
        .. plan.Assignments.Select(assignment => new SearchEntry(
            SearchKind.Assignment, assignment.Code, assignment.Clause, assignment.Title,
            Together(assignment.Summary, Names(plan, assignment.Leads), assignment.PartnersText))),
        .. plan.Units.Select(unit => new SearchEntry(SearchKind.Unit, unit.Code, "", unit.Name, Together(unit.Label?.Vi, unit.Label?.En))),
        .. plan.Pillars.Select(pillar => new SearchEntry(
            SearchKind.Clause, pillar.Code, $"II.{pillar.Code}", pillar.Name, Together(pillar.Label?.Vi, pillar.Label?.En))),
        .. plan.LegalBasis.Select(basis => new SearchEntry(SearchKind.Clause, basis.Number, "", $"{basis.Number}: {basis.About}", Together(basis.Issuer, Say.Date(basis.Date)))),
    ];

    private static string Names(Plan plan, IEnumerable<string> units) => string.Join(", ", units.Select(code => plan.FindUnit(code)?.Name).OfType<string>());

    private static string Together(params IEnumerable<string?> texts) => string.Join(" · ", texts.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct());
}
