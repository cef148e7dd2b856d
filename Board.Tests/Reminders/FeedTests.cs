using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Board.Domain.Meetings;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Meetings;

namespace Board.Tests.Reminders;

/// <summary>The calendar that somebody's own programs read by a secret link.</summary>
public sealed partial class FeedTests
{
    private const string Hostile = "Xã \"Đắk Ru\"; <b>anh hùng</b>, \\n & BEGIN:VEVENT 𠀀 thị trấn ở rất xa về phía tây của huyện";

    [Fact]
    public async Task AReporter_FindsWhatItsUnitOwes_OnTheLastWorkingDay_ByTwoStrictReaders()
    {
        await using var server = await BoardServer.StartAsync("Board:PublicUrl=http://board.huyen.vn", "Board:PublicBoard=false");
        using var visitor = await server.VisitorAsync(Role.Reporter, "dak-ru");
        var path = await MakeAsync(visitor);
        using var answer = await server.Anonymous.GetAsync(path);
        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.True(answer.Headers.CacheControl is { Private: true, NoCache: true });
        var file = await answer.Content.ReadAsByteArrayAsync();

        var own = IcsFile.Read(file);
        Assert.Equal(
            [
                "20230602 dak-rlap-2023.unit-quarterly.2023-Q2.dak-ru@localhost", "20230614 dak-rlap-2023.unit-plan.once:unit-plan.dak-ru@localhost",
                "20230831 dak-rlap-2023.unit-quarterly.2023-Q3.dak-ru@localhost", "20231201 dak-rlap-2023.unit-quarterly.2023-Q4.dak-ru@localhost",
                "20231208 dak-rlap-2023.unit-annual.2023.dak-ru@localhost",
            ],
            own.Events.Select(one => $"{IcsFile.Of(one, "DTSTART")} {IcsFile.Of(one, "UID")}").Order());
        var third = own.Events.Single(one => IcsFile.Of(one, "UID").Contains("2023-Q3", StringComparison.Ordinal));
        Assert.Contains("02/09/2023 (trước ngày 03/09/2023)", IcsFile.Of(third, "DESCRIPTION"), StringComparison.Ordinal);
        Assert.Equal("http://board.huyen.vn/reports/2023-Q3/dak-ru?plan=dak-rlap-2023", IcsFile.Of(third, "URL"));

        var theirs = Ical.Net.Calendar.Load(Encoding.UTF8.GetString(file))!;
        Assert.Equal(own.Events.Select(one => $"{IcsFile.Of(one, "UID")} {IcsFile.Of(one, "SUMMARY")}").Order(), theirs.Events.Select(one => $"{one.Uid} {one.Summary}").Order());
        Assert.All(theirs.Events, one => Assert.False(one.Start!.HasTime));
    }

