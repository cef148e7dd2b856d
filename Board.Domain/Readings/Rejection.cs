namespace Board.Domain.Readings;

/// <summary>Why an input was refused, or what it is warned of. The words are found by the code, in the user's language.</summary>
/// <param name="Field">The input's field, camelCase as in the API: <c>numerator</c>; empty for the whole.</param>
/// <param name="Code">Stable, in kebab-case: <c>numerator-over-denominator</c>.</param>
/// <param name="Arguments">What the words name: numbers, dates and codes, unformatted.</param>
public sealed record Rejection(string Field, string Code, params IReadOnlyList<object> Arguments);
