using Board.Domain.Reminders;
using Board.Web.Access;
using Board.Web.Text;
using Microsoft.Extensions.Localization;

namespace Board.Web.Reminders;

/// <summary>The ledger in words.</summary>
public static class LedgerWords
{
    /// <summary>The filter that stands for all that was sent by hand.</summary>
    public const string ByHand = "by-hand";

    /// <summary>A stage by its code.</summary>
    public static string Stage(string code, IStringLocalizer<Texts> texts) => ReminderStage.NumberByHand(code) is { } number
        ? texts["Ledger.ByHand", number]
        : texts[$"Ledger.Stage.{code}"] is { ResourceNotFound: false } words ? words : code;

    /// <summary>Where an account belongs: its unit, or what it is.</summary>
    public static string Place(Account account, Domain.Plans.Plan plan, IStringLocalizer<Texts> texts) =>
        account.Unit is { } code && plan.FindUnit(code) is { } unit ? Say.In(unit.Label, unit.Name) : texts[$"Role.{account.Role}"];

    /// <summary>What went wrong: whose fault it is, in words, and what was said exactly.</summary>
    public static string Fault(string fault, IStringLocalizer<Texts> texts) => fault switch
    {
        "no address" => texts["Ledger.Fault.NoAddress"],
        ['5', _, _, ' ', ..] => texts["Ledger.Fault.Refused", fault],
        ['4', _, _, ' ', ..] => texts["Ledger.Fault.Passing", fault],
        _ when fault.StartsWith("no answer", StringComparison.Ordinal) => texts["Ledger.Fault.Silent"],
        _ => texts["Ledger.Fault.Server", fault],
    };
}
