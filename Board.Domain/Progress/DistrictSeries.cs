using Board.Domain.Plans;
using Board.Domain.Readings;

namespace Board.Domain.Progress;

/// <summary>The district's figure at one date of the series.</summary>
public sealed record SeriesPoint(DateOnly AsOf, DistrictFigure Figure);

/// <summary>
/// The district's figures over time: a point at each date of a reading, of the readings effective at that date, with today's knowledge.
/// </summary>
/// <param name="Points">By rising date.</param>
/// <param name="Effective">The effective reading of each unit at the last point.</param>
public sealed record DistrictSeries(IReadOnlyList<SeriesPoint> Points, IReadOnlyDictionary<string, Reading> Effective)
{
    /// <summary>Builds the series.</summary>
    /// <param name="readings">In any order. One that was returned counts nowhere; of a unit and date the greatest revision counts.</param>
    public static DistrictSeries Of(Plan plan, Indicator indicator, IEnumerable<Reading> readings)
    {
        var points = new List<SeriesPoint>();
        var effective = new Dictionary<string, Reading>();
        foreach (var date in readings.Where(reading => reading.State != ReadingState.Returned && indicator.Sources.Contains(reading.Unit))
                                     .GroupBy(reading => reading.AsOf)
                                     .OrderBy(date => date.Key))
        {
            foreach (var reading in date.OrderBy(reading => reading.Revision)) effective[reading.Unit] = reading;
            points.Add(new(date.Key, new(plan, indicator, effective)));
        }
        return new(points, effective);
    }
}
