namespace Board.Domain.Plans;

/// <summary>How the plan dates an assignment.</summary>
public enum DueKind
{
    /// <summary>By the end of a month.</summary>
    Month,

    /// <summary>By a day.</summary>
    Date,

    /// <summary>"Thực hiện hàng năm": every year, without a day.</summary>
    Yearly,

    /// <summary>"Theo đúng lộ trình": by a roadmap, without a day.</summary>
    Roadmap,
}

/// <summary>The due term of an assignment.</summary>
/// <param name="LastDay">The last day on which it is in time. Null: undated, so never late and never on time.</param>
public sealed record AssignmentDue(DueKind Kind, DateOnly? LastDay);

/// <summary>One piece of work that the plan hands out (nhiệm vụ): III.1 to III.18.</summary>
/// <param name="Title">As the plan words it.</param>
/// <param name="Summary">What it asks for, in our words.</param>
/// <param name="Leads">Codes of the leading units, at least one.</param>
/// <param name="LeadForm">The wording of the lead that the plan uses: "chủ trì", "hướng dẫn, đôn đốc" …</param>
/// <param name="Partners">Codes of the units that take part.</param>
/// <param name="PartnersText">Those who take part, as the plan words it.</param>
/// <param name="Indicators">Codes of the indicators that it serves.</param>
public sealed record Assignment(
    string Code,
    string Clause,
    string Title,
    string Summary,
    IReadOnlyList<string> Leads,
    string LeadForm,
    IReadOnlyList<string> Partners,
    string? PartnersText,
    AssignmentDue Due,
    IReadOnlyList<string> Indicators);
