using System.Globalization;
using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Reminders;
using Board.Domain.Reports;
using Board.Tests.Support;

namespace Board.Tests.Reminders;

/// <summary>
/// The plan's whole reporting year, day by day by a clock that is moved, against a table written by hand from the plan's text, its holidays and the
/// rules of the stages: exactly these reminders and no others.
/// </summary>
public sealed class YearTableTests
{
    private const string Units = "vphu ca ttyt bvdk gddt ktht ldtbxh tckh nnptnt nv ttvh kien-duc dak-ru dak-sin dak-wer dao-nghia hung-binh kien-thanh nghia-thang nhan-co nhan-dao quang-tin";

    /// <summary>
    /// Who owes what, and on which days they are reminded: a week before the last day, three working days before the last working day, on that day, on
    /// the first working day after, and on the third, when the secretariat and the committee hear of it too.
    /// </summary>
    private static readonly IReadOnlyList<(string Duty, string Who, string Days)> Table =
    [
        // Before 3 June, a Saturday; the last day is Friday 2 June.
        ("unit-quarterly.2023-Q2", Units, "26/05 30/05 02/06 05/06 07/06"),
        // Before 10 June, a Saturday.
        ("office-quarterly.2023-Q2", "vhtt", "02/06 06/06 09/06 12/06 14/06"),
        // Before 15 June; the third working day after falls behind a weekend.
        ("unit-plan.once:unit-plan", Units, "07/06 09/06 14/06 15/06 19/06"),
        // Before 3 September: the last day is National Day, off from Friday 1 to Monday 4; the last working day is Thursday 31 August.
        ("unit-quarterly.2023-Q3", Units, "26/08 28/08 31/08 05/09 07/09"),
        // Before 10 September, a Sunday; the week before begins on National Day.
        ("office-quarterly.2023-Q3", "vhtt", "02/09 05/09 08/09 11/09 13/09"),
        // Before 3 December, a Sunday; the last day is a Saturday.
        ("unit-quarterly.2023-Q4", Units, "25/11 28/11 01/12 04/12 06/12"),
        // The year-end clash: the units' year and the office's quarter are due before the same 10 December, a Sunday.
        ("office-quarterly.2023-Q4", "vhtt", "02/12 05/12 08/12 11/12 13/12"),
        ("unit-annual.2023", Units, "02/12 05/12 08/12 11/12 13/12"),
        // Within October: Tuesday the 31st.
        ("assignment.18", "vhtt", "24/10 26/10 31/10 01/11 03/11"),
        // December: the 31st is a Sunday. No holidays of the next year are entered yet, so its first day counts as worked.
        ("assignment.1", "vhtt", "24/12 26/12 29/12 01/01/2024 03/01/2024"),
        ("assignment.2", "ca", "24/12 26/12 29/12 01/01/2024 03/01/2024"),
        ("assignment.4", "ttyt bvdk", "24/12 26/12 29/12 01/01/2024 03/01/2024"),
        ("assignment.6", "ktht", "24/12 26/12 29/12 01/01/2024 03/01/2024"),
        ("assignment.9", "gddt bvdk ttyt", "24/12 26/12 29/12 01/01/2024 03/01/2024"),
        ("assignment.10", "ktht", "24/12 26/12 29/12 01/01/2024 03/01/2024"),
    ];

    private static readonly PlanCalendar Calendar = new(PlanFile.Read(SeedPlan.Bytes()).Plan!);

    private static readonly ReminderPolicy Policy = new(Calendar, ReminderStage.Usual, new(8, 0));

    /// <summary>One reporter for each unit, the secretariat and one of the committee.</summary>
    private static readonly IReadOnlyList<ReminderRecipient> Everybody =
    [
        .. Calendar.Plan.Units.Select(unit => new ReminderRecipient(unit.Code, ReminderAudience.Unit, unit.Code)),
        new("office", ReminderAudience.Office, null),
        new("chair", ReminderAudience.Committee, null),
    ];

    [Fact]
    public void TheWholeYear_IsExactlyTheTable()
    {
        var sent = Simulate(_ => Duties([]));
        Assert.Equal(Expected().Order(), sent.Order());
        Assert.Equal(sent.Count, sent.Distinct().Count());
    }

