using Board.Domain.Calendar;
using Board.Domain.Reports;
using Board.Web.Live;

namespace Board.Web.Reports;

/// <summary>A figure of a draft on the wire; typed holds what was typed where a date or number belongs, and is none.</summary>
public sealed record ReadingEntry(
    string? Indicator, DateOnly? AsOf = null, decimal? Numerator = null, decimal? Denominator = null, decimal? Value = null, string? Note = null,
    TypedReading? Typed = null);

/// <summary>An explicit "no change" of a draft on the wire.</summary>
public sealed record UnchangedEntry(string? Indicator, string? Reason);

/// <summary>What a draft says of an assignment on the wire.</summary>
public sealed record ProgressOfReport(string? Assignment, string? Status = null, decimal? Percent = null, string? Note = null, string? TypedPercent = null);

/// <summary>A draft as it is sent. Version is the one that the sender has seen; 0 or nothing where they saw none.</summary>
public sealed record DraftBody(
    int? Version, IReadOnlyList<ReadingEntry?>? Readings = null, IReadOnlyList<UnchangedEntry?>? Unchanged = null,
    IReadOnlyList<ProgressOfReport?>? Progress = null, string? Difficulties = null, string? Proposals = null);

/// <summary>A draft as it is stored.</summary>
public sealed record DraftJson(
    int Version, IReadOnlyList<ReadingEntry> Readings, IReadOnlyList<UnchangedEntry> Unchanged, IReadOnlyList<ProgressOfReport> Progress,
    string Difficulties, string Proposals, string? SavedBy, DateTimeOffset? SavedAt)
{
    internal static DraftJson Of(SaveDraft.Draft draft) => new(
        draft.Version, DraftBodies.Readings(draft.Content), DraftBodies.Unchanged(draft.Content), DraftBodies.Progress(draft.Content),
        draft.Content.Difficulties, draft.Content.Proposals, draft.SavedBy, draft.SavedAt);
}

/// <summary>Why and until when a report was sent back.</summary>
public sealed record ReturnedJson(string Reason, DateOnly DueBefore);

/// <summary>An attached file.</summary>
public sealed record AttachmentJson(string Id, string Name, string Type, long Size, string By, DateTimeOffset At)
{
    internal static AttachmentJson Of(AttachmentView file, PlanClock clock) => new(file.Id, file.Name, file.Type, file.Size, file.By, clock.LocalTime(file.At));
}

/// <summary>
/// A unit's report. Owes are the indicators that it must give a figure or a reason for, leads the assignments that it may say something of.
/// Duty is the state of its deadline. The committee gets no content before it is handed in: its fields are null then.
/// </summary>
public sealed record ReportJson(
    string Plan, string Period, string Unit, string Rule, int Version, IReadOnlyList<ReadingEntry>? Readings, IReadOnlyList<UnchangedEntry>? Unchanged,
    IReadOnlyList<ProgressOfReport>? Progress, string? Difficulties, string? Proposals, string? SavedBy, DateTimeOffset? SavedAt, string State, string Duty,
    DateOnly DueBefore, DateOnly LastDay, IReadOnlyList<string> Owes, IReadOnlyList<string> Leads, string? Receipt, DateTimeOffset? SubmittedAt, int? DaysLate,
    ReturnedJson? Returned, IReadOnlyList<AttachmentJson> Attachments)
{
    internal static ReportJson Of(ReportView report)
    {
        var (duty, clock, content) = (report.Duty, report.Duty.Calendar.Clock, report.Content);
        return new(
            duty.Calendar.Plan.Id, duty.Deadline.Period.ToString(), duty.Deadline.Unit.Code, duty.Deadline.Rule.Code, report.Version,
            content is null ? null : DraftBodies.Readings(content), content is null ? null : DraftBodies.Unchanged(content), content is null ? null : DraftBodies.Progress(content),
            content?.Difficulties, content?.Proposals, report.SavedBy, report.SavedAt is { } saved ? clock.LocalTime(saved) : null,
            ProgressJson.Word(report.State), ProgressJson.Word(report.DutyState), report.DueNow.DueBefore, report.DueNow.LastDay,
            [.. duty.Owes.Select(indicator => indicator.Code)], [.. duty.Leads.Select(assignment => assignment.Code)], report.Receipt,
            report.SubmittedAt is { } at ? clock.LocalTime(at) : null, report.DaysLate,
            report.Returned is { } returned ? new(returned.Reason, returned.DueBefore) : null, [.. report.Attachments.Select(file => AttachmentJson.Of(file, clock))]);
    }
}
