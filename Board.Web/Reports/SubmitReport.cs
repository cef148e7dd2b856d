using Board.Domain.Calendar;
using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Reports;

/// <summary>Hands in a unit's report: its figures, what it says of assignments, and a copy of all that was written, together or not at all.</summary>
public sealed class SubmitReport(BoardTransactions transactions, PlanShelf plans, LiveBoard live)
{
    /// <summary>How figures and progress of a report come in, for the record.</summary>
    public const string Source = "report";

    /// <summary>What is asked for.</summary>
    /// <param name="Confirmed">The sender has seen the warnings and stands by the figures. A figure with a note is confirmed by it.</param>
    /// <param name="Version">The draft that the sender has seen; null where they don't care.</param>
    public sealed record Request(string PlanId, string Period, string Unit, bool Confirmed, int? Version = null);

    /// <summary>What the sender may rely on once it has it: the report is in.</summary>
    /// <param name="SubmittedAt">On the plan's clock.</param>
    public sealed record Receipt(string Number, DateTimeOffset SubmittedAt, int DaysLate);

    /// <summary>What came of it. Only <see cref="Submitted"/> changed anything.</summary>
    public abstract record Result
    {
        /// <summary>It is in, now or by an earlier try.</summary>
        public sealed record Submitted(Receipt Receipt) : Result;

        /// <summary>Owed indicators have neither a figure nor a reason for having none, or the report says nothing at all.</summary>
        /// <param name="Indicators">Their codes; empty where the whole report is.</param>
        /// <param name="Rejections">What a rule refuses beside that, by the field's place in the draft: one round tells all.</param>
        public sealed record Incomplete(IReadOnlyList<string> Indicators, IReadOnlyList<Rejection> Rejections) : Result;

        /// <summary>Refused by a rule, by the field's place in the draft.</summary>
        public sealed record Refused(IReadOnlyList<Rejection> Rejections) : Result;

        /// <summary>Figures look odd, have no note and were not confirmed.</summary>
        public sealed record NeedsConfirmation(IReadOnlyList<Rejection> Warnings) : Result;

        /// <summary>Somebody saved since the version that the sender has seen.</summary>
        public sealed record Moved(SaveDraft.Draft Theirs) : Result;

        /// <summary>Not for this actor.</summary>
        public sealed record NotYours(ReportRefusal Refusal) : Result;
    }

