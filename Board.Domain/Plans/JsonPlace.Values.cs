using System.Globalization;
using System.Text.Json;

namespace Board.Domain.Plans;

// Numbers, dates and words.
internal sealed partial record JsonPlace
{
    private static readonly DateOnly EarliestDate = new(1900, 1, 1);
    private static readonly DateOnly LatestDate = new(2199, 12, 31);

    public decimal? Number()
    {
        if (!Is("number", JsonValueKind.Number))
            return null;

        if (Element.TryGetDecimal(out var number))
            return number;

        Fault("number-too-big", Raw);
        return null;
    }

    public decimal? NumberBetween(decimal least, decimal most) => Within(Number(), least, most);

    public decimal? PositiveNumber(decimal most)
    {
        var number = Number();
        if (number is not <= 0)
            return Within(number, 0, most);

        Fault("not-positive", Raw);
        return null;
    }

    public int? WholeNumber(int least, int most)
    {
        var number = Number();
        if (number is null || number == decimal.Truncate(number.Value))
            return (int?)Within(number, least, most);

        Fault("not-whole-number", Raw);
        return null;
    }

    /// <summary>A day, strictly yyyy-MM-dd.</summary>
    public DateOnly? Date() => AnyText() is { } text ? DateOf(text, text, "bad-date") : null;

    /// <summary>The last day of a month, strictly yyyy-MM.</summary>
    public DateOnly? LastDayOfMonth() =>
        AnyText() is { } text ? DateOf(text, text + "-01", "bad-month")?.AddMonths(1).AddDays(-1) : null;

    /// <summary>One of an enum's names, in lower case.</summary>
    public T? Word<T>()
        where T : struct, Enum
    {
        if (AnyText() is not { } text)
            return null;

        foreach (var value in Enum.GetValues<T>())
        {
            if (WordOf(value) == text)
                return value;
        }

        Fault("unknown-word", text, string.Join(", ", Enum.GetValues<T>().Select(WordOf)));
        return null;
    }

    public static string WordOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static string Format<T>(T value)
        where T : IFormattable => value.ToString(value is DateOnly ? "yyyy-MM-dd" : null, CultureInfo.InvariantCulture);

    private decimal? Within(decimal? number, decimal least, decimal most)
    {
        if (number is null || (number >= least && number <= most))
            return number;

        Fault("number-out-of-range", Raw, Format(least), Format(most));
        return null;
    }

    private DateOnly? DateOf(string written, string day, string code)
    {
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || Format(date) != day)
            Fault(code, written);
        else if (date < EarliestDate || date > LatestDate)
            Fault("date-out-of-range", written, Format(EarliestDate), Format(LatestDate));
        else
            return date;
        return null;
    }
}
