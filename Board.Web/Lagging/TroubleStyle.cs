using Board.Domain.Progress;
using Board.Web.Live;
using Board.Web.Shell;

namespace Board.Web.Lagging;

/// <summary>What a trouble looks like: never its colour alone.</summary>
/// <param name="Code">In addresses and the page's hooks.</param>
/// <param name="Class">Carries the colour.</param>
/// <param name="Icon">The path of its icon in a square of 16.</param>
public sealed record TroubleStyle(string Code, string Class, string WordKey, string Icon)
{
    private const string Person = "M8 8.200a2.700 2.700 0 1 0 0-5.400 2.700 2.700 0 0 0 0 5.400";

    /// <summary>All of them, the worst first.</summary>
    public static IReadOnlyList<Trouble> InOrder { get; } = Enum.GetValues<Trouble>();

    /// <summary>Those that a reader is told of.</summary>
    public static IEnumerable<Trouble> ColumnsFor(bool seesOdd) => InOrder.Where(one => one != Trouble.Odd || seesOdd);

    /// <summary>The look of one.</summary>
    public static TroubleStyle Of(Trouble trouble) => trouble switch
    {
        Trouble.Lagging => Like(trouble, ProgressStatus.Lagging),
        Trouble.Slow => Like(trouble, ProgressStatus.Slow),
        Trouble.Stale => Like(trouble, ProgressStatus.Stale),
        Trouble.Incomplete => Plain(trouble, "M2.500 2.500h4.200v4.200H2.500zM9.300 2.500h4.200v4.200H9.300zM2.500 9.300h4.200v4.200H2.500zM9.500 11.400h4"),
        Trouble.Orphan => Plain(trouble, $"{Person}M3 14.200c0-5.600 10-5.600 10 0M2 2l12 12"),
        _ => Plain(trouble, "M1.600 9.500h2.600l2-6.500 3.200 10.500 2-4h3"),
    };

    /// <summary>The trouble of a code; null for anything else.</summary>
    public static Trouble? Find(string? code) => InOrder.Cast<Trouble?>().FirstOrDefault(trouble => Of(trouble!.Value).Code == code);

    private static TroubleStyle Like(Trouble trouble, ProgressStatus status) => Plain(trouble, StatusStyle.Of(status).Icon) with { Class = StatusStyle.Of(status).Class };

    private static TroubleStyle Plain(Trouble trouble, string icon) => new(ProgressJson.Word(trouble), "status-unrated", $"Lagging.Trouble.{trouble}", icon);
}
