using System.Text.RegularExpressions;
using Board.Domain.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Assignments;

namespace Board.Tests.Reports;

/// <summary>A unit's start page holds everything that it is reminded of: its reports, and the dated assignments that it leads.</summary>
public sealed partial class OwnAssignmentsTests
{
    [Fact]
    public async Task TheStartPage_NamesDatedAssignments_UntilTheUnitHasDoneThem()
    {
        await using var server = await BoardServer.StartAsync();
        using var health = await server.VisitorAsync(Role.Reporter, "ttyt");
        using var commune = await server.VisitorAsync(Role.Reporter, "dak-ru");
        var page = await health.Client.GetStringAsync("/reports");
        // Undated ones are nobody's debt; the others are due by the year's end, in 37 days.
        Assert.Equal(["4 not-due", "9 not-due"], Named(page));
        Assert.Equal(2, Left().Count(System.Net.WebUtility.HtmlDecode(page)));
        Assert.Empty(Named(await commune.Client.GetStringAsync("/reports")));

        Assert.IsType<RecordProgress.Result.Stored>(await server.Part<RecordProgress>().ExecuteAsync(Actor.Console, new(BoardServer.Plan, "4", AssignmentStatus.Done, 100, "Xong", "test")));
        Assert.Equal(["9 not-due"], Named(await health.Client.GetStringAsync("/reports")));
        server.Clock.Advance(TimeSpan.FromDays(40));
        // A session does not last that long.
        using var again = await health.SignInAsync("Reporter-ttyt@huyen.vn");
        Assert.Equal(["9 overdue"], Named(await health.Client.GetStringAsync("/reports")));
    }

    private static IEnumerable<string> Named(string page) => Card().Matches(page).Select(card => $"{card.Groups[1].Value} {card.Groups[2].Value}");

    [GeneratedRegex("data-assignment=\"([^\"]+)\" data-state=\"([^\"]+)\"")]
    private static partial Regex Card();

    [GeneratedRegex("còn 37 ngày")]
    private static partial Regex Left();
}
