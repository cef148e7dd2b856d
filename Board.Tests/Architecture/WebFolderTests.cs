using System.Reflection;
using System.Text.RegularExpressions;
using Board.Web.Live;

namespace Board.Tests.Architecture;

/// <summary>Rule 5: few watch the live board, and the concepts of the product don't lean on each other.</summary>
public sealed class WebFolderTests
{
    private const string Root = "Board.Web";

    private static readonly string[] Concepts =
        ["Dashboard", "Indicators", "Lagging", "Meetings", "Assignments", "Reports", "Reminders", "Calendar", "Search", "Administration"];

    /// <summary>LiveView draws inside a page on the beat of LiveFrames, BoardHub sends to open boards, and BoardFeeds is what renders for the hub.</summary>
    private static readonly string[] Watchers = ["LiveView", "LiveFrames", "BoardHub", "BoardFeeds", "LiveBoard"];

    /// <summary>Who puts concepts together: the start of the program, the whole API, the dashboard, the demo's stage.</summary>
    private static readonly string[] Composers = ["Program", "Server", "Commands", "Shell.Api", "Dashboard", "Demo"];

    private static readonly Type[] Web = typeof(LiveBoard).Assembly.GetTypes();

    [Fact]
    public void LiveBoard_IsWatchedByFew() => Assert.DoesNotContain(Watching(Web), name => !Watchers.Contains(name));

    [Fact]
    public void Watching_FindsAWatcher_AndAHolderOfAMailbox()
    {
        Assert.Contains("LiveView", Watching(Web));
        Assert.Equal(["WebFolderTests"], Watching([typeof(WatchesOnItsOwn)]));
        Assert.Equal(["WebFolderTests"], Watching([typeof(HoldsAMailbox)]));
        Assert.Empty(Watching([typeof(WebFolderTests)]));
    }

    [Fact]
    public void Concepts_DoNotUseEachOther() => Assert.Empty(Leaning(Web.SelectMany(Pairs)));

    [Fact]
    public void Concepts_DoNotNameEachOther() => Assert.Empty(Leaning(Source.Of(Root, ".cs", ".razor").SelectMany(Pairs)));

    [Theory]
    [InlineData("Indicators.Page", "Meetings.Meeting", true)]
    [InlineData("Indicators.Page", "Dashboard.BoardPages", true)]
    [InlineData("Live.LiveBoard", "Indicators.SubmitReading", true)]
    [InlineData("Shell.MainLayout", "Search.SearchBox", true)]
    [InlineData("_Imports.razor", "Search", true)]
    [InlineData("Indicators.Page", "Demo.DemoScene", true)]
    [InlineData("Shell.Api", "Indicators.ReadingsApi", false)]
    [InlineData("Dashboard.BoardPages", "Meetings.Meeting", false)]
    [InlineData("Server", "Meetings.Meeting", false)]
    [InlineData("Server.cs", "Demo", false)]
    [InlineData("Commands.ServeCommand", "Demo.DemoScene", false)]
    [InlineData("Indicators.Page", "Indicators.Island", false)]
    [InlineData("Indicators.Page", "Access.Actor", false)]
    [InlineData("Indicators.Page", "Live.LiveBoard", false)]
    public void Leaning_AllowsOnlyComposers(string user, string used, bool leans) => Assert.Equal(leans, Leaning([(user, used)]).Any());

    [Fact]
    public void Pairs_FindsAUse_InAssembliesAndInTexts()
    {
        Assert.Contains(("Indicators.SubmitReading", "Access.Actor"), Web.SelectMany(Pairs));
        Assert.Contains(("Shell.Api", "Indicators.ReadingsApi"), Web.SelectMany(Pairs));
        Assert.Equal([("Search.Box", "Meetings")], Pairs(new Source("Board.Web/Search/Box.razor", "@using Board.Web.Meetings")));
        Assert.Equal([("Search.Box", "Meetings")], Pairs(new Source("Board.Web/Search/Box.cs", "var a = Board.Web.Meetings.Meeting.Longest;")));
        Assert.Equal([("_Imports.razor", "Meetings")], Pairs(new Source("Board.Web/_Imports.razor", "@using Board.Web.Meetings")));
    }

    private static IEnumerable<string> Watching(IEnumerable<Type> types) => types
        .Where(type => Uses.Types(type).Contains(typeof(LiveBoard.Mailbox))
            || Uses.Members(type).OfType<MethodInfo>().Any(method =>
                (method.DeclaringType == typeof(LiveBoard) && method.Name == nameof(LiveBoard.Watch)) || (method.DeclaringType == typeof(LiveFrames) && method.Name == nameof(LiveFrames.Add))))
        .Select(type => Uses.Written(type).Name.Split('`')[0]).Distinct();

    private static IEnumerable<string> Leaning(IEnumerable<(string User, string Used)> pairs) => pairs
        .Select(pair => (pair.User, pair.Used, From: pair.User.Split('.')[0], To: pair.Used.Split('.')[0]))
        .Where(pair => pair.From != pair.To && (Concepts.Contains(pair.To) || pair.To == "Demo"))
        .Where(pair => !Composers.Contains(pair.From) && !Composers.Contains(pair.User))
        .Select(pair => $"{pair.User} uses {pair.Used}").Distinct();

    private static IEnumerable<(string, string)> Pairs(Type type) =>
        Name(type) is { } user ? Uses.Types(type).Select(Name).OfType<string>().Select(used => (user, used)) : [];

    private static IEnumerable<(string, string)> Pairs(Source source)
    {
        var parts = source.Path.Split('/')[1..];
        var user = parts.Length == 1 ? parts[0] : $"{parts[0]}.{Path.GetFileNameWithoutExtension(parts[^1])}";
        return Regex.Matches(source.Text, @"Board\.Web\.([A-Z]\w*)").Select(match => (user, match.Groups[1].Value));
    }

    private static string? Name(Type type)
    {
        var written = Uses.Written(type);
        return type.Namespace == Root || type.Namespace?.StartsWith(Root + ".", StringComparison.Ordinal) == true
            ? $"{type.Namespace}.{written.Name}"[(Root.Length + 1)..]
            : null;
    }

    private static class WatchesOnItsOwn
    {
        public static IDisposable Start(LiveBoard live) => live.Watch();
    }

    private static class HoldsAMailbox
    {
        public static ValueTask<LiveState> TakeAsync(LiveBoard.Mailbox mailbox) => mailbox.TakeAsync(default);
    }
}
