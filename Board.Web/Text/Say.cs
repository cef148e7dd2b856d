using System.Globalization;
using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Progress;

namespace Board.Web.Text;

/// <summary>Numbers, dates and the plan's own words as the reader of the current culture expects them.</summary>
public static class Say
{
    /// <summary>Keeps a number and what belongs to it on one line.</summary>
    public const string Space = "\u00A0";

    private const string Minus = "\u2212";
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The language of the page: Vietnamese unless the reader asked for English.</summary>
    public static string Language => IsEnglish ? "en" : "vi";

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private static CultureInfo Culture => IsEnglish ? English : Vietnamese;

    /// <summary>A text of the plan file in the reader's language.</summary>
    public static string In(LocalText text) => IsEnglish ? text.En : text.Vi;

    /// <summary>A text of the plan file, or the official name where it has none.</summary>
    public static string In(LocalText? text, string name) => text is null ? name : In(text);

    /// <summary>Words that stand as a title or as a choice of their own, and so begin with a capital.</summary>
    public static string Titled(string words) => words.Length == 0 ? words : words[..1].ToUpper(CultureInfo.CurrentUICulture) + words[1..];

    /// <summary>The short title of an indicator.</summary>
    public static string Label(Indicator indicator) => In(indicator.Label, indicator.Name);

    /// <summary>The short names of units, in the order given.</summary>
    public static string Units(Plan plan, IEnumerable<string> codes) =>
        string.Join(", ", codes.Select(code => plan.FindUnit(code) is { } unit ? In(unit.Label, unit.Name) : code));

    /// <summary>The official names of units, in the order given.</summary>
    public static string UnitsInFull(Plan plan, IEnumerable<string> codes) => string.Join(", ", codes.Select(plan.UnitName));

    /// <summary>1.234,5: grouped, at most one decimal.</summary>
    public static string Number(decimal value) => value.ToString("#,##0.#", Culture);

    /// <summary>1.234,0: grouped, exactly one decimal.</summary>
    public static string OneDecimal(decimal value) => value.ToString("#,##0.0", Culture);

    /// <summary>A difference without its sign: one decimal, half up.</summary>
    public static string Difference(decimal value) => OneDecimal(ShownValue.Round(Math.Abs(value)));

    /// <summary>A difference with its sign.</summary>
    public static string Signed(decimal value) => (value < 0 ? Minus : "+") + Difference(value);

    /// <summary>An indicator's value without its unit, kept on its side of the target.</summary>
    public static string Bare(Indicator indicator, decimal value)
    {
        var shown = ShownValue.Round(value, indicator.Target);
        return indicator.Measure == Measure.Percent ? OneDecimal(shown) : Number(shown);
    }

    /// <summary>An indicator's value with its unit: "78,2 %", "1.204 máy".</summary>
    public static string Value(Indicator indicator, decimal value) =>
        indicator.Measure == Measure.Percent ? Bare(indicator, value) + Unit(indicator) : Count(indicator, ShownValue.Round(value, indicator.Target));

    /// <summary>What follows a value of an indicator, with the blank before it.</summary>
    public static string Unit(Indicator indicator) =>
        indicator.Measure == Measure.Percent ? Space + "%" : Noun(indicator);

    /// <summary>The noun of what an indicator counts, with the blank before it; empty where it has none.</summary>
    public static string Noun(Indicator indicator) => indicator.Counted is { } counted ? Space + In(counted) : "";

    /// <summary>A number of what an indicator counts: "1.504 người", "1 person".</summary>
    public static string Count(Indicator indicator, decimal count) => Number(count) + (IsEnglish && count == 1 ? OneOf(Noun(indicator)) : Noun(indicator));

    /// <summary>"≥ 80 %", "55–60 %", "100 %", "≤ 5 %".</summary>
    /// <param name="noun">False leaves out what a count counts.</param>
    public static string Target(Indicator indicator, bool noun = true)
    {
        var target = indicator.Target;
        var unit = noun || indicator.Measure == Measure.Percent ? Unit(indicator) : "";
        if (target.Aim is { } aim)
            return $"{Number(Math.Min(target.Floor, aim))}–{Number(Math.Max(target.Floor, aim))}{unit}";
        if (target.Better == Better.Lower) return $"≤{Space}{Number(target.Floor)}{unit}";
        var whole = indicator.Measure == Measure.Percent && target.Floor == 100;
        return whole ? $"100{unit}" : $"≥{Space}{Number(target.Floor)}{unit}";
    }

    /// <summary>24/11/2023.</summary>
    public static string Date(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>Reads a day as it is written here, <c>24/11/2023</c> or <c>4/1/2023</c>; null for anything else. The browser's own field for days follows the device's language, which may put the month first.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>24/11, where the year is said beside it.</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM", CultureInfo.InvariantCulture);

    /// <summary>The day of the week, as inside a sentence.</summary>
    public static string Weekday(DateOnly day) =>
        IsEnglish ? English.DateTimeFormat.GetDayName(day.DayOfWeek) : Vietnamese.DateTimeFormat.GetDayName(day.DayOfWeek).ToLower(Vietnamese) switch
        {
            "chủ nhật" => "Chủ nhật",
            ['t', 'h', 'ứ', ' ', .. var ordinal] => "thứ " + char.ToUpper(ordinal[0], Vietnamese) + ordinal[1..],
            var other => other,
        };

    /// <summary>"11", or "November" where months have names of their own.</summary>
    public static string Month(DateOnly day) => IsEnglish ? English.DateTimeFormat.GetMonthName(day.Month) : day.Month.ToString(CultureInfo.InvariantCulture);

    /// <summary>08:05 on the plan's clock.</summary>
    public static string Time(DateTimeOffset instant, PlanClock clock) =>
        clock.LocalTime(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>08:05 24/11/2023 on the plan's clock.</summary>
    public static string Moment(DateTimeOffset instant, PlanClock clock) =>
        clock.LocalTime(instant).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A text without anything that could end a line, for headers of letters and files.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // Plans name what they count in the plural. What is measured, as "million VND", has none.
    private static string OneOf(string several) => several switch
    {
        _ when several.EndsWith("people", StringComparison.Ordinal) => several[..^6] + "person",
        _ when several.EndsWith("ies", StringComparison.Ordinal) => several[..^3] + "y",
        [.., not 's', 's'] => several[..^1],
        _ => several,
    };

    /// <summary>An exact value for scripts, without an exponent and without needless zeros.</summary>
    public static string Exact(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
