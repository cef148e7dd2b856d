using Board.Web.Access;

namespace Board.Web.Shell;

/// <summary>A part of the product that people go to, and who finds it in the navigation. What a role can't use isn't shown to it.</summary>
/// <param name="Path">Where it begins.</param>
/// <param name="TitleKey">The text key of its name.</param>
/// <param name="IsFor">Whether somebody with that permit, or nobody, is led there.</param>
/// <param name="Parts">Its own parts; then the path of the first that somebody may use is where it begins for them.</param>
public sealed record Area(string Path, string TitleKey, Func<Permit?, bool> IsFor, params IReadOnlyList<Area> Parts)
{
    /// <summary>Every area, in the order in which they are offered.</summary>
    public static IReadOnlyList<Area> All { get; } =
    [
        new("/", "Area.Board", _ => true),
        new("/assignments", "Area.Assignments", _ => true),
        new("/calendar", "Area.Calendar", _ => true),
        new("/lagging", "Area.Lagging", permit => permit is not null),
        new("/meeting", "Area.Meeting", permit => permit is not null),
        new("/directives", "Area.Directives", permit => permit is not null),
        new("/reports", "Area.Reports", permit => permit is { Role: not Role.Viewer }),
        new("/consolidated", "Area.Consolidated", permit => permit?.Role is Role.Committee or Role.Secretariat or Role.Admin),
        new("/admin", "Area.Administration", permit => permit is { KeepsPlans: true },
            new("/admin/plan", "Area.Plan", permit => permit is { KeepsPlans: true }),
            new("/admin/reminders", "Area.Reminders", permit => permit is { KeepsPlans: true }),
            new("/admin/accounts", "Area.Accounts", IsAdmin),
            new("/admin/tokens", "Area.Tokens", IsAdmin),
            new("/admin/audit", "Area.Audit", IsAdmin)),
    ];

    /// <summary>Its name in the page that lists all: "admin".</summary>
    public string Name => Path == "/" ? "board" : Path[1..];

    /// <summary>Where somebody gets to by it.</summary>
    public string PathFor(Permit? permit) => Parts.FirstOrDefault(part => part.IsFor(permit))?.Path ?? Path;

    /// <summary>True where a page belongs to it. The board's own page is only itself.</summary>
    public bool Holds(string path) => path == Path || Path != "/" && path.StartsWith(Path + "/", StringComparison.Ordinal);

    private static bool IsAdmin(Permit? permit) => permit?.Role == Role.Admin;
}
