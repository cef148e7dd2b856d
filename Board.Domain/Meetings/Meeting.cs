namespace Board.Domain.Meetings;

/// <summary>What a meeting (phiên họp) is held for.</summary>
public enum MeetingKind
{
    /// <summary>Toàn thể.</summary>
    Plenary,

    /// <summary>Sơ kết.</summary>
    MidTerm,

    /// <summary>Tổng kết.</summary>
    YearEnd,

    /// <summary>Đột xuất.</summary>
    AdHoc,
}

/// <summary>A meeting of the committee on one plan. There is one open at most; once closed it never changes.</summary>
/// <param name="HeldOn">The plan's day.</param>
/// <param name="ClosedAt">Null while it goes on.</param>
public sealed record Meeting(
    long Id, MeetingKind Kind, string Title, DateOnly HeldOn, string OpenedBy, DateTimeOffset OpenedAt, string? ClosedBy, DateTimeOffset? ClosedAt)
{
    /// <summary>True until it is closed.</summary>
    public bool IsOpen => ClosedAt is null;
}
