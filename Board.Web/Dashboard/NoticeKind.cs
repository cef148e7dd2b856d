namespace Board.Web.Dashboard;

/// <summary>Why a page has nothing to show; each says what to do next.</summary>
public enum NoticeKind
{
    /// <summary>No plan has been loaded yet.</summary>
    NoPlan,

    /// <summary>The board is for those who signed in.</summary>
    NotPublic,

    /// <summary>Whoever is signed in may not do that.</summary>
    NotAllowed,

    /// <summary>There is no such page, plan or indicator.</summary>
    NotFound,

    /// <summary>The page does not take what was sent.</summary>
    BadRequest,

    /// <summary>The server failed.</summary>
    ServerFault,
}
