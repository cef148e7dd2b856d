using Board.Domain.Readings;

namespace Board.Web.Meetings;

/// <summary>What came of something that was asked of a meeting or a directive. Only <see cref="Done"/> changed anything.</summary>
public abstract record MeetingResult
{
    /// <summary>It is stored.</summary>
    /// <param name="Number">Of the meeting or directive.</param>
    public sealed record Done(long Number) : MeetingResult;

    /// <summary>Refused by a rule.</summary>
    public sealed record Refused(IReadOnlyList<Rejection> Rejections) : MeetingResult;

    /// <summary>Somebody else was first.</summary>
    /// <param name="Code">Why, as a refusal.</param>
    public sealed record Conflict(string Code) : MeetingResult;

    /// <summary>The role does not do this.</summary>
    public sealed record NotAllowed : MeetingResult;

    /// <summary>No such plan, meeting or directive, or another unit's.</summary>
    public sealed record NotFound : MeetingResult;
}
