using Board.Domain.Calendar;
using Board.Domain.Meetings;
using Board.Domain.Reminders;
using Board.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>Everything that must hold of the ledger of reminders.</summary>
internal static class ReminderIntegrity
{
    public static async Task<IReadOnlyList<Integrity.Finding>> FindAsync(BoardDb db, List<PlanRow> plans, CancellationToken cancel)
    {
        var rows = await db.Reminders.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancel);
        var reports = await db.Reports.AsNoTracking().ToListAsync(cancel);
        var submissions = (await db.Submissions.AsNoTracking().Select(row => new { row.ReportId, row.Number, row.At }).ToListAsync(cancel)).ToLookup(row => row.ReportId);
        var duties = plans.ToDictionary(plan => plan.Id, DutiesOf);
        foreach (var directive in await db.Directives.AsNoTracking().Select(row => new { row.PlanId, row.Number }).ToListAsync(cancel)) duties[directive.PlanId].Add(Directive.KeyOf(directive.Number));
        var stored = plans.ToDictionary(plan => plan.Id, plan => plan.LoadedAt);
        return
        [
            // A plan that was changed may have dropped a deadline that somebody was rightly reminded of before.
            Integrity.Each("every reminder has its deadline", rows, row =>
                duties[row.PlanId].Contains(row.Duty.Split('~')[0]) || row.CreatedAt < stored[row.PlanId] ? null : Name(row)),
            Integrity.Each("no reminder was sent after its duty was met", rows.Where(row => row.State == ReminderState.Sent), row => IsLate(row) ? Name(row) : null),
            Integrity.Each("a reminder is as far as its ledger says", rows, row => IsWhole(row) ? null : Name(row)),
        ];

        // Every return is followed by one submission, so the n-th return's duty was met by the submission after it.
        bool IsLate(ReminderRow row)
        {
            var number = row.Duty.Split('~') is [_, var returned] ? int.Parse(returned, System.Globalization.CultureInfo.InvariantCulture) + 1 : 1;
            return reports.Where(report => report.PlanId == row.PlanId && $"{report.Rule}.{report.Period}.{report.Unit}" == row.Duty.Split('~')[0])
                .SelectMany(report => submissions[report.Id]).Any(submission => submission.Number == number && submission.At < (row.ClaimedAt ?? row.EndedAt));
        }
    }

    private static HashSet<string> DutiesOf(PlanRow row) => row.TryRead() is not { } plan
        ? []
        : [.. ReminderDuty.AllOf(new(plan), new Dictionary<(Period, string), ReportStanding>(), Enumerable.Empty<ProgressEntry>().ToLookup(_ => "")).Select(duty => duty.Key)];

    private static bool IsWhole(ReminderRow row) => row.State switch
    {
        _ when row is { Channel: ReminderChannel.InApp } => row is { State: ReminderState.Sent or ReminderState.Superseded, EndedAt: not null, Attempts: 0 },
        ReminderState.Due => row is { NextTryAt: not null, EndedAt: null },
        ReminderState.Claimed => row is { ClaimedBy: not null, LeaseUntil: not null, EndedAt: null, Fence: > 0 },
        ReminderState.Sent => row is { SentTo: not null, EndedAt: not null, Fence: > 0, Attempts: > 0 },
        ReminderState.Failed => row is { LastFault: not null, EndedAt: not null },
        _ => row is { EndedAt: not null },
    };

    private static string Name(ReminderRow row) => $"{row.PlanId}/{row.Duty}/{row.Stage}/{row.Recipient}/{row.Channel}";
}
