using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace Board.Web.Indicators;

/// <summary>The parts of an indicator's page that are drawn once for everybody who has it open.</summary>
public static class IndicatorDrawings
{
    /// <summary>A part that takes the parameters <c>Plan</c> and <c>Detail</c>.</summary>
    public static MarkupString Find<TPart>(this DrawnOnce drawings, IndicatorDetail detail, Plan plan) where TPart : IComponent =>
        new(drawings.Find(detail, typeof(TPart), () => new() { ["Plan"] = plan, ["Detail"] = detail }));
}
