namespace Board.Web.Meetings;

/// <summary>What lies over a meeting's slide.</summary>
public enum MeetingDialog
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A directive is recorded.</summary>
    Directive,

    /// <summary>A slide is looked for.</summary>
    Jump,

    /// <summary>A meeting is opened.</summary>
    Open,

    /// <summary>The meeting is closed.</summary>
    Close,

    /// <summary>Somebody else presents, and may be relieved.</summary>
    Relieve,

    /// <summary>The keys are listed.</summary>
    Keys,
}
