namespace Board.Domain.Progress;

/// <summary>The one word on a gauge. Derived from result, evidence and pace, in this order of precedence.</summary>
public enum ProgressStatus
{
    /// <summary>Chưa có số liệu: no effective reading at all.</summary>
    NoData,

    /// <summary>Đạt: the target is met even if every missing unit has nothing.</summary>
    Achieved,

    /// <summary>Số liệu cũ: the newest figure is older than the last period whose deadline has passed.</summary>
    Stale,

    /// <summary>Đúng tiến độ: pace at least 0.95.</summary>
    OnTrack,

    /// <summary>Chậm: pace at least 0.60.</summary>
    Slow,

    /// <summary>Nguy cơ không đạt: pace under 0.60, or the value under its baseline.</summary>
    Lagging,

    /// <summary>Chưa đủ cơ sở đánh giá: a value, but nothing to judge a pace by.</summary>
    Unrated,
}

/// <summary>Is the target met?</summary>
public enum ProgressResult
{
    /// <summary>Nothing was reported.</summary>
    Unknown,

    /// <summary>The target is not met, or missing units could still undo it.</summary>
    NotMet,

    /// <summary>Met, whatever the missing units have.</summary>
    Met,

    /// <summary>Met, and at or over the far end of the range.</summary>
    MetAim,
}

/// <summary>Is the figure fresh and complete?</summary>
public enum Evidence
{
    /// <summary>Nothing was reported.</summary>
    None,

    /// <summary>The newest figure is too old.</summary>
    Stale,

    /// <summary>Fresh, but units are missing.</summary>
    Incomplete,

    /// <summary>Fresh, and every expected unit has reported.</summary>
    Complete,
}
