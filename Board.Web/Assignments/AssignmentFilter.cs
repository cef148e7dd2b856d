using Board.Domain.Plans;
using Board.Web.Live;

namespace Board.Web.Assignments;

/// <summary>Which assignments somebody wants to see, as the address of the page says it; what says nothing known asks for all.</summary>
/// <param name="Lead">Code of a leading unit.</param>
/// <param name="Due">A kind of due term: <c>yearly</c>; <c>dated</c> for those with a last day.</param>
/// <param name="Status">A status: <c>in-progress</c>; <c>late</c> for those that have passed their last day.</param>
public sealed record AssignmentFilter(string? Lead, string? Due, string? Status)
{
    /// <summary>Stands for every due term that has a last day.</summary>
    public const string Dated = "dated";

    /// <summary>Stands for what has passed its last day.</summary>
    public const string Late = "late";

    /// <summary>The words that a filter can say of a due term.</summary>
    public static IReadOnlyList<string> Dues { get; } = [Dated, ProgressJson.Word(DueKind.Yearly), ProgressJson.Word(DueKind.Roadmap)];

    /// <summary>The words that a filter can say of a status.</summary>
    public static IReadOnlyList<string> Statuses { get; } = [.. AssignmentStyle.InOrder.Select(status => ProgressJson.Word(status)), Late];

    /// <summary>True where nothing is left out.</summary>
    public bool IsOpen => string.IsNullOrEmpty(Lead) && !Dues.Contains(Due) && !Statuses.Contains(Status);

    /// <summary>True for an assignment that is asked for.</summary>
    public bool Takes(FindAssignments.Found found) =>
        (string.IsNullOrEmpty(Lead) || found.Assignment.Leads.Contains(Lead))
        && (!Dues.Contains(Due) || (Due == Dated ? found.Assignment.Due.LastDay is not null : ProgressJson.Word(found.Assignment.Due.Kind) == Due))
        && (!Statuses.Contains(Status) || (Status == Late ? found.Standing.Late == true : ProgressJson.Word(found.Standing.Status) == Status));
}
