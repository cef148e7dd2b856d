using Board.Domain.Calendar;
using Board.Domain.Plans;
using Microsoft.Extensions.Localization;

namespace Board.Web.Text;

/// <summary>Deadlines in the words of the plan.</summary>
public static class DeadlineWords
{
    private static readonly string[] Roman = ["", "I", "II", "III", "IV"];

    /// <summary>What the report is about: "quý IV/2023".</summary>
    public static string Period(Deadline deadline, IStringLocalizer<Texts> texts) => Period(deadline.Period, texts);

    /// <summary>A period: "quý IV/2023".</summary>
    public static string Period(Period period, IStringLocalizer<Texts> texts) => period switch
    {
        { Kind: PeriodKind.Month } month => texts["Period.Month", month.Number, month.Year],
        { Kind: PeriodKind.Quarter } quarter => texts["Period.Quarter", Say.Language == "vi" ? Roman[quarter.Number] : $"{quarter.Number}", quarter.Year],
        { Kind: PeriodKind.Half } half => texts[half.Number == 1 ? "Period.FirstHalf" : "Period.SecondHalf", half.Year],
        { Kind: PeriodKind.Year } year => texts["Period.Year", year.Year],
        _ => texts["Period.Once"],
    };

    /// <summary>The report as a whole: "Báo cáo quý IV/2023".</summary>
    public static string Title(Deadline deadline, IStringLocalizer<Texts> texts) => deadline switch
    {
        { Period.Kind: PeriodKind.Once } => texts["Calendar.Plan"],
        { Rule.Who: ReportingParty.Standing } => texts["Calendar.Consolidation", Period(deadline, texts)],
        _ => texts["Calendar.Report", Period(deadline, texts)],
    };

    /// <summary>How long it can still be met, to the minute; once it can't, how late it is. The page's script says the same, minute by minute.</summary>
    /// <param name="left">From now to the first instant that is late.</param>
    public static string Countdown(TimeSpan left, int daysLate, IStringLocalizer<Texts> texts) => left switch
    {
        _ when left <= TimeSpan.Zero => texts["Countdown.Late", daysLate],
        { Days: > 0 } => texts["Countdown.Days", left.Days, left.Hours],
        { Hours: > 0 } => texts["Countdown.Hours", left.Hours, left.Minutes],
        _ => texts["Countdown.Minutes", Math.Max(1, left.Minutes)],
    };

    /// <summary>How long it can still be met.</summary>
    public static string DaysLeft(int days, IStringLocalizer<Texts> texts) => days switch
    {
        0 => texts["DaysLeft.Today"],
        1 => texts["DaysLeft.One"],
        _ => texts["DaysLeft.Many", days],
    };

    /// <summary>A text about a number of days, which many languages say otherwise of one.</summary>
    public static string Days(string key, int? days, IStringLocalizer<Texts> texts) => texts[days == 1 ? key + ".One" : key, days ?? 0];
}
