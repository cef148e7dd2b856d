using Board.Domain.Calendar;
using Board.Domain.Meetings;
using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Domain.Reminders;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Shell;
using Board.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Board.Web.Reminders;

/// <summary>
/// What an account's secret link shows to its calendar: a reporter's, what the own unit owes; the secretariat's, what the standing office owes and every
/// deadline of the units, one entry for all of them; everybody else's, when the standing office reports. The meetings stand in all of them.
/// </summary>
public sealed class ReadFeed(
    IDbContextFactory<BoardDb> databases, PlanShelf plans, HtmlDrawing drawing, IStringLocalizer<Texts> texts, PublicAddress address, IOptions<BoardSettings> settings)
{
    /// <summary>The calendar's file; null where the link is nobody's.</summary>
    public async Task<string?> ExecuteAsync(string code, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await FeedLink.FindAsync(db, code, cancel) is not { } account) return null;
        var books = new List<Sources>();
        foreach (var plan in await db.Plans.AsNoTracking().OrderBy(row => row.Year).ThenBy(row => row.Id).Select(row => new { row.Id, row.Version, row.LoadedAt }).ToListAsync(cancel))
            if (await plans.FindAsync(db, plan.Id, cancel) is { } calendar)
                books.Add(new(
                    await ReminderBook.ReadAsync(db, calendar, settings.Value.Reminders, cancel), await db.StandingsAsync(plan.Id, cancel), plan.Version, new(plan.LoadedAt),
                    await ReturnsAsync(db, plan.Id, cancel), await SaidAsync(db, plan.Id, cancel), await DecidedAsync(db, plan.Id, cancel), await MeetingsAsync(db, plan.Id, cancel)));
        return await drawing.DrawAsync(Languages.Find(account.Language) ?? Languages.Vietnamese, _ => Task.FromResult(CalendarEntry.Write(
            books.SelectMany(book => EntriesOf(book, account).Concat(book.Meetings.Select(meeting => EntryOf(book, meeting)))), texts["Feed.Name", account.Unit is { } unit ? NameOf(books, unit) : texts["Product"].Value])));
    }

    private IEnumerable<CalendarEntry> EntriesOf(Sources from, Account account)
    {
        var (book, duties) = (from.Book, from.Book.Duties);
        return account switch
        {
            { Role: Role.Reporter } => duties.Where(duty => duty.Unit.Code == account.Unit).Select(duty => EntryOf(from, duty)),
            { Role: Role.Secretariat or Role.Admin } => duties.Where(duty => duty.Unit.Standing || duty is { TimesReturned: > 0, IsMet: false }).Select(duty => EntryOf(from, duty))
                .Concat(book.Calendar.Deadlines.Where(deadline => deadline.Rule.Who == ReportingParty.Units).GroupBy(deadline => (deadline.Rule.Code, deadline.Period))
                    .Select(group => EntryOf(from, [.. group]))),
            _ => duties.Where(duty => duty is { Unit.Standing: true, Report: not null }).Select(duty => EntryOf(from, duty)),
        };
    }

    private CalendarEntry EntryOf(Sources from, ReminderDuty duty) => DutyEvent.Of(
        from.Book.Calendar, duty, from.ChangedAt(duty), from.PlanVersion, settings.Value.Mail.Sender.Domain, address.Of(ReminderLetters.Path(from.Book.Calendar.Plan.Id, duty)), texts);

    // All units owe the same on the same day; who of them has met it is a number.
    private CalendarEntry EntryOf(Sources from, IReadOnlyList<Deadline> deadlines)
    {
        var (first, plan) = (deadlines[0], from.Book.Calendar.Plan);
        var reports = deadlines.Select(deadline => from.Reports.GetValueOrDefault((deadline.Period, deadline.Unit.Code))).ToList();
        var link = address.Of($"/reports?period={Uri.EscapeDataString(first.Period.ToString())}&plan={Uri.EscapeDataString(plan.Id)}");
        return new(
            $"{plan.Id}.{first.Rule.Code}.{first.Period}@{settings.Value.Mail.Sender.Domain}",
            deadlines.Select(deadline => from.ChangedAt(deadline.Period, deadline.Unit.Code)).Max(), DutyEvent.Sequence(from.PlanVersion), first.LastWorkingDay,
            first.Period.Kind == PeriodKind.Once ? texts["Feed.UnitsOnce", deadlines.Count] : texts["Feed.Units", DeadlineWords.Period(first, texts), deadlines.Count],
            DutyEvent.Describe([.. ReminderWords.DaysOf(first.LastDay, first.LastWorkingDay, texts), (texts["Feed.Reported"], $"{reports.Count(report => report is { IsIn: true })}/{deadlines.Count}")], link), link);
    }

    // It is held on the day on which it is opened; closing it makes its record.
    private CalendarEntry EntryOf(Sources from, Meeting meeting)
    {
        var link = address.Of($"/meetings/{meeting.Id}");
        return new(
            $"{from.Book.Calendar.Plan.Id}.meeting.{meeting.Id}@{settings.Value.Mail.Sender.Domain}", meeting.ClosedAt ?? meeting.OpenedAt, meeting.IsOpen ? 0 : 1, meeting.HeldOn, meeting.Title,
            DutyEvent.Describe([(texts["Meetings.Kind"], texts[$"Meetings.Kind.{meeting.Kind}"])], link), link);
    }

    private static string NameOf(List<Sources> books, string unit) => books.Select(book => book.Book.Calendar.Plan.FindUnit(unit)?.Name).LastOrDefault(name => name is not null) ?? unit;

    private static async Task<IReadOnlyDictionary<(string, string), DateTime>> ReturnsAsync(BoardDb db, string plan, CancellationToken cancel) =>
        (await db.Reviews.AsNoTracking().Where(row => row.PlanId == plan && row.Verdict == ReadingState.Returned && row.ReportId != null)
            .Join(db.Reports, row => row.ReportId, report => report.Id, (row, report) => new { report.Period, report.Unit, row.At }).ToListAsync(cancel))
        .GroupBy(row => (row.Period, row.Unit)).ToDictionary(report => report.Key, report => report.Max(row => row.At));

    private static async Task<IReadOnlyDictionary<string, DateTime>> SaidAsync(BoardDb db, string plan, CancellationToken cancel) =>
        (await db.AssignmentProgress.AsNoTracking().Where(row => row.PlanId == plan).Select(row => new { row.Assignment, row.At }).ToListAsync(cancel))
        .GroupBy(row => row.Assignment).ToDictionary(one => one.Key, one => one.Max(row => row.At));

    private static async Task<IReadOnlyDictionary<string, DateTimeOffset>> DecidedAsync(BoardDb db, string plan, CancellationToken cancel) =>
        (await db.ReadDirectivesAsync(plan, cancel)).ToDictionary(one => Directive.KeyOf(one.Number), one => one.Entries.LastOrDefault()?.At ?? one.At);

    // Without the record that a meeting leaves, which is long.
    private static async Task<IReadOnlyList<Meeting>> MeetingsAsync(BoardDb db, string plan, CancellationToken cancel) =>
        [.. (await db.Meetings.AsNoTracking().Where(row => row.PlanId == plan).OrderBy(row => row.Id)
            .Select(row => new { row.Id, row.Kind, row.Title, row.HeldOn, row.OpenedBy, row.OpenedAt, row.ClosedBy, row.ClosedAt }).ToListAsync(cancel))
            .Select(row => new Meeting(row.Id, row.Kind, row.Title, row.HeldOn, row.OpenedBy, new(row.OpenedAt), row.ClosedBy, row.ClosedAt is { } at ? new(at) : null))];

    /// <summary>A plan's duties and meetings, and when what is said of each last changed.</summary>
    private sealed record Sources(
        ReminderBook Book, IReadOnlyDictionary<(Period Period, string Unit), ReportStanding> Reports, long PlanVersion, DateTimeOffset StoredAt,
        IReadOnlyDictionary<(string Period, string Unit), DateTime> Returned, IReadOnlyDictionary<string, DateTime> Said,
        IReadOnlyDictionary<string, DateTimeOffset> Decided, IReadOnlyList<Meeting> Meetings)
    {
        public DateTimeOffset ChangedAt(ReminderDuty duty) => duty switch
        {
            { Report: { } report } => ChangedAt(report.Period, duty.Unit.Code),
            { Assignment: { } assignment } when Said.TryGetValue(assignment.Code, out var said) => Later(StoredAt, new(said)),
            _ => Decided.TryGetValue(duty.Key.Split('~')[0], out var decided) ? Later(StoredAt, decided) : StoredAt,
        };

        public DateTimeOffset ChangedAt(Period period, string unit)
        {
            var changed = Reports.GetValueOrDefault((period, unit))?.SubmittedAt is { } submitted ? Later(StoredAt, submitted) : StoredAt;
            return Returned.TryGetValue((period.ToString(), unit), out var returned) ? Later(changed, new(returned)) : changed;
        }

        private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
    }
}
