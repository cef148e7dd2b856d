using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;

namespace Board.Tests.Support;

/// <summary>One indicator in a plan of its own, its readings, and what the board makes of them.</summary>
public static class IndicatorBuilder
{
    public static readonly DateOnly YearStart = new(2022, 12, 31);

    public static Indicator Indicator(
        decimal floor = 80,
        decimal? aim = null,
        Better better = Better.Higher,
        Measure measure = Measure.Percent,
        IReadOnlyList<string>? sources = null,
        Baseline? baseline = null,
        DateOnly? due = null,
        bool money = false) => new(
            "1a", "II.1.a", "1", "Chỉ tiêu mẫu", measure, new(floor, aim, better), due ?? new(2023, 12, 31), "Người",
            measure == Measure.Percent ? "Dân số" : null, "population", FromCommunes: false, sources ?? ["dak-ru"], Leads: [], baseline,
            Note: null, Label: null, Counted: null, money);

    public static Plan PlanOf(Indicator indicator, params (string Unit, decimal Value)[] register) => PlanBuilder.Sample(
        indicators: [indicator],
        denominators: [.. register.Select(entry => new RegisteredDenominator(entry.Unit, "population", 2023, entry.Value))]);

    public static Reading Reading(
        DateOnly asOf, decimal numerator, decimal? denominator = 100, string unit = "dak-ru", int revision = 1,
        ReadingState state = ReadingState.Accepted) => new("1a", unit, asOf, revision, new(numerator, denominator), state);

    /// <summary>The district's figure of units that each have one reading.</summary>
    public static DistrictFigure District(Plan plan, params (string Unit, decimal N, decimal? D)[] reported) => new(
        plan, plan.Indicators[0], reported.ToDictionary(row => row.Unit, row => Reading(new(2023, 9, 30), row.N, row.D, row.Unit)));

    public static IndicatorProgress Assess(Indicator indicator, DateOnly today, params Reading[] current) =>
        Assess(PlanOf(indicator), today, current);

    public static IndicatorProgress Assess(Plan plan, DateOnly today, params Reading[] current) =>
        IndicatorDetail.Of(new PlanCalendar(plan), plan.Indicators[0], current, today, version: 1).Progress;
}
