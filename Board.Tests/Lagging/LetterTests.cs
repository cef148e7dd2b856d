using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Lagging;
using Microsoft.Data.Sqlite;

namespace Board.Tests.Lagging;

/// <summary>A letter from its draft to its file: numbered, kept, never changed, and seen by whom it concerns.</summary>
public sealed class LetterTests
{
    [Fact]
    public async Task ALetter_IsIssuedOnce_HoweverOftenItIsClicked_AndIsInTheAudit()
    {
        await using var server = await FilledAsync();
        var draft = await DraftAsync(server, "dak-ru");
        var request = RequestOf(draft, "dak-ru");
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.Part<IssueLetter>().ExecuteAsync(Actor.Console, request)));
        Assert.Single(results.Distinct());
        Assert.Equal(1, Assert.IsType<IssueLetter.Result.Issued>(results[0]).Number);
        Assert.Equal(1, Sql.Number(server.Database, """SELECT count(*) FROM "DunningLetters" """));
        Assert.Equal(1, Sql.Number(server.Database, """SELECT count(*) FROM "Audit" WHERE "Action" = 'letter.issue'"""));
        // Whoever went back and wrote on is told, and keeps what was written.
        Assert.IsType<IssueLetter.Result.Used>(await server.Part<IssueLetter>().ExecuteAsync(Actor.Console, request with { Text = request.Text with { Body = "Khác" } }));
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);
    }

    [Fact]
    public async Task ALetter_SaysTheFiguresOfItsMoment_AndKeepsThem()
    {
        await using var server = await FilledAsync();
        var draft = await DraftAsync(server, "dak-ru");
        Assert.Contains("đạt 70,0 % (700/1.000) đến ngày 31/10/2023; mục tiêu từ 80 % trở lên; còn thiếu 100 người", draft.Letter.Text.Body, StringComparison.Ordinal);
        Assert.Contains("báo cáo quý III/2023 (hạn gửi trước ngày 03/09/2023)", draft.Letter.Text.Body, StringComparison.Ordinal);
        Assert.Equal(["UBND xã Đắk Ru"], LetterWords.Addressees(draft.Letter.Facts));
        var issued = Assert.IsType<IssueLetter.Result.Issued>(await server.Part<IssueLetter>().ExecuteAsync(Actor.Console, RequestOf(draft, "dak-ru")));
        using var office = await server.ClientAsync(Role.Secretariat);
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-ru", 990));
        var (kept, _) = await server.Part<FindLetter>().ExecuteAsync(Actor.Console, issued.Id);
        Assert.Equal(100, kept!.Facts.Units.Single().Gaps.Single(gap => gap.Code == "1a").Count);
        Assert.Equal(draft.Letter.Text.Body, kept.Text.Body);
    }

    [Fact]
    public async Task WhatMovedSinceTheDraft_IsSaid_AndNothingIsIssued()
    {
        await using var server = await FilledAsync();
        var draft = await DraftAsync(server, "dak-ru");
        using var office = await server.ClientAsync(Role.Secretariat);
        // Another unit's figure changes the share, and nothing of what is asked.
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-sin", 100));
        Assert.Equal(draft.Token, (await DraftAsync(server, "dak-ru")).Token);
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-ru", 710));
        var moved = Assert.IsType<IssueLetter.Result.Moved>(await server.Part<IssueLetter>().ExecuteAsync(Actor.Console, RequestOf(draft, "dak-ru")));
        Assert.Contains("còn thiếu 90 người", moved.Now.Letter.Text.Body, StringComparison.Ordinal);
        Assert.Equal(0, Sql.Number(server.Database, """SELECT count(*) FROM "DunningLetters" """));
        Assert.IsType<IssueLetter.Result.Issued>(await server.Part<IssueLetter>().ExecuteAsync(Actor.Console, RequestOf(draft, "dak-ru") with { Token = moved.Now.Token }));
        // A colleague who drafted before that letter is told of it.
        var late = Assert.IsType<IssueLetter.Result.Moved>(await server.Part<IssueLetter>().ExecuteAsync(Actor.Console, RequestOf(draft, "dak-ru") with { Token = moved.Now.Token }));
        Assert.Equal(1, late.Now.Last!.Number);
    }

    [Theory]
    [InlineData("body", " ", "missing")]
    [InlineData("body", "\u0007", "control-characters")]
    [InlineData("subject", "", "missing")]
    [InlineData("due", "", "missing")]
    [InlineData("due", "31/02/2023", "not-a-day")]
    [InlineData("due", "23/11/2023", "due-in-past")]
    [InlineData("due", "01/01/2033", "due-too-far")]
    [InlineData("copies", "", "missing")]
    [InlineData("capacity", "\n", "missing")]
    public async Task WhatIsWrong_IsNamed_AndNothingIsStored(string field, string text, string code)
    {
        await using var server = await FilledAsync();
        var request = RequestOf(await DraftAsync(server, "dak-ru"), "dak-ru");
        var written = request.Text;
        request = request with
        {
            Text = field switch
            {
                "body" => written with { Body = text }, "subject" => written with { Subject = text }, "due" => written with { Due = text }, "copies" => written with { Copies = text },
                _ => written with { Capacity = text },
            },
        };
        var before = Sql.Counts(server.Database);
        var refused = Assert.IsType<IssueLetter.Result.Refused>(await server.Part<IssueLetter>().ExecuteAsync(Actor.Console, request));
        Assert.Equal((field, code), refused.Rejections.Select(fault => (fault.Field, fault.Code)).Single());
        Assert.Equal(before, Sql.Counts(server.Database));
    }

    [Fact]
    public async Task TheDatabase_RefusesToChangeALetter()
    {
        await using var server = await FilledAsync();
        Assert.IsType<IssueLetter.Result.Issued>(await server.Part<IssueLetter>().ExecuteAsync(Actor.Console, RequestOf(await DraftAsync(server, "dak-ru"), "dak-ru")));
        foreach (var order in (string[])["""UPDATE "DunningLetters" SET "Body" = 'x'""", """DELETE FROM "DunningLetters" """])
            Assert.Contains("append-only", Assert.Throws<SqliteException>(() => Execute(server.Database, order)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneLetterToAll_IsSeenByEachOfThem_AndByNobodyElse()
    {
        await using var server = await FilledAsync();
        var some = await DraftAsync(server, "dak-ru", "dak-sin");
        var issued = Assert.IsType<IssueLetter.Result.Issued>(await server.Part<IssueLetter>().ExecuteAsync(Actor.Console, RequestOf(some, "dak-ru", "dak-sin")));
        foreach (var (role, unit, status) in ((Role, string?, HttpStatusCode)[])
        [
            (Role.Reporter, "dak-ru", HttpStatusCode.OK), (Role.Reporter, "dak-sin", HttpStatusCode.OK), (Role.Reporter, "dak-wer", HttpStatusCode.NotFound),
            (Role.Committee, null, HttpStatusCode.OK), (Role.Viewer, null, HttpStatusCode.Forbidden),
        ])
        {
            using var visitor = await server.VisitorAsync(role, unit);
            using var answer = await visitor.Client.GetAsync($"/lagging/letters/{issued.Id}");
            Assert.Equal(status, answer.StatusCode);
            if (role != Role.Viewer) Assert.Equal(status == HttpStatusCode.OK, (await visitor.Client.GetStringAsync("/lagging/letters")).Contains("data-letter=\"1\"", StringComparison.Ordinal));
        }
        // All debtors are all but the standing office, which writes.
        var all = await DraftAsync(server);
        Assert.DoesNotContain(all.Letter.Facts.Units, unit => unit.Code == "vhtt");
        Assert.Equal(22, all.Letter.Facts.Units.Count);
        Assert.Equal(1, all.Last!.Number);
    }

    [Fact]
    public async Task TheApi_AndTheTable_SayWhatThePageSays()
    {
        await using var server = await FilledAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-sin", 100, "2023-09-30"));
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-sin", 790));
        var json = (await office.GetFromJsonAsync<JsonNode>($"/api/v1/plans/{BoardServer.Plan}/lagging"))!;
        var first = json["indicators"]![0]!;
        Assert.Equal("1a", (string)first["code"]!);
        Assert.Equal(110, (int)first["people"]!);
        Assert.Equal(["dak-sin"], first["odd"]!.AsArray().Select(unit => (string)unit!));
        Assert.Equal("dak-ru", (string)json["holders"]![0]!["unit"]!);
        var table = await office.GetStringAsync($"/api/v1/plans/{BoardServer.Plan}/lagging.csv?trouble=odd");
        Assert.Equal(2, table.TrimEnd().Split("\r\n").Length);
        // Which figures are odd, units are not told of each other.
        using var reporter = await server.ClientAsync(Role.Reporter, "dak-ru");
        Assert.Empty((await reporter.GetFromJsonAsync<JsonNode>($"/api/v1/plans/{BoardServer.Plan}/lagging"))!["indicators"]![0]!["odd"]!.AsArray());
    }

    private static async Task<BoardServer> FilledAsync()
    {
        var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await server.ReachAsync(await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700));
        return server;
    }

    private static async Task<DraftLetter.Draft> DraftAsync(BoardServer server, params string[] units)
    {
        var (draft, refusal) = await server.Part<DraftLetter>().ExecuteAsync(Actor.Console, BoardServer.Plan, units);
        Assert.Null(refusal);
        return draft!;
    }

    private static IssueLetter.Request RequestOf(DraftLetter.Draft draft, params string[] units) => new(BoardServer.Plan, units, draft.Letter.Text, draft.Token, Guid.NewGuid().ToString("N"));

    private static void Execute(string database, string order)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = order;
        command.ExecuteNonQuery();
    }
}
