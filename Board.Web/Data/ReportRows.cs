using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Board.Domain.Calendar;
using Board.Domain.Readings;
using Board.Domain.Reports;

namespace Board.Web.Data;

/// <summary>A unit's report for a period: its draft, and what has become of it. There is one for each duty at most.</summary>
public sealed class ReportRow
{
    public long Id { get; init; }
    public required string PlanId { get; init; }
    public required string Period { get; init; }
    public required string Unit { get; init; }

    /// <summary>Code of the reporting rule that asks for it.</summary>
    public required string Rule { get; init; }

    /// <summary>Raised by each saving of the draft; 0 until the first.</summary>
    public required int Version { get; set; }

    /// <summary>A <see cref="ReportContent"/>; what was handed in, once it was.</summary>
    public required string Draft { get; set; }

    /// <summary>Who changed which field last, as JSON by field.</summary>
    public required string Stamps { get; set; }
    public required string? SavedBy { get; set; }
    public required DateTime? SavedAt { get; set; }

    public required ReportState State { get; set; }

    /// <summary>How often it was handed in; the last of these holds the receipt.</summary>
    public int Submissions { get; set; }
    public string? Receipt { get; set; }
    public DateTime? SubmittedAt { get; set; }
    public int? DaysLate { get; set; }
    public int TimesReturned { get; set; }

    /// <summary>Why it was last sent back.</summary>
    public string? ReturnReason { get; set; }
    public DateOnly? DueAgainBefore { get; set; }

    /// <summary>The board version at which its state last changed.</summary>
    public required long BoardVersion { get; set; }

    public ReportContent Content => ReportJsonText.Read<ReportContent>(Draft);

    public Dictionary<string, FieldStamp> FieldStamps => ReportJsonText.Read<Dictionary<string, FieldStamp>>(Stamps);

    public ReportStanding Standing => new(State, SubmittedAt is { } at ? new(at) : null, DaysLate, DueAgainBefore, TimesReturned);
}

/// <summary>Who changed a field last, and when.</summary>
public sealed record FieldStamp(string By, DateTimeOffset At);

/// <summary>A report as it was handed in. The database itself refuses to change one.</summary>
public sealed class SubmissionRow
{
    public long Id { get; init; }
    public required long ReportId { get; init; }

    /// <summary>1 for the first, rising by one.</summary>
    public required int Number { get; init; }
    public required string Receipt { get; init; }
    public required string Content { get; init; }

    /// <summary>What was attached: names, sizes and hashes as JSON.</summary>
    public required string Attachments { get; init; }
    public required string By { get; init; }
    public required DateTime At { get; init; }

    /// <summary>The day that held for it.</summary>
    public required DateOnly DueBefore { get; init; }
    public required int DaysLate { get; init; }
}

/// <summary>A figure that a submission handed in, or handed in again. The database itself refuses to change one.</summary>
public sealed class SubmittedReadingRow
{
    public long Id { get; init; }
    public required long SubmissionId { get; init; }
    public required long ReadingId { get; init; }
}

/// <summary>What the secretariat decided of a report or of one figure. The database itself refuses to change one.</summary>
public sealed class ReviewRow
{
    public long Id { get; init; }
    public required string PlanId { get; init; }

    /// <summary>The report that it is about; null for a single figure.</summary>
    public required long? ReportId { get; init; }

    /// <summary>The figure that it is about; null for a whole report.</summary>
    public required long? ReadingId { get; init; }

    /// <summary><see cref="ReadingState.Accepted"/> or <see cref="ReadingState.Returned"/>.</summary>
    public required ReadingState Verdict { get; init; }
    public required string? Reason { get; init; }
    public required DateOnly? DueBefore { get; init; }
    public required string By { get; init; }
    public required DateTime At { get; init; }
}

/// <summary>One thing that was said of an assignment. The database itself refuses to change one.</summary>
public sealed class AssignmentProgressRow
{
    public long Id { get; init; }
    public required string PlanId { get; init; }
    public required string Assignment { get; init; }

    /// <summary>The lead that said it; null where the secretariat did, for all of them.</summary>
    public required string? Unit { get; init; }
    public required AssignmentStatus Status { get; init; }
    public required decimal? Percent { get; init; }
    public required string? Note { get; init; }
    public required string By { get; init; }
    public required DateTime At { get; init; }

    /// <summary>How it came in: <c>api</c>, <c>report</c> …</summary>
    public required string Source { get; init; }

    /// <summary>True if both say the same of the same assignment, in the same name.</summary>
    public bool Repeats(AssignmentProgressRow before) =>
        (PlanId, Assignment, Unit, Status, Percent, Note, Source) == (before.PlanId, before.Assignment, before.Unit, before.Status, before.Percent, before.Note, before.Source);

    public ProgressEntry ToEntry() => new(Unit, Status, Percent, Note, By, new(At));
}

/// <summary>A file that is attached to a report. It lies beside the database under <see cref="File"/>.</summary>
public sealed class AttachmentRow
{
    public long Id { get; init; }
    public required long ReportId { get; init; }

    /// <summary>Random: its name in addresses and on disk.</summary>
    public required string File { get; init; }

    /// <summary>The name that its sender gave it, without any path.</summary>
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required long Size { get; init; }
    public required byte[] Hash { get; init; }
    public required string By { get; init; }
    public required DateTime At { get; init; }
    public DateTime? RemovedAt { get; set; }
}

/// <summary>How a report's parts are written in the database.</summary>
public static class ReportJsonText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Json)!;
}
