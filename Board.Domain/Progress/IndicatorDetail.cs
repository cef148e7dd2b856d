using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Readings;

namespace Board.Domain.Progress;

/// <summary>One indicator at one board version: the gauge's record, and what lies behind it.</summary>
public sealed class IndicatorDetail
{
    private readonly Lazy<Forecast?> _forecast;
    private readonly Lazy<IReadOnlyList<UnitYear>> _year;
    private readonly IReadOnlyList<Reading> _readings;

    private IndicatorDetail(
        PlanCalendar calendar, IndicatorProgress progress, DistrictSeries series, IReadOnlyList<Reading> readings, DateOnly today, long version, IndicatorDetail? before)
    {
        (Progress, Series, _readings, Version) = (progress, series, readings, version);
        Units = UnitStanding.Of(calendar.Plan, progress.Indicator, series.Effective);
        Periods = UnitYear.PeriodsOf(calendar, today);
        ReadingsVersion = before is not null && before._readings.SequenceEqual(readings) ? before.ReadingsVersion : version;
        // Quadratic in the dates, and only the indicator's own page asks for it; nobody else asks for the year either.
        _forecast = new(() => Forecast.Of(progress.Indicator, series));
        _year = new(() => UnitYear.Of(calendar.Plan, progress.Indicator, readings, Periods));
    }

    /// <summary>What a gauge shows.</summary>
    public IndicatorProgress Progress { get; }

    /// <summary>The district's figures over time.</summary>
    public DistrictSeries Series { get; }

    /// <summary>Where each source unit stands.</summary>
    public IReadOnlyList<UnitStanding> Units { get; }

    /// <summary>The board version at which anything here was last read again.</summary>
    public long Version { get; }

    /// <summary>The board version at which its readings were last found to have changed; a new day or a new wording of the plan changes none.</summary>
    public long ReadingsVersion { get; }

    /// <summary>The trend; null under two dates.</summary>
    public Forecast? Forecast => _forecast.Value;

    /// <summary>The plan year's periods that have begun.</summary>
    public IReadOnlyList<Period> Periods { get; }

    /// <summary>Each source unit through those periods.</summary>
    public IReadOnlyList<UnitYear> Year => _year.Value;

    /// <summary>Computes an indicator from its readings.</summary>
    /// <param name="readings">Its readings, all or those that count; in any order.</param>
    /// <param name="today">The board's day in the plan's zone.</param>
    /// <param name="version">The board version of the readings.</param>
    /// <param name="before">The last known detail: if the gauge would look the same, its record and version are kept.</param>
    public static IndicatorDetail Of(
        PlanCalendar calendar, Indicator indicator, IEnumerable<Reading> readings, DateOnly today, long version, IndicatorDetail? before = null)
    {
        var known = readings.Where(reading => reading.AsOf <= today).ToList();
        var series = DistrictSeries.Of(calendar.Plan, indicator, known);
        var progress = Assessment.Of(calendar, indicator, series, today, version);
        if (before is not null && before.Progress == progress with { Version = before.Progress.Version }) progress = before.Progress;
        return new(calendar, progress, series, known, today, version, before);
    }
}
