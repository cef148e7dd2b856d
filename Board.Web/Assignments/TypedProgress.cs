using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Live;

namespace Board.Web.Assignments;

/// <summary>What somebody typed of an assignment's progress, as the form sends it.</summary>
public sealed class TypedProgress
{
    /// <summary>Code of the assignment.</summary>
    public string? Assignment { get; set; }

    /// <summary>The status as scripts know it: <c>in-progress</c>.</summary>
    public string? Status { get; set; }

    /// <summary>The percentage, as numbers are written in Vietnam.</summary>
    public string? Percent { get; set; }

    public string? Note { get; set; }

    /// <summary>The status that a text names; null for any other text.</summary>
    public static AssignmentStatus? StatusOf(string? text) =>
        Enum.GetValues<AssignmentStatus>().Cast<AssignmentStatus?>().FirstOrDefault(status => ProgressJson.Word(status!.Value) == text);

    /// <summary>The percentage as a number, or what is wrong with it; neither where nothing was typed.</summary>
    public (decimal? Percent, Rejection? Fault) Number() =>
        string.IsNullOrWhiteSpace(Percent) ? (null, null)
        : VietnameseNumber.TryParse(Percent.Trim(), out var number) ? (number, null)
        : (null, new("percent", "not-a-number", Percent.Trim()));
}
