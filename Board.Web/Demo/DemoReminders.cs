using Board.Domain.Calendar;
using Board.Domain.Reminders;
using Board.Domain.Reports;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Board.Web.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Board.Web.Demo;

/// <summary>
/// The demo's ledger of reminders: what came due in the year so far, found and claimed as ever, and marked as sent. No letter is written, because
/// nobody is there to read it.
/// </summary>
public sealed class DemoReminders(
    BoardTransactions transactions, IDbContextFactory<BoardDb> databases, PlanShelf plans, LiveInbox inbox, IOptions<BoardSettings> settings, TimeProvider clock)
{
    // So that there is something to be sent again.
    private const string Refusing = "hung-binh";
    private static readonly DateTime RefusesFrom = new(2023, 9, 6, 0, 0, 0, DateTimeKind.Utc);
    private static readonly MailFault NoMailbox = new(MailFaultKind.Refused, "550 5.1.1 No such mailbox");

    // So that there is somebody who can't be reminded.
    private static readonly string[] Alone = ["quang-tin", "nhan-dao"];

    // Of the past only letters are kept; what is owed today comes to people's own pages when the demo begins.
    private readonly ScanReminders _scan = new(transactions, databases, plans, new([ReminderChannel.Email]), inbox, settings, clock);
    private readonly ReminderClaims _claims = new(transactions, databases, plans, settings, clock);

    /// <summary>When something comes due, in the order of time, reports that are sent back included.</summary>
    public IReadOnlyList<DateTimeOffset> Instants(PlanCalendar calendar, IEnumerable<DemoStep> steps)
    {
        var nothing = Enumerable.Empty<ProgressEntry>().ToLookup(_ => "");
        var returned = steps.Where(step => step is { Does: "return", DueBefore: not null })
            .Select(step => (Key: (Period: calendar.Deadlines.First(one => one.Period.ToString() == step.Period).Period, step.Unit), Standing: new ReportStanding(ReportState.Returned, null, 0, step.DueBefore, 1)))
            .GroupBy(step => step.Key).ToDictionary(group => group.Key, group => group.Last().Standing);
        var policy = new ReminderPolicy(calendar, ReminderStage.Usual, settings.Value.Reminders.Time);
        return [.. ReminderDuty.AllOf(calendar, new Dictionary<(Period, string), ReportStanding>(), nothing).Concat(ReminderDuty.AllOf(calendar, returned, nothing))
            .SelectMany(policy.LadderOf).Select(rung => rung.DueAt).Distinct().Order()];
    }

    /// <summary>Gives units somebody who can be reminded, without a password; two have nobody.</summary>
    public async Task AddReportersAsync(PlanCalendar calendar, AddAccount add, IReadOnlyCollection<string?> taken, CancellationToken cancel)
    {
        foreach (var unit in calendar.Plan.Units.Where(unit => unit is { Reports: true, Standing: false } && !taken.Contains(unit.Code) && !Alone.Contains(unit.Code)))
            await add.ExecuteAsync(Actor.Console, new($"{unit.Code}@demo.vn", $"Cán bộ {unit.Label?.Vi ?? unit.Name}", Role.Reporter, unit.Code), cancel);
    }

    /// <summary>Writes down what has come due, and marks it.</summary>
    public async Task PlayAsync(CancellationToken cancel)
    {
        await _scan.ExecuteAsync(cancel);
        while (await _claims.TakeAsync(cancel) is { } claim)
            if (claim.Account.Unit == Refusing && claim.Row.DueAt > RefusesFrom) await _claims.FailedAsync(claim, NoMailbox);
            else await _claims.SentAsync(claim);
    }
}
