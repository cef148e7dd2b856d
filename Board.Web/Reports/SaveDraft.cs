using Board.Domain.Calendar;
using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Access;
using Board.Web.Data;

namespace Board.Web.Reports;

/// <summary>
/// Keeps what somebody writes in a unit's report. A draft may be unfinished and wrong; it is judged when it is handed in,
/// and the audit begins there.
/// </summary>
public sealed class SaveDraft(BoardTransactions transactions, PlanShelf plans)
{
    /// <summary>What is asked for.</summary>
    public sealed record Request(string PlanId, string Period, string Unit, Change Change);

    /// <summary>What shall be changed.</summary>
    public abstract record Change
    {
        /// <summary>All of it, by somebody who has seen that version; 0 where they saw none.</summary>
        public sealed record Whole(int Version, ReportContent Content) : Change;

        /// <summary>Some fields, each by what it said before. Edits of other fields by other people stay.</summary>
        public sealed record Fields(IReadOnlyList<FieldEdit> Edits) : Change;
    }

    /// <summary>The draft as it is stored.</summary>
    /// <param name="SavedAt">On the plan's clock.</param>
    public sealed record Draft(int Version, ReportContent Content, string? SavedBy, DateTimeOffset? SavedAt)
    {
        internal static Draft Of(ReportRow? row, PlanClock clock) => row is null ? new(0, ReportContent.Empty, null, null)
            : new(row.Version, row.Content, row.SavedBy, row.SavedAt is { } at ? clock.LocalTime(new(at)) : null);
    }

    /// <summary>A field that somebody else changed meanwhile, and who and when. Theirs is stored, yours is not.</summary>
    public sealed record Conflict(ReportField Field, string Theirs, string Yours, string? By, DateTimeOffset? At);

    /// <summary>What came of it.</summary>
    public abstract record Result
    {
        /// <summary>Stored, but for the fields in conflict.</summary>
        public sealed record Saved(Draft Draft, IReadOnlyList<Conflict> Conflicts) : Result;

        /// <summary>Somebody else saved since that version; nothing was stored.</summary>
        public sealed record Moved(Draft Theirs) : Result;

        /// <summary>It was handed in meanwhile and can't be changed unless it is returned; nothing was stored.</summary>
        public sealed record Closed(Draft Current) : Result;

        /// <summary>Refused by a rule; nothing was stored.</summary>
        public sealed record Refused(IReadOnlyList<Rejection> Rejections) : Result;

        /// <summary>Not for this actor.</summary>
        public sealed record NotYours(ReportRefusal Refusal) : Result;
    }

    /// <summary>Stores the change in one transaction.</summary>
    public Task<Result> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) => transactions.RunAsync<Result>(async transaction =>
    {
        var (gate, refusal) = await ReportGate.OpenAsync(transaction.Db, plans, actor, request.PlanId, request.Period, request.Unit, cancel);
        if (gate is null) return new Result.NotYours(refusal!.Value);
        if (!gate.MayEdit) return new Result.NotYours(ReportRefusal.NotAllowed);
        if (FaultsOf(gate.Duty, request.Change) is { Count: > 0 } faults) return new Result.Refused(faults);

        var row = await gate.RowAsync(transaction.Db, cancel);
        if (row is { Standing.IsIn: true }) return new Result.Closed(Draft.Of(row, gate.Clock));
        var before = row?.Content ?? ReportContent.Empty;
        var (after, conflicts) = Changed(before, row?.Version ?? 0, request.Change);
        if (after is null) return new Result.Moved(Draft.Of(row, gate.Clock));

        var stamps = row?.FieldStamps ?? [];
        Conflict[] named =
        [
            .. from one in conflicts
               let stamp = stamps.GetValueOrDefault(one.Field.ToString())
               select new Conflict(one.Field, one.Theirs, one.Yours, stamp?.By, stamp?.At),
        ];
        var changes = ReportChange.Between(before, after);
        // Nothing new: the same again, a retry whose answer was lost, or edits that are all in conflict.
        if (row is not null && changes.Count == 0)
            return new Result.Saved(Draft.Of(row, gate.Clock), named);

        row ??= await gate.RowOrNewAsync(transaction.Db, cancel);
        foreach (var change in changes) stamps[change.Field.ToString()] = new(gate.Permit.Name, transaction.Now);
        (row.Draft, row.Stamps) = (ReportJsonText.Write(after), ReportJsonText.Write(stamps));
        (row.Version, row.SavedBy, row.SavedAt) = (row.Version + 1, gate.Permit.Name, transaction.Now.UtcDateTime);
        return new Result.Saved(Draft.Of(row, gate.Clock), named);
    }, cancel);

    private static IReadOnlyList<Rejection> FaultsOf(ReportDuty duty, Change change) => change switch
    {
        Change.Whole whole => ReportRules.Faults(duty, whole.Content),
        Change.Fields { Edits.Count: > ReportRules.MostEntries } => [new("", "too-many-entries", ReportRules.MostEntries)],
        Change.Fields fields => [.. fields.Edits.SelectMany(edit => ReportRules.Faults(duty, edit))],
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    // Null where somebody else saved something else since.
    private static (ReportContent? Content, IReadOnlyList<FieldConflict> Conflicts) Changed(ReportContent before, int version, Change change)
    {
        if (change is Change.Fields fields)
        {
            var merge = ReportMerge.Of(before, fields.Edits);
            return (merge.Content, merge.Conflicts);
        }
        var whole = (Change.Whole)change;
        var wanted = whole.Content.Tidied();
        return whole.Version == version || version > 0 && ReportChange.Between(before, wanted).Count == 0 ? (wanted, []) : (null, []);
    }
}