    [Fact]
    public void AUnitThatSubmits_GetsNothingMore()
    {
        // Đắk Ru hands in its third quarter at noon of 28 August, after the second letter of that morning.
        var noon = Calendar.Clock.At(new(2023, 8, 28), new(12, 0));
        var key = (Period.Of(PeriodKind.Quarter, new(2023, 9, 1)), "dak-ru");
        var sent = Simulate(now => Duties(now < noon ? [] : new() { [key] = new(ReportState.Submitted, noon, 0, null, 0) }));
        var ended = Expected().Where(line => line.Contains("2023-Q3.dak-ru", StringComparison.Ordinal) && Day(line) > new DateOnly(2023, 8, 28)).ToList();
        Assert.Equal(5, ended.Count);
        Assert.Equal(Expected().Except(ended).Order(), sent.Order());
    }

    [Fact]
    public void AReturnedReport_IsOwedAnew_ByTheSecretariatsDay()
    {
        // In on time, sent back on 6 September, owed again before Friday 15 September.
        var key = (Period.Of(PeriodKind.Quarter, new(2023, 9, 1)), "dak-ru");
        var (submitted, returned) = (Calendar.Clock.At(new(2023, 8, 20), new(9, 0)), Calendar.Clock.At(new(2023, 9, 6), new(10, 0)));
        var sent = Simulate(now => Duties(new()
        {
            [key] = now < returned ? new(ReportState.Submitted, submitted, 0, null, 0) : new(ReportState.Returned, submitted, 0, new(2023, 9, 15), 1),
        }));
        Assert.Equal(
            [
                "2023-09-07 unit-quarterly.2023-Q3.dak-ru~1 notice dak-ru Owed", "2023-09-11 unit-quarterly.2023-Q3.dak-ru~1 soon dak-ru Owed",
                "2023-09-14 unit-quarterly.2023-Q3.dak-ru~1 last-day dak-ru Owed", "2023-09-15 unit-quarterly.2023-Q3.dak-ru~1 overdue dak-ru Owed",
                "2023-09-19 unit-quarterly.2023-Q3.dak-ru~1 escalated chair Escalated", "2023-09-19 unit-quarterly.2023-Q3.dak-ru~1 escalated dak-ru Owed",
                "2023-09-19 unit-quarterly.2023-Q3.dak-ru~1 escalated office Escalated",
            ],
            sent.Where(line => line.Contains("2023-Q3.dak-ru", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void AUnitWithoutAnyAccount_IsReportedToTheSecretariat()
    {
        var sent = Simulate(_ => Duties([]), [.. Everybody.Where(one => one.Unit != "dak-sin")]).Where(line => line.Contains("2023-Q4.dak-sin", StringComparison.Ordinal));
        Assert.Equal(
            [
                "2023-11-25 unit-quarterly.2023-Q4.dak-sin notice office Unreachable", "2023-11-28 unit-quarterly.2023-Q4.dak-sin soon office Unreachable",
                "2023-12-01 unit-quarterly.2023-Q4.dak-sin last-day office Unreachable", "2023-12-04 unit-quarterly.2023-Q4.dak-sin overdue office Unreachable",
                "2023-12-06 unit-quarterly.2023-Q4.dak-sin escalated chair Escalated", "2023-12-06 unit-quarterly.2023-Q4.dak-sin escalated office Escalated",
            ],
            sent.Order());
    }

    [Fact]
    public void OneLeadOfSeveral_ThatIsDone_IsRemindedNoMore()
    {
        var done = new ProgressEntry("ttyt", AssignmentStatus.Done, 100, null, "", Calendar.Clock.At(new(2023, 12, 20), new(9, 0)));
        var duties = ReminderDuty.AllOf(Calendar, new Dictionary<(Period, string), ReportStanding>(), new[] { done }.ToLookup(_ => "9"));
        Assert.Equal(["assignment.9.ttyt"], duties.Where(duty => duty.IsMet).Select(duty => duty.Key));
    }

    [Fact]
    public void AfterAWeekOfDowntime_OnlyTheHighestStageIsSent()
    {
        var known = new List<KnownReminder>();
        Look(Calendar.Clock.At(new(2023, 11, 25), new(8, 0)), Duties([]), Everybody, known);
        var decisions = Policy.Due(Duties([]), Everybody, known, Calendar.Clock.At(new(2023, 12, 4), new(15, 0)));
        var dakRu = decisions.Send.Where(one => one.Recipient.Id == "dak-ru").Select(one => $"{one.Notice.Duty.Key} {one.Notice.Stage.Code}");
        Assert.Equal(["unit-quarterly.2023-Q4.dak-ru overdue", "unit-annual.2023.dak-ru notice"], dakRu.Where(line => line.Contains("Q4", StringComparison.Ordinal) || line.Contains("annual", StringComparison.Ordinal)));
        Assert.Equal(["last-day", "soon"], decisions.Superseded.Where(one => one.Notice.Duty.Key == "unit-quarterly.2023-Q4.dak-ru").Select(one => one.Notice.Stage.Code).Order());
    }

    [Theory]
    [InlineData("2023-12-31", "2024-03-30", true)]
    [InlineData("2023-12-31", "2024-03-31", false)]
    [InlineData("2024-06-28", "2024-06-28", true)]
    [InlineData("2024-12-31", "2025-01-06", true)]
    [InlineData("2024-12-31", "2025-12-01", false)]
    public void WhatIsOwedAfterThePlansYear_IsRemindedAllTheSame_ButNotForEver(string lastDay, string today, bool isSent)
    {
        var duty = ReminderDuty.Of(Calendar, "directive.1", Calendar.Plan.FindUnit("dak-ru")!, DateOnly.Parse(lastDay, CultureInfo.InvariantCulture), false, "Lắp mạng", 0);
        Assert.Equal(isSent, Policy.Due([duty], Everybody, [], Calendar.Clock.At(DateOnly.Parse(today, CultureInfo.InvariantCulture), new(8, 0))).Send.Count > 0);
    }

    /// <summary>Looks a minute before the hour and at it, each day from before the first reminder of the plan until after the last.</summary>
    private static List<string> Simulate(Func<DateTimeOffset, IReadOnlyList<ReminderDuty>> duties, IReadOnlyList<ReminderRecipient>? recipients = null)
    {
        var (sent, known) = (new List<string>(), new List<KnownReminder>());
        for (var day = new DateOnly(2023, 5, 20); day < new DateOnly(2024, 1, 10); day = day.AddDays(1))
            foreach (var time in (TimeOnly[])[new(7, 59), new(8, 0)])
            {
                var now = Calendar.Clock.At(day, time);
                foreach (var reminder in Look(now, duties(now), recipients ?? Everybody, known))
                    sent.Add($"{day:yyyy-MM-dd} {reminder.Notice.Duty.Key} {reminder.Notice.Stage.Code} {reminder.Recipient.Id} {reminder.Notice.Reason}");
            }
        return sent;
    }

    private static IReadOnlyList<Reminder> Look(DateTimeOffset now, IReadOnlyList<ReminderDuty> duties, IReadOnlyList<ReminderRecipient> recipients, List<KnownReminder> known)
    {
        var decisions = Policy.Due(duties, recipients, known, now);
        known.AddRange(decisions.Send.Concat(decisions.Superseded).Select(one => new KnownReminder(one.Key.Duty, one.Key.Stage, one.Key.Recipient, false)));
        return decisions.Send;
    }

    private static IReadOnlyList<ReminderDuty> Duties(Dictionary<(Period, string), ReportStanding> reports) =>
        ReminderDuty.AllOf(Calendar, reports, Enumerable.Empty<ProgressEntry>().ToLookup(_ => ""));

    /// <summary>The table, a line for each reminder.</summary>
    internal static IEnumerable<string> Expected() =>
        from row in Table
        from unit in row.Who.Split(' ')
        from stage in row.Days.Split(' ').Select((day, index) => (Day: day.Length == 5 ? $"{day}/2023" : day, Index: index))
        from line in Lines(DateOnly.ParseExact(stage.Day, "dd/MM/yyyy", CultureInfo.InvariantCulture), $"{row.Duty}.{unit}", stage.Index, unit)
        select line;

    // The standing office owes as its own secretariat; nobody tells it of itself.
    private static IEnumerable<string> Lines(DateOnly day, string duty, int stage, string unit)
    {
        var name = new[] { "notice", "soon", "last-day", "overdue", "escalated" }[stage];
        yield return $"{day:yyyy-MM-dd} {duty} {name} {unit} Owed";
        if (unit == "vhtt") yield return $"{day:yyyy-MM-dd} {duty} {name} office Owed";
        else if (stage == 4) yield return $"{day:yyyy-MM-dd} {duty} {name} office Escalated";
        if (stage == 4) yield return $"{day:yyyy-MM-dd} {duty} {name} chair Escalated";
    }

    internal static DateOnly Day(string line) => DateOnly.ParseExact(line[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
