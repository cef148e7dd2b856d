using Board.Domain.Calendar;
using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Data;

namespace Board.Web.Reports;

/// <summary>A unit's report as somebody may see it.</summary>
/// <param name="DueNow">The duty as it is owed now: after a return, by the secretariat's day.</param>
/// <param name="Version">Of the draft; 0 while nobody has saved one.</param>
/// <param name="Content">The draft, or what was handed in. Null: not for this reader.</param>
/// <param name="Stamps">Who changed a field last, by the field's text.</param>
/// <param name="Receipt">Of the last submission.</param>
/// <param name="Earlier">The unit's figures that count now, by indicator and falling date.</param>
/// <param name="Figures">The figures of the last submission, and what was decided of them.</param>
/// <param name="MayEdit">The reader may save now: it is theirs, and not handed in.</param>
/// <param name="MayReview">The reader may accept and return.</param>
public sealed record ReportView(
    ReportDuty Duty, Deadline DueNow, DeadlineState DutyState, ReportState State, int Version, ReportContent? Content,
    IReadOnlyDictionary<string, FieldStamp> Stamps, string? SavedBy, DateTimeOffset? SavedAt, string? Receipt, DateTimeOffset? SubmittedAt, int? DaysLate,
    int TimesReturned, ReturnNote? Returned, IReadOnlyList<AttachmentView> Attachments, ILookup<string, EarlierFigure> Earlier,
    IReadOnlyList<SubmittedFigure> Figures, DateOnly Today, bool MayEdit, bool MayReview)
{
    /// <summary>What the rules say of a figure of the draft as it is now, before it is handed in; null where it has no date or no number yet.</summary>
    public ReadingVerdict? Judge(ReportReading entry)
    {
        if (entry.AsOf is not { } asOf || !entry.IsGiven || entry.Typed is not null) return null;
        var last = Earlier[entry.Indicator].FirstOrDefault(figure => figure.AsOf <= asOf)?.Figure;
        return ReadingRules.Accept(
            Duty.Calendar.Plan, new(entry.Indicator, Duty.Deadline.Unit.Code, asOf, entry.Numerator, entry.Denominator, entry.Value, entry.Note), new(Today, last, 0));
    }
}

/// <summary>Why and until when a report was sent back, last.</summary>
public sealed record ReturnNote(string Reason, DateOnly DueBefore);

/// <summary>A figure of the unit that counts.</summary>
public sealed record EarlierFigure(long Id, DateOnly AsOf, Figure Figure, ReadingState State, DateTimeOffset At);

/// <summary>A figure that was handed in.</summary>
/// <param name="Reason">Why it was returned.</param>
public sealed record SubmittedFigure(long Id, string Indicator, DateOnly AsOf, int Revision, Figure Figure, ReadingState State, string? Reason);

/// <summary>A file attached to a report.</summary>
/// <param name="Id">Its name in addresses.</param>
public sealed record AttachmentView(string Id, string Name, string Type, long Size, string By, DateTimeOffset At);
