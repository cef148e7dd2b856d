using Board.Domain.Calendar;
using Board.Domain.Plans;

namespace Board.Domain.Progress;

/// <summary>
/// The whole board of a plan at one version: immutable, computed once, shown to everyone. A function of the stored rows and the day.
/// </summary>
/// <param name="Calendar">The plan and its deadlines.</param>
/// <param name="Version">The board version; only rises.</param>
/// <param name="At">When that version was committed.</param>
/// <param name="Today">The board's day in the plan's zone.</param>
/// <param name="Details">Every indicator, in the plan's order.</param>
/// <param name="Recent">The latest readings, newest first.</param>
/// <param name="Reports">What has become of the units' reports, by period and unit; those that nobody has begun are not there.</param>
/// <param name="PlanVersion">The board version at which the plan itself was last stored; another one means another layout.</param>
public sealed record BoardSnapshot(
    PlanCalendar Calendar,
    long Version,
    DateTimeOffset At,
    DateOnly Today,
    IReadOnlyList<IndicatorDetail> Details,
    IReadOnlyList<RecentReading> Recent,
    IReadOnlyDictionary<(Period Period, string Unit), ReportStanding> Reports,
    long PlanVersion = 0)
{
    /// <summary>How many of the latest readings a board keeps.</summary>
    public const int RecentReadings = 5;

    /// <summary>The plan shown.</summary>
    public Plan Plan => Calendar.Plan;

    /// <summary>True from the plan's first day on: before it nobody can have a figure of its year, so none is missing.</summary>
    public bool HasBegun => Plan.FirstDay <= Today;

    /// <summary>How many indicators have each status; every status is there.</summary>
    public IReadOnlyDictionary<ProgressStatus, int> Tallies { get; } =
        Enum.GetValues<ProgressStatus>().ToDictionary(status => status, status => Details.Count(detail => detail.Progress.Status == status));

    /// <summary>The gauges' records, in the plan's order.</summary>
    public IEnumerable<IndicatorProgress> Indicators => Details.Select(detail => detail.Progress);

    /// <summary>What is to be reported from that day on, the nearest first; none after the year's last.</summary>
    public IReadOnlyList<NextDeadline> Ahead { get; } = NextDeadline.AllOf(Calendar, Today, Reports);

    /// <summary>The detail of an indicator, or null.</summary>
    public IndicatorDetail? Find(string indicator) => Details.FirstOrDefault(detail => detail.Progress.Indicator.Code == indicator);

    /// <summary>The records that changed after a version.</summary>
    public IEnumerable<IndicatorProgress> ChangedSince(long version) => Indicators.Where(progress => progress.Version > version);
}
