using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Board.Domain.Plans;

namespace Board.Domain.Calendar;

/// <summary>
/// What a report is about (kỳ báo cáo): a month, quarter, half or year, or the one time of a rule that asks once.
/// Written <c>2023-11</c>, <c>2023-Q3</c>, <c>2023-H1</c>, <c>2023</c> and <c>once:unit-plan</c>.
/// </summary>
public sealed record Period
{
    private const string OncePrefix = "once:";

    private Period(PeriodKind kind, int year, int number, string? rule)
    {
        Kind = kind;
        Year = year;
        Number = number;
        Rule = rule;
    }

    public PeriodKind Kind { get; }

    /// <summary>1 to 9999; 0 for once.</summary>
    public int Year { get; }

    /// <summary>The number of the month, quarter or half, from 1; 1 for a year; 0 for once.</summary>
    public int Number { get; }

    /// <summary>Code of the rule that asks once; null for the others.</summary>
    public string? Rule { get; }

    /// <summary>The first day; null for once.</summary>
    public DateOnly? FirstDay => Kind == PeriodKind.Once ? null : new(Year, (Number - 1) * Months(Kind) + 1, 1);

    /// <summary>The last day, itself inside; null for once.</summary>
    public DateOnly? LastDay
    {
        get
        {
            if (Kind == PeriodKind.Once)
                return null;
            var month = Number * Months(Kind);
            return new(Year, month, DateTime.DaysInMonth(Year, month));
        }
    }

    /// <summary>The period of that kind just before; null for once.</summary>
    public Period? Previous => FirstDay is { } first ? Of(Kind, first.AddDays(-1)) : null;

    /// <summary>The recurring period of that kind that contains a day.</summary>
    public static Period Of(PeriodKind kind, DateOnly day) => new(kind, day.Year, (day.Month - 1) / Months(kind) + 1, null);

    /// <summary>Every recurring period of that kind in a year, in order.</summary>
    public static IReadOnlyList<Period> AllOf(PeriodKind kind, int year) =>
        [.. Enumerable.Range(1, 12 / Months(kind)).Select(number => new Period(kind, year, number, null))];

    /// <summary>The one time of a rule that asks once.</summary>
    /// <param name="rule">Code of the rule: ASCII letters and digits, with hyphens and dots after the first.</param>
    public static Period Once(string rule) =>
        IsCode(rule) ? new(PeriodKind.Once, 0, 0, rule) : throw new ArgumentException($"'{rule}' can't be written in a period.", nameof(rule));

    /// <summary>Reads exactly what <see cref="ToString"/> writes and nothing else; never throws.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Period? period)
    {
        period = text is null ? null
            : text.StartsWith(OncePrefix, StringComparison.Ordinal) ? (IsCode(text[OncePrefix.Length..]) ? Once(text[OncePrefix.Length..]) : null)
            : ParseRecurring(text);
        return period is not null;
    }

    /// <summary>The stable text of plan files, addresses and identifiers.</summary>
    public override string ToString() => Kind switch
    {
        PeriodKind.Month => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}"),
        PeriodKind.Quarter => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-Q{Number}"),
        PeriodKind.Half => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-H{Number}"),
        PeriodKind.Year => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}"),
        _ => OncePrefix + Rule,
    };

    private static Period? ParseRecurring(string text)
    {
        // Digit by digit, because the framework's parsers take signs, blanks and other scripts' digits.
        if (text.Length < 4 || text.AsSpan(0, 4).ContainsAnyExceptInRange('0', '9'))
            return null;
        var year = int.Parse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
        if (year == 0)
            return null;
        return text.AsSpan(4) switch
        {
            [] => new(PeriodKind.Year, year, 1, null),
            ['-', 'Q', >= '1' and <= '4' and var quarter] => new(PeriodKind.Quarter, year, quarter - '0', null),
            ['-', 'H', >= '1' and <= '2' and var half] => new(PeriodKind.Half, year, half - '0', null),
            ['-', '0', >= '1' and <= '9' and var month] => new(PeriodKind.Month, year, month - '0', null),
            ['-', '1', >= '0' and <= '2' and var month] => new(PeriodKind.Month, year, 10 + month - '0', null),
            _ => null,
        };
    }

    private static bool IsCode(string text) =>
        text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.');

    private static int Months(PeriodKind kind) => kind switch
    {
        PeriodKind.Month => 1,
        PeriodKind.Quarter => 3,
        PeriodKind.Half => 6,
        PeriodKind.Year => 12,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a recurring period."),
    };
}
