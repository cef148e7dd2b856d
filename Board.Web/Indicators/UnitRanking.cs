using Board.Domain.Progress;

namespace Board.Web.Indicators;

/// <summary>The order in which an indicator's units are listed.</summary>
public static class UnitRanking
{
    /// <summary>Who holds the largest part of the gap comes first, who has not reported last; else in the plan's order.</summary>
    public static IEnumerable<UnitStanding> Of(IndicatorDetail detail) =>
        detail.Units.OrderBy(unit => unit.Reading is null).ThenByDescending(unit => unit.GapShare ?? 0);
}