    [Theory]
    [InlineData(Role.Secretariat, "office-quarterly.2023-Q4.vhtt unit-quarterly.2023-Q4 assignment.1.vhtt")]
    [InlineData(Role.Committee, "office-quarterly.2023-Q4.vhtt")]
    [InlineData(Role.Viewer, "office-quarterly.2023-Q4.vhtt")]
    public async Task Others_FindWhatIsTheirs(Role role, string some)
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(role);
        var uids = (await ReadAsync(server, await MakeAsync(visitor))).Events.Select(one => IcsFile.Of(one, "UID")).ToList();
        foreach (var one in some.Split(' ')) Assert.Contains($"dak-rlap-2023.{one}@localhost", uids);
        // All units are one entry.
        Assert.DoesNotContain(uids, uid => uid.Contains("dak-ru", StringComparison.Ordinal));
        if (role == Role.Committee) Assert.All(uids, uid => Assert.EndsWith(".vhtt@localhost", uid, StringComparison.Ordinal));
    }

    [Fact]
    public async Task HostileNames_StayNames()
    {
        await using var server = await BoardServer.StartAsync();
        await server.ImportAsync(SeedPlan.With(plan => plan["units"]!.AsArray().Single(unit => (string?)unit!["code"] == "dak-ru")!["name"] = Hostile));
        using var visitor = await server.VisitorAsync(Role.Reporter, "dak-ru");
        var calendar = await ReadAsync(server, await MakeAsync(visitor));
        Assert.Equal(5, calendar.Events.Count);
        Assert.All(calendar.Events, one => Assert.Contains(Hostile, IcsFile.Of(one, "SUMMARY"), StringComparison.Ordinal));
        Assert.Equal($"Hạn chuyển đổi số – {Hostile}", IcsFile.Of(calendar.Calendar, "X-WR-CALNAME"));
    }

    [Fact]
    public async Task AReturnedReport_IsTheSameEntry_OnItsNewDay()
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Role.Reporter, "dak-ru");
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        using var office = await server.ClientAsync(Role.Secretariat);
        var path = await MakeAsync(visitor);
        var before = Fourth(await ReadAsync(server, path));
        await unit.HandInAsync();
        var handedIn = Fourth(await ReadAsync(server, path));
        Assert.Equal("✓ " + IcsFile.Of(before, "SUMMARY"), IcsFile.Of(handedIn, "SUMMARY"));

        server.Clock.Advance(TimeSpan.FromMinutes(1));
        using var returned = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
            office, $"/api/v1/plans/{BoardServer.Plan}/reports/2023-Q4/dak-ru/return", new { reason = "Thiếu thuyết minh", dueBefore = "2023-12-18" });
        Assert.True(returned.IsSuccessStatusCode, await returned.Content.ReadAsStringAsync());
        var again = Fourth(await ReadAsync(server, path));
        // The 17th is a Sunday.
        Assert.Equal(("20231201", "20231215"), (IcsFile.Of(before, "DTSTART"), IcsFile.Of(again, "DTSTART")));
        Assert.Equal(IcsFile.Of(before, "UID"), IcsFile.Of(again, "UID"));
        Assert.True(Sequence(again) > Sequence(before));
        Assert.True(string.CompareOrdinal(IcsFile.Of(again, "LAST-MODIFIED"), IcsFile.Of(handedIn, "LAST-MODIFIED")) > 0);
        Assert.True(string.CompareOrdinal(IcsFile.Of(handedIn, "LAST-MODIFIED"), IcsFile.Of(before, "LAST-MODIFIED")) >= 0);
    }

    [Fact]
    public async Task Meetings_StandInEverybodysCalendar_AndADecisionThatIsReportedSaysSo()
    {
        await using var server = await BoardServer.StartAsync("Board:PublicUrl=http://board.huyen.vn");
        using var visitor = await server.VisitorAsync(Role.Reporter, "dak-ru");
        using var viewer = await server.VisitorAsync(Role.Viewer);
        var (own, theirs) = (await MakeAsync(visitor), await MakeAsync(viewer));
        var meeting = Assert.IsType<MeetingResult.Done>(await server.Part<OpenMeeting>().ExecuteAsync(Actor.Console, new(BoardServer.Plan, MeetingKind.Plenary, "Phiên \"thứ ba\"; năm 2023"))).Number;
        Assert.IsType<MeetingResult.Done>(await server.Part<RecordDirective>().ExecuteAsync(Actor.Console, new(BoardServer.Plan, "Lắp mạng", null, "dak-ru", new(2023, 12, 3), null)));
        foreach (var path in (string[])[own, theirs])
        {
            var entry = (await ReadAsync(server, path)).Events.Single(one => IcsFile.Of(one, "UID") == $"dak-rlap-2023.meeting.{meeting}@localhost");
            Assert.Equal(("20231124", "Phiên \"thứ ba\"; năm 2023", $"http://board.huyen.vn/meetings/{meeting}"), (IcsFile.Of(entry, "DTSTART"), IcsFile.Of(entry, "SUMMARY"), IcsFile.Of(entry, "URL")));
            Assert.StartsWith("Loại phiên họp: Phiên họp toàn thể", IcsFile.Of(entry, "DESCRIPTION"), StringComparison.Ordinal);
        }

        // A Sunday: its last working day is Friday the 1st.
        var before = Decision(await ReadAsync(server, own));
        Assert.Equal("20231201", IcsFile.Of(before, "DTSTART"));
        server.Clock.Advance(TimeSpan.FromHours(1));
        Assert.IsType<MeetingResult.Done>(await server.Part<FollowDirective>().ExecuteAsync(Actor.Console, new(BoardServer.Plan, 1, DirectiveState.Done, null)));
        var after = Decision(await ReadAsync(server, own));
        Assert.Equal("✓ " + IcsFile.Of(before, "SUMMARY"), IcsFile.Of(after, "SUMMARY"));
        Assert.True(string.CompareOrdinal(IcsFile.Of(after, "LAST-MODIFIED"), IcsFile.Of(before, "LAST-MODIFIED")) > 0);

        static IReadOnlyList<IcsFile.Property> Decision(IcsFile calendar) => calendar.Events.Single(one => IcsFile.Of(one, "UID").Contains("directive.1@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NothingChanged_NothingIsSentAgain()
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Role.Secretariat);
        var path = await MakeAsync(visitor);
        using var first = await server.Anonymous.GetAsync(path);
        server.Clock.Advance(TimeSpan.FromHours(1));
        using var asked = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await server.Anonymous.SendAsync(asked);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task ALink_EndsWhenItIsRenewed_Ended_OrItsAccountIsDisabled_AndOnlyItsHashIsStored()
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Role.Reporter, "dak-ru");
        var first = await MakeAsync(visitor);
        await ReadAsync(server, first);
        Assert.DoesNotContain(first[10..^4], Encoding.Latin1.GetString(await ShareReadAsync(server.Database)), StringComparison.Ordinal);

        var second = await MakeAsync(visitor);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await StatusAsync(server, first), await StatusAsync(server, second)));
        using (var ended = await visitor.SendAsync("/account/manage", "/account/manage/feed")) Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, second));

        var third = await MakeAsync(visitor);
        var hidden = Visitor.Hidden(await visitor.Client.GetStringAsync("/account/manage"), "/account/manage/feed");
        using (var ended = await visitor.PostAsync("/account/manage/feed/off", hidden)) Assert.Equal("/account/manage?done=feed", visitor.PathOf(ended));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, third));

        var fourth = await MakeAsync(visitor);
        var account = Sql.Number(server.Database, """SELECT max("Id") FROM "Accounts" """);
        Assert.Null(await server.Part<SwitchAccount>().ExecuteAsync(Actor.Console, account, enabled: false));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, fourth));
        foreach (var nobodys in (string[])["/calendar/.ics", "/calendar/x.ics", $"/calendar/{new string('a', 5000)}.ics", "/calendar/..%2f..%2fboard.ics"])
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, nobodys));
    }

    private static IReadOnlyList<IcsFile.Property> Fourth(IcsFile calendar) => calendar.Events.Single(one => IcsFile.Of(one, "UID").Contains("2023-Q4", StringComparison.Ordinal));

    private static int Sequence(IReadOnlyList<IcsFile.Property> one) => int.Parse(IcsFile.Of(one, "SEQUENCE"), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> MakeAsync(Visitor visitor)
    {
        using var answer = await visitor.SendAsync("/account/manage", "/account/manage/feed");
        return Link().Match(await answer.Content.ReadAsStringAsync()).Value;
    }

    private static async Task<IcsFile> ReadAsync(BoardServer server, string path) => IcsFile.Read(await server.Anonymous.GetByteArrayAsync(path));

    private static async Task<HttpStatusCode> StatusAsync(BoardServer server, string path)
    {
        using var answer = await server.Anonymous.GetAsync(path);
        return answer.StatusCode;
    }

    // The server has the file open.
    private static async Task<byte[]> ShareReadAsync(string path)
    {
        var content = new MemoryStream();
        foreach (var file in new[] { path, path + "-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await stream.CopyToAsync(content);
        }
        return content.ToArray();
    }

    [GeneratedRegex("/calendar/[A-Za-z0-9_-]{43}\\.ics")]
    private static partial Regex Link();
}
