namespace Board.Domain.Plans;

/// <summary>One thing that is wrong in a plan file. The words are found by the code, in the reader's language.</summary>
/// <param name="Path">JSON path of the place: <c>$.indicators[3].target.floor</c>.</param>
/// <param name="Code">Stable, in kebab-case: <c>unknown-field</c>.</param>
/// <param name="Arguments">What the words name, in their order.</param>
public sealed record PlanFault(string Path, string Code, params IReadOnlyList<string> Arguments);
