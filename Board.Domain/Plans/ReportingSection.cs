namespace Board.Domain.Plans;

/// <summary>Reads the reporting rules of a plan file and checks that each gives a real day for every period of the plan year.</summary>
/// <param name="year">Null where the file's year can't be read: then no calendar is checked.</param>
internal sealed class ReportingSection(int? year)
{
    public IReadOnlyList<ReportingRule> Read(JsonPlace? list) => PlanReader.Coded(list, ReadRule) ?? [];

    private ReportingRule ReadRule(string code, JsonFields fields)
    {
        var who = fields.Required("who")?.Word<ReportingParty>();
        var period = fields.Required("period")?.Word<PeriodKind>();
        var before = ReadBefore(fields.Required("before"), period);
        return new ReportingRule(code, who ?? default, period ?? default, before ?? new DueRule.LastMonth(1));
    }

    private DueRule? ReadBefore(JsonPlace? place, PeriodKind? period)
    {
        if (place is null)
            return null;

        if (place.IsText)
        {
            if (period is not null and not PeriodKind.Once)
                place.Fault("date-only-for-once", JsonPlace.WordOf(period.Value));
            return place.Date() is { } date ? new DueRule.OnDate(date) : null;
        }

        if (!place.IsObject)
        {
            place.WrongType("text-or-object");
            return null;
        }

        if (period == PeriodKind.Once)
            place.Fault("once-needs-date");
        return ReadMonthAndDay(place, period);
    }

    private DueRule? ReadMonthAndDay(JsonPlace place, PeriodKind? period)
    {
        if (place.Fields() is not { } fields)
            return null;

        var month = fields.Required("month");
        var dayPlace = fields.Required("day");
        var day = dayPlace?.WholeNumber(1, 31);
        fields.RefuseOthers();

        var rule = month is null ? null : ReadMonth(month, day ?? 1);
        if (rule is not null && day is not null && year is not null && period is not null and not PeriodKind.Once)
            CheckEachPeriod(place, dayPlace!, rule, day.Value, period.Value, year.Value);
        return rule;
    }

    private static DueRule? ReadMonth(JsonPlace place, int day)
    {
        if (place.IsNumber)
            return place.WholeNumber(1, 12) is { } month ? new DueRule.MonthOfYear(month, day) : null;

        if (place.Says("last"))
            return new DueRule.LastMonth(day);
        if (place.Says("next"))
            return new DueRule.NextMonth(day);

        if (place.IsText)
            place.Fault("unknown-word", place.Raw, "last, next, 1–12");
        else
            place.WrongType("text-or-number");
        return null;
    }

    private static void CheckEachPeriod(JsonPlace place, JsonPlace dayPlace, DueRule rule, int day, PeriodKind period, int year)
    {
        var months = period switch { PeriodKind.Month => 1, PeriodKind.Quarter => 3, PeriodKind.Half => 6, _ => 12 };
        for (var start = new DateOnly(year, 1, 1); start.Year == year; start = start.AddMonths(months))
        {
            var dueMonth = rule switch
            {
                DueRule.LastMonth => start.AddMonths(months - 1),
                DueRule.NextMonth => start.AddMonths(months),
                DueRule.MonthOfYear(var month, _) => new DateOnly(year, month, 1),
                _ => start,
            };

            var lastDay = DateTime.DaysInMonth(dueMonth.Year, dueMonth.Month);
            if (day > lastDay)
            {
                dayPlace.Fault("day-past-month-end", JsonPlace.Format(day), JsonPlace.Format(dueMonth)[..7], JsonPlace.Format(lastDay));
                return;
            }

            var due = dueMonth.AddDays(day - 1);
            if (due <= start)
            {
                place.Fault("due-not-after-period-start", JsonPlace.Format(due), JsonPlace.Format(start));
                return;
            }
        }
    }
}
