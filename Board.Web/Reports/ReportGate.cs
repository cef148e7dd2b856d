using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Reports;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Reports;

/// <summary>Why somebody may not come to a report.</summary>
public enum ReportRefusal
{
    /// <summary>The role does not do this.</summary>
    NotAllowed,

    /// <summary>No such plan or duty, or another unit's.</summary>
    NotFound,
}

/// <summary>Who stands before a report, and what the report is about. The rights to reports are decided here and nowhere else.</summary>
/// <param name="Duty">What the unit owes for the period.</param>
internal sealed record ReportGate(Permit Permit, ReportDuty Duty)
{
    /// <summary>True for those who write the report: the unit, and the secretariat on its behalf.</summary>
    public bool MayEdit => Permit.ReportsFor(Unit);

    /// <summary>True for those who accept and return.</summary>
    public bool MayReview => Reviews(Permit);

    /// <summary>Tells the plan's time.</summary>
    public PlanClock Clock => Duty.Calendar.Clock;

    public string Plan => Duty.Calendar.Plan.Id;
    public string Period => Duty.Deadline.Period.ToString();
    public string Unit => Duty.Deadline.Unit.Code;

    /// <summary>Names the report in the audit.</summary>
    public string Subject => $"{Plan}/{Period}/{Unit}";

    /// <summary>True for those who accept and return.</summary>
    public static bool Reviews(Permit permit) => permit.Role is Role.Admin or Role.Secretariat;

    /// <summary>True for those who see what has become of all units' reports.</summary>
    public static bool SeesAll(Permit permit) => Reviews(permit) || permit.Role == Role.Committee;

    /// <summary>True for those who see what has become of some unit's reports at all.</summary>
    public static bool SeesAny(Permit permit) => permit.Role != Role.Viewer;

    /// <summary>True for those who see what has become of that unit's reports.</summary>
    public static bool Sees(Permit permit, ReportingUnit unit) => permit.SeesReportsOf(unit.Code);

    /// <summary>Opens for whoever may see that there is such a report at all; what they may do with it is asked afterwards.</summary>
    public static async Task<(ReportGate? Gate, ReportRefusal? Refusal)> OpenAsync(
        BoardDb db, PlanShelf plans, Actor actor, string planId, string period, string unit, CancellationToken cancel)
    {
        if (await actor.LoadAsync(db, cancel) is not { } permit || !SeesAny(permit)) return (null, ReportRefusal.NotAllowed);
        if (permit.Role == Role.Reporter && permit.Unit != unit) return (null, ReportRefusal.NotFound);
        if (await plans.FindAsync(db, planId, cancel) is not { } calendar || ReportDuty.Find(calendar, period, unit) is not { } duty)
            return (null, ReportRefusal.NotFound);
        return (new(permit, duty), null);
    }

    /// <summary>The stored report, tracked; null while nobody has begun it.</summary>
    public Task<ReportRow?> RowAsync(BoardDb db, CancellationToken cancel) =>
        db.Reports.FirstOrDefaultAsync(row => row.PlanId == Plan && row.Period == Period && row.Unit == Unit, cancel);

    /// <summary>The stored report, or a new one that will be stored with the transaction.</summary>
    public async Task<ReportRow> RowOrNewAsync(BoardDb db, CancellationToken cancel)
    {
        if (await RowAsync(db, cancel) is { } row) return row;
        row = new()
        {
            PlanId = Plan, Period = Period, Unit = Unit, Rule = Duty.Deadline.Rule.Code, Version = 0, Draft = ReportJsonText.Write(ReportContent.Empty),
            Stamps = "{}", SavedBy = null, SavedAt = null, State = ReportState.Draft, BoardVersion = 0,
        };
        db.Add(row);
        return row;
    }
}
