using System.Globalization;
using System.Text;
using Board.Domain.Plans;
using Board.Domain.Reminders;
using Board.Web.Text;
using Microsoft.Extensions.Localization;

namespace Board.Web.Reminders;

/// <summary>What a letter says, in the current language, before it becomes text or HTML.</summary>
/// <param name="What">What is owed, by whom.</param>
/// <param name="Said">Its sentences, in order.</param>
/// <param name="Facts">What and until when, as pairs of a label and a value.</param>
public sealed record ReminderWords(
    string Subject, string Greeting, string What, IReadOnlyList<string> Said, IReadOnlyList<(string Label, string Value)> Facts, string Open, string Link, string Why)
{
    /// <summary>The longest part of a decision that a subject repeats, in characters.</summary>
    private const int LongestTitle = 90;

    /// <summary>Words it for a moment.</summary>
    public static ReminderWords Of(ReminderClaims.Claim claim, string link, DateTimeOffset now, IStringLocalizer<Texts> texts)
    {
        var (duty, reason, plan) = (claim.Duty, claim.Row.Reason, claim.Book.Calendar.Plan);
        var what = Owed(duty, texts);
        var today = claim.Book.Calendar.Clock.DateOf(now);
        var late = today.DayNumber - duty.LastDay.DayNumber;
        var when = late > 0 ? "Late" : today >= duty.LastWorkingDay ? "Last" : "Ahead";
        var left = late > 0 ? DeadlineWords.Days("Reminders.DaysLate", late, texts) : DeadlineWords.DaysLeft(-late, texts);

        List<string> said = [texts[$"Reminders.Said.{reason}.{when}", what, left]];
        if (reason == ReminderReason.Owed && duty.TimesReturned > 0) said.Add(texts["Reminders.Said.Returned"]);
        if (reason == ReminderReason.Owed && claim.Row.Escalates && !duty.Unit.Standing) said.Add(texts["Reminders.Said.OthersKnow"]);
        if (reason != ReminderReason.Owed && !claim.IsReachable) said.Add(texts["Reminders.Said.NoAccount", duty.Unit.Name]);
        return new(
            texts[$"Reminders.Subject.{reason}.{when}", what], texts["Reminders.Greeting", Say.OneLine(claim.Account.Name)], what, said,
            FactsOf(duty, texts),
            texts[duty.Title is not null ? "Meetings.Letter.Open" : duty.Report is null ? "Reminders.Open.Assignment" : "Reminders.Open.Report"], link, texts["Reminders.Why", plan.Title, plan.Locality.Name]);
    }

    /// <summary>What is owed: "Báo cáo quý III/2023 của Xã Đắk Ru".</summary>
    public static string Owed(ReminderDuty duty, IStringLocalizer<Texts> texts) => duty switch
    {
        { Title: { } title } => texts["Meetings.Letter.What", duty.Key[ReminderDuty.DirectivePrefix.Length..].Split('~')[0], Short(title)],
        { Assignment: { } assignment } => texts["Reminders.What.Assignment", assignment.Code, assignment.Title],
        { Report: { Period.Kind: PeriodKind.Once } } => texts["Reminders.What.Once", duty.Unit.Name],
        { Report: { Rule.Who: ReportingParty.Standing } report } => texts["Reminders.What.Office", DeadlineWords.Period(report, texts), duty.Unit.Name],
        { Report: { } report } => texts["Reminders.What.Report", DeadlineWords.Period(report, texts), duty.Unit.Name],
        _ => duty.Key,
    };

    /// <summary>What is owed, by whom and until when, as pairs of a label and a value.</summary>
    public static IReadOnlyList<(string Label, string Value)> FactsOf(ReminderDuty duty, IStringLocalizer<Texts> texts) =>
        [(texts["Reminders.Unit"], duty.Unit.Name), (texts["Reminders.Owed"], Owed(duty, texts)), .. DaysOf(duty.LastDay, duty.LastWorkingDay, texts)];

    /// <summary>Until when, as pairs of a label and a value.</summary>
    public static IReadOnlyList<(string Label, string Value)> DaysOf(DateOnly lastDay, DateOnly lastWorkingDay, IStringLocalizer<Texts> texts) =>
    [
        (texts["Reminders.LastDay"], texts["Reminders.LastDay.Value", Day(lastDay), Say.Date(lastDay.AddDays(1))]),
        (texts["Reminders.LastWorkingDay"], Day(lastWorkingDay)),
    ];

    /// <summary>The letter as plain text.</summary>
    public string Text()
    {
        var text = new StringBuilder().Append(Greeting).Append("\r\n\r\n");
        foreach (var sentence in Said) text.Append(sentence).Append("\r\n\r\n");
        foreach (var (label, value) in Facts) text.Append(label).Append(": ").Append(value).Append("\r\n");
        return text.Append("\r\n").Append(Open).Append(":\r\n").Append(Link).Append("\r\n\r\n-- \r\n").Append(Why).Append("\r\n").ToString();
    }

    // Never cut inside a letter.
    private static string Short(string title) => title.Length <= LongestTitle
        ? title
        : title[..(char.IsHighSurrogate(title[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)].TrimEnd() + "…";

    private static string Day(DateOnly day) => day.ToString("dddd, dd/MM/yyyy", CultureInfo.CurrentCulture);
}