    /// <summary>Judges and stores the report in one transaction, and tells the board after the commit.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var result = await transactions.RunAsync(transaction => SubmitAsync(transaction, actor, request, cancel), cancel);
        if (result is Result.Submitted) live.Announce();
        return result;
    }

    private async Task<Result> SubmitAsync(BoardTransaction transaction, Actor actor, Request request, CancellationToken cancel)
    {
        var db = transaction.Db;
        var (gate, refusal) = await ReportGate.OpenAsync(db, plans, actor, request.PlanId, request.Period, request.Unit, cancel);
        if (gate is null) return new Result.NotYours(refusal!.Value);
        if (!gate.MayEdit) return new Result.NotYours(ReportRefusal.NotAllowed);

        var row = await gate.RowAsync(db, cancel);
        if (row is { Standing.IsIn: true }) return new Result.Submitted(new(row.Receipt!, gate.Clock.LocalTime(new(row.SubmittedAt!.Value)), row.DaysLate!.Value));
        if (request.Version is { } seen && seen != (row?.Version ?? 0))
            return new Result.Moved(SaveDraft.Draft.Of(row, gate.Clock));

        var content = row?.Content ?? ReportContent.Empty;
        var attachments = row is null ? [] : await db.Attachments.AsNoTracking().Where(one => one.ReportId == row.Id && one.RemovedAt == null).ToListAsync(cancel);
        var missing = ReportRules.Missing(gate.Duty, content);

        var ledger = new ReadingLedger(transaction, gate.Duty.Calendar, actor, gate.Permit);
        var judged = new List<ReadingLedger.Judged>();
        var faults = ReportRules.Faults(gate.Duty, content).Concat(ReportRules.Unfinished(content)).ToList();
        var (rejections, warnings) = (new List<Rejection>(faults), new List<Rejection>());
        for (var index = 0; index < content.Readings.Count; index++)
        {
            var entry = content.Readings[index];
            // An entry that is at fault as it stands has been told of already.
            if (!entry.IsGiven || entry.AsOf is not { } day || faults.Any(fault => fault.Field.StartsWith($"readings[{index}]", StringComparison.Ordinal))) continue;
            var one = ledger.Judge(
                new(entry.Indicator, gate.Unit, day, entry.Numerator, entry.Denominator, entry.Value, entry.Note));
            judged.Add(one);
            rejections.AddRange(one.Verdict.Rejections.Select(Placed));
            if (!request.Confirmed && entry.Note is null && !IsStored(one)) warnings.AddRange(one.Verdict.Warnings.Select(Placed));
            Rejection Placed(Rejection fault) => fault with { Field = $"readings[{index}].{fault.Field}" };
        }
        if (row is null || missing.Count > 0 || ReportRules.IsEmpty(content, attachments.Count)) return new Result.Incomplete(missing, rejections);
        if (rejections.Count > 0) return new Result.Refused(rejections);
        if (warnings.Count > 0) return new Result.NeedsConfirmation(warnings);
        return new Result.Submitted(await StoreAsync(transaction, actor, gate, row, content, attachments, ledger, judged, cancel));
    }

    private static async Task<Receipt> StoreAsync(
        BoardTransaction transaction, Actor actor, ReportGate gate, ReportRow row, ReportContent content, List<AttachmentRow> attachments,
        ReadingLedger ledger, List<ReadingLedger.Judged> judged, CancellationToken cancel)
    {
        var version = transaction.RaiseVersion();
        var calendar = gate.Duty.Calendar;
        var due = gate.Duty.Deadline.Again(row.Standing, calendar.WorkingDays);
        var number = row.Submissions + 1;
        var receipt = new Receipt($"{gate.Subject}/{number}", gate.Clock.LocalTime(transaction.Now), ReportStanding.LateAgain(row.DaysLate, due.DaysLate(transaction.Now, calendar.Clock)));

        var submission = transaction.Insert(new SubmissionRow
        {
            ReportId = row.Id, Number = number, Receipt = receipt.Number, Content = row.Draft,
            Attachments = ReportJsonText.Write(attachments.Select(one => new { one.File, one.Name, one.Size, Hash = Convert.ToHexString(one.Hash) })),
            By = gate.Permit.Name, At = transaction.Now.UtcDateTime, DueBefore = due.DueBefore, DaysLate = receipt.DaysLate,
        });
        await WithdrawAsync(transaction, gate, row, ledger, judged, version, cancel);
        foreach (var one in judged)
        {
            // A figure that is stored already is handed in again, not stored twice: what was decided of it stays decided.
            var reading = IsStored(one) ? one.Same!.Id : ledger.Store(one, version, Source);
            transaction.Insert(new SubmittedReadingRow { SubmissionId = submission, ReadingId = reading });
        }
        await SayAsync(transaction, gate, row, content, cancel);

        (row.State, row.Submissions, row.Receipt, row.SubmittedAt) = (ReportState.Submitted, number, receipt.Number, transaction.Now.UtcDateTime);
        (row.DaysLate, row.BoardVersion) = (receipt.DaysLate, version);
        transaction.Audit(actor, gate.Permit.Name, "report.submit", receipt.Number, new
        {
            due.DueBefore, receipt.DaysLate, readings = judged.Count, unchanged = content.Unchanged.Count, progress = content.Progress.Count,
            attachments = attachments.Count, version,
        });
        return receipt;
    }

    // What the report has said of an assignment since it was first handed in, and says again, is said once.
    private static async Task SayAsync(BoardTransaction transaction, ReportGate gate, ReportRow row, ReportContent content, CancellationToken cancel)
    {
        var first = await transaction.Db.Submissions.Where(one => one.ReportId == row.Id && one.Number == 1).Select(one => (DateTime?)one.At).SingleOrDefaultAsync(cancel);
        foreach (var entry in content.Progress)
        {
            var said = new AssignmentProgressRow
            {
                PlanId = gate.Plan, Assignment = entry.Assignment, Unit = gate.Unit, Status = entry.Status!.Value,
                Percent = AssignmentRules.Accept(entry.Status, entry.Percent, entry.Note, []), Note = entry.Note,
                By = gate.Permit.Name, At = transaction.Now.UtcDateTime, Source = Source,
            };
            if (row.Submissions == 0 || await transaction.Db.LastProgressAsync(said, cancel) is not { } last || last.At < first || !said.Repeats(last)) transaction.Insert(said);
        }
    }

    // What the report gave before and gives for another day now, its unit has taken back; and what it gives no more, unless that was accepted.
    private static async Task WithdrawAsync(
        BoardTransaction transaction, ReportGate gate, ReportRow row, ReadingLedger ledger, List<ReadingLedger.Judged> judged, long version, CancellationToken cancel)
    {
        var db = transaction.Db;
        var before = await (
            from submission in db.Submissions
            where submission.ReportId == row.Id && submission.Number == row.Submissions
            join submitted in db.SubmittedReadings on submission.Id equals submitted.SubmissionId
            join reading in db.Readings on submitted.ReadingId equals reading.Id
            where reading.State != ReadingState.Returned && reading.Current
            select reading).AsNoTracking().ToListAsync(cancel);
        var days = judged.ToDictionary(one => one.Draft.Indicator, one => one.Draft.AsOf);
        foreach (var gone in before.Where(old => days.TryGetValue(old.Indicator, out var day) ? day != old.AsOf : old.State == ReadingState.Provisional))
            await ledger.ReviewAsync(gone, ReadingState.Returned, row.ReturnReason, null, version, cancel);
    }

    private static bool IsStored(ReadingLedger.Judged judged) =>
        judged is { Same: { Source: Source } same, Verdict.Reading: { } reading } && same.Figure == reading.Figure && same.Note == judged.Draft.Note;
}
