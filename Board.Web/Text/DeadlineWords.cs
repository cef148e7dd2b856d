using Board.Domain.Calendar;
using Board.Domain.Plans;
using Microsoft.Extensions.Localization;

namespace Board.Web.Text;

/// <summary>Deadlines in the words of the plan.</summary>
public static class DeadlineWords
{
    private static readonly string[] Roman = ["", "I", "II", "III", "IV"];

    /// <summary>What the report is about: "quý IV/2023".</summary>
    public static string Period(Deadline deadline, IStringLocalizer<Texts> texts) => deadline.Period switch
    {
        { Kind: PeriodKind.Month } month => texts["Period.Month", month.Number, month.Year],
        { Kind: PeriodKind.Quarter } quarter => texts["Period.Quarter", Say.Language == "vi" ? Roman[quarter.Number] : $"{quarter.Number}", quarter.Year],
        { Kind: PeriodKind.Half } half => texts[half.Number == 1 ? "Period.FirstHalf" : "Period.SecondHalf", half.Year],
        { Kind: PeriodKind.Year } year => texts["Period.Year", year.Year],
        _ => texts["Period.Once"],
    };

    /// <summary>How long it can still be met.</summary>
    public static string DaysLeft(int days, IStringLocalizer<Texts> texts) => days switch
    {
        0 => texts["DaysLeft.Today"],
        1 => texts["DaysLeft.One"],
        _ => texts["DaysLeft.Many", days],
    };
}
