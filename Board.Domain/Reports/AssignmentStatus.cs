using Board.Domain.Readings;

namespace Board.Domain.Reports;

/// <summary>How far an assignment has come, as its lead reports it.</summary>
public enum AssignmentStatus
{
    NotStarted,
    InProgress,
    Done,

    /// <summary>Given up; it is not late any more, and never on time.</summary>
    Dropped,
}

/// <summary>The only place that decides what may be said of an assignment.</summary>
public static class AssignmentRules
{
    /// <summary>
    /// The percentage to store. What is done is at 100 and what is not started at 0, said or not; anything else there contradicts itself.
    /// </summary>
    /// <param name="percent">0 to 100; may be left out.</param>
    /// <param name="rejections">Everything that is wrong is added.</param>
    public static decimal? Accept(AssignmentStatus? status, decimal? percent, string? note, List<Rejection> rejections)
    {
        if (status is null) rejections.Add(new("status", "missing"));
        if (note is not null) rejections.AddRange(ReportRules.TextFaults("note", note, ReadingRules.LongestNote));
        switch (percent)
        {
            case < 0 or > 100:
                rejections.Add(new("percent", "percent-out-of-range", percent));
                return null;
            case { } given when decimal.Round(given, ReadingRules.Decimals) != given:
                rejections.Add(new("percent", "too-precise", given));
                return null;
        }
        decimal? certain = status switch { AssignmentStatus.Done => 100, AssignmentStatus.NotStarted => 0, _ => null };
        if (certain is { } fixedTo && percent is { } said && said != fixedTo) rejections.Add(new("percent", "percent-contradicts", fixedTo));
        return percent ?? certain;
    }
}
