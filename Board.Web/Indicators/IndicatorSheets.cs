using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Web.Charts;
using Board.Web.Live;
using Board.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace Board.Web.Indicators;

/// <summary>What changes on an indicator's page, drawn once for everybody who has it open, in the current language.</summary>
public sealed class IndicatorSheets(HtmlDrawing drawing, IndicatorCharts charts)
{
    private readonly ConditionalWeakTable<IndicatorDetail, ConcurrentDictionary<(string Marks, CultureInfo), Lazy<LiveParts>>> _drawn = [];

    /// <summary>The parts of an indicator's page.</summary>
    /// <param name="detail">The same object means the same parts.</param>
    /// <param name="plan">Names the units.</param>
    /// <param name="meetings">What is marked on the way to the target.</param>
    public LiveParts Of(IndicatorDetail detail, Plan plan, IReadOnlyList<MeetingMark> meetings)
    {
        var drawn = _drawn.GetOrCreateValue(detail);
        var key = (meetings.Count == 0 ? "" : string.Join('\n', meetings), CultureInfo.CurrentUICulture);
        // Looked for first: every circuit asks again for each figure, and mostly finds what was drawn for another one.
        return (drawn.TryGetValue(key, out var parts) ? parts : drawn.GetOrAdd(key, _ => new Lazy<LiveParts>(() => Draw(detail, plan, meetings, key.CurrentUICulture)))).Value;
    }

    // What is drawn here waits for nothing, so the task is done when it is answered.
    private LiveParts Draw(IndicatorDetail detail, Plan plan, IReadOnlyList<MeetingMark> meetings, CultureInfo culture) => drawing.DrawAsync(culture, async draw =>
    {
        var shown = new Dictionary<string, object?> { ["Plan"] = plan, ["Detail"] = detail };
        Task<string> Whole<TPart>() where TPart : IComponent => draw(typeof(TPart), shown);
        async Task<string[]> Rows<TPart>() where TPart : IComponent => DrawnOnce.Pieces(await Whole<TPart>());

        var known = detail.Series.Points.Count > 0;
        var (trend, ranking) = (known ? charts.Trend(detail, meetings) : ChartData.None, charts.Ranking(detail, plan) ?? ChartData.None);
        var (units, heat) = (await Rows<UnitsHead>(), await Rows<HeatHead>());
        ImmutableArray<LivePart> parts =
        [
            LivePart.Element("header", await Whole<IndicatorHeader>()),
            LivePart.Element("gauge", await Whole<LargeGauge>()),
            LivePart.List("facts", "dl", await Rows<IndicatorFacts>()),
            LivePart.Element("trend-frame", trend.Frame.Value),
            LivePart.Element("trend-series", trend.Series.Value),
            known ? LivePart.Element("trend", await Whole<TrendFallback>()) : LivePart.Group("trend", await Whole<TrendNone>()),
            LivePart.Group("trend-key", known ? await Whole<TrendKey>() : ""),
            LivePart.List("history", "tbody", await Rows<HistoryRows>()),
            LivePart.Group("pace", await Whole<PaceRows>()),
            LivePart.Group("holders", await Whole<Holders>()),
            LivePart.Element("ranking-frame", ranking.Frame.Value),
            LivePart.Element("ranking-series", ranking.Series.Value),
            LivePart.Element("units-words", units[0]),
            LivePart.Element("units-columns", units[1]),
            LivePart.List("units", "tbody", await Rows<UnitRows>()),
            LivePart.Element("heat-words", heat[0]),
            LivePart.Element("heat-periods", heat[1]),
            LivePart.List("heat", "tbody", await Rows<HeatRows>()),
            LivePart.Group("assignments", await Whole<AssignmentRows>()),
        ];
        return new LiveParts($"indicator {StatusStyle.Of(detail.Progress).Class}", parts);
    }).GetAwaiter().GetResult();
}
