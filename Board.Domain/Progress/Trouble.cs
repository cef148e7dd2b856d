namespace Board.Domain.Progress;

/// <summary>What can be wrong with an indicator, each by itself: one may have several.</summary>
public enum Trouble
{
    /// <summary>Nguy cơ không đạt: the status says so.</summary>
    Lagging,

    /// <summary>Chậm: the status says so.</summary>
    Slow,

    /// <summary>Số liệu cũ: the newest figure is older than the last closed period.</summary>
    Stale,

    /// <summary>Thiếu số liệu: units have no figure at all.</summary>
    Incomplete,

    /// <summary>Chưa phân công: nobody leads it.</summary>
    Orphan,

    /// <summary>Số liệu bất thường: a figure that counts is odd beside the unit's figure before.</summary>
    Odd,
}
