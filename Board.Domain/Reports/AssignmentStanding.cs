using Board.Domain.Calendar;
using Board.Domain.Plans;

namespace Board.Domain.Reports;

/// <summary>One thing that was said of an assignment; append-only.</summary>
/// <param name="Unit">The lead that said it; null where the secretariat did, for all of them.</param>
public sealed record ProgressEntry(string? Unit, AssignmentStatus Status, decimal? Percent, string? Note, string By, DateTimeOffset At);

/// <summary>Where an assignment stands.</summary>
/// <param name="Latest">What was said last; null where nothing was.</param>
/// <param name="Late">Its last day has passed and it is neither done nor dropped. Null: undated, so never late and never on time.</param>
/// <param name="DoneLate">It was done after its last day. Null: undated or not done.</param>
public sealed record AssignmentStanding(AssignmentStatus Status, decimal? Percent, ProgressEntry? Latest, bool? Late, bool? DoneLate)
{
    /// <summary>
    /// What was said last counts. Only "done" needs every lead: while one of several has not said it, the assignment goes on at what that
    /// one said last. What the secretariat says counts for all leads until one of them says more.
    /// </summary>
    /// <param name="entries">In the order in which they were said.</param>
    public static AssignmentStanding Of(Assignment assignment, IReadOnlyList<ProgressEntry> entries, PlanClock clock, DateOnly today)
    {
        var latest = entries.LastOrDefault();
        var (status, percent) = (latest?.Status ?? AssignmentStatus.NotStarted, latest?.Percent);
        if (status == AssignmentStatus.Done && Undone(assignment, entries) is { Count: > 0 } undone)
        {
            var behind = undone.OfType<ProgressEntry>().LastOrDefault();
            (status, percent) = (AssignmentStatus.InProgress, behind?.Percent);
        }
        if (assignment.Due.LastDay is not { } lastDay) return new(status, percent, latest, null, null);
        return new(
            status, percent, latest,
            Late: status is not (AssignmentStatus.Done or AssignmentStatus.Dropped) && today > lastDay,
            DoneLate: status == AssignmentStatus.Done ? clock.DateOf(DoneSince(entries)) > lastDay : null);
    }

    // What each lead that is not done said last, in the order of saying; null for one that said nothing.
    private static List<ProgressEntry?> Undone(Assignment assignment, IReadOnlyList<ProgressEntry> entries) =>
    [
        .. assignment.Leads.Select(lead => entries.LastOrDefault(entry => entry.Unit is null || entry.Unit == lead))
            .Where(entry => entry?.Status != AssignmentStatus.Done).OrderBy(entry => entry?.At),
    ];

    // Saying once more that it is done does not make it later.
    private static DateTimeOffset DoneSince(IReadOnlyList<ProgressEntry> entries) =>
        entries.Reverse().TakeWhile(entry => entry.Status == AssignmentStatus.Done).Last().At;
}
