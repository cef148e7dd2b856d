using System.Collections.Immutable;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace Board.Web.Indicators;

/// <summary>The parts of an indicator's page that are drawn once for everybody who has it open.</summary>
public static class IndicatorDrawings
{
    /// <summary>A part that takes the parameters <c>Plan</c> and <c>Detail</c>.</summary>
    public static ImmutableArray<MarkupString> Find<TPart>(this DrawnOnce drawings, IndicatorDetail detail, Plan plan) where TPart : IComponent =>
        drawings.Find(detail, typeof(TPart), plan, static (detail, plan) => new() { ["Plan"] = plan, ["Detail"] = detail });

    /// <summary>A part that is the same whatever the figures are: it takes the parameter <c>Indicator</c>.</summary>
    public static ImmutableArray<MarkupString> Find<TPart>(this DrawnOnce drawings, Indicator indicator) where TPart : IComponent =>
        drawings.Find(indicator, typeof(TPart), 0, static (indicator, _) => new() { ["Indicator"] = indicator });
}
