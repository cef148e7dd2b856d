using System.Text.Json.Nodes;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Board.Tests.Reminders;

/// <summary>Letters through a real mail server, whatever it does: nothing lost, nothing twice, and the ledger says what happened.</summary>
public sealed class MailTests
{
    private static readonly DateTimeOffset Morning = new(2023, 11, 24, 8, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task ALetter_SaysWhatIsOwed_UntilWhen_AndWhereTo()
    {
        await using var mail = await SmtpServer.StartAsync();
        // The Saturday a week before the last day, of a unit that owes nothing else any more.
        await using var server = await BoardServer.StartAtAsync(Morning.AddDays(-200), [.. mail.Settings, "Board:PublicUrl=https://board.huyen.vn"]);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru", "Điểu Đắk Ru");
        server.Clock.SetUtcNow(new(2023, 5, 26, 1, 0, 0, TimeSpan.Zero));
        await RoundAsync(server);

        var letter = Assert.Single(mail.Taken);
        Assert.Equal(["dakru@huyen.vn"], Strings(letter["to"]));
        Assert.Equal("board@localhost", (string?)letter["from"]);
        Assert.Equal("Sắp đến hạn: Báo cáo quý II/2023 của Xã Đắk Ru", ((string?)letter["subject"])!.Replace("UBND xã", "Xã", StringComparison.Ordinal));
        foreach (var body in new[] { (string)letter["text"]!, (string)letter["html"]! })
        {
            Assert.Contains("Kính gửi Điểu Đắk Ru", body, StringComparison.Ordinal);
            Assert.Contains("còn 7 ngày", body, StringComparison.Ordinal);
            Assert.Contains("02/06/2023 (trước ngày 03/06/2023)", body, StringComparison.Ordinal);
            Assert.Contains("https://board.huyen.vn/reports/2023-Q2/dak-ru?plan=dak-rlap-2023", body, StringComparison.Ordinal);
        }
        var row = Assert.Single(await RowsAsync(server));
        Assert.Equal((ReminderState.Sent, "dakru@huyen.vn", $"<{row.MessageId}>"), (row.State, row.SentTo, (string?)letter["id"]));

        // The first letter brings the day for the recipient's own calendar; the second doesn't.
        var attached = Ical.Net.Calendar.Load((string)Assert.Single(letter["attachments"]!.AsArray())!["text"]!)!;
        var entry = Assert.Single(attached.Events);
        Assert.Equal((new DateOnly(2023, 6, 2), false), (entry.Start!.Date, entry.Start.HasTime));
        server.Clock.SetUtcNow(new(2023, 5, 30, 1, 0, 0, TimeSpan.Zero));
        await RoundAsync(server);
        Assert.Empty(mail.Taken[1]["attachments"]!.AsArray());
        Assert.Empty(await BrokenAsync(server));
    }

    [Fact]
    public async Task TheLastWorkingDay_IsSaid_AndEnglishIsSpokenToWhoChoseIt()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(new(2023, 8, 26, 8, 0, 0, TimeSpan.FromHours(7)), mail.Settings);
        var id = await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        Assert.True(await server.Part<ChooseLanguage>().ExecuteAsync(new(ActorKind.Account, id), "en"));
        await RoundAsync(server);
        var letter = mail.Taken.Single(letter => ((string)letter["text"]!).Contains("2023-Q3", StringComparison.Ordinal));
        Assert.StartsWith("Due soon: Report for ", (string?)letter["subject"], StringComparison.Ordinal);
        Assert.Contains("Last day: Saturday, 02/09/2023 (before 03/09/2023)", (string?)letter["text"], StringComparison.Ordinal);
        Assert.Contains("Last working day: Thursday, 31/08/2023", (string?)letter["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsHandedInMeanwhile_IsNotReminded()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        // Found due, but not sent before the report came in.
        Assert.Equal(3, await server.Part<ScanReminders>().ExecuteAsync());
        await HandInAsync(server, "2023-Q3");
        await RoundAsync(server);
        Assert.Equal(2, mail.Taken.Count);
        Assert.Equal(ReminderState.Lapsed, (await RowsAsync(server)).Single(row => row.Duty.Contains("2023-Q3", StringComparison.Ordinal) && row.EndedAt is not null && row.Stage == "escalated").State);
        Assert.Empty(await BrokenAsync(server));
    }

    [Fact]
    public async Task SixHoursWithoutAMailServer_LoseNothing()
    {
        var mail = await SmtpServer.StartAsync(Ports.Next());
        var port = mail.Port;
        await mail.DisposeAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        foreach (var unit in new[] { "dak-ru", "dak-sin", "nhan-co" }) await server.AccountAsync($"{unit}@huyen.vn", Role.Reporter, unit);
        for (var minute = 0; minute < 360; minute += 5)
        {
            await RoundAsync(server);
            server.Clock.Advance(TimeSpan.FromMinutes(5));
        }
        Assert.All((await RowsAsync(server)).Where(row => row.State != ReminderState.Superseded), row =>
        {
            Assert.Equal(ReminderState.Due, row.State);
            Assert.InRange(row.Attempts, 8, 14);
            Assert.Contains("refused", row.LastFault, StringComparison.OrdinalIgnoreCase);
        });

        await using var again = await SmtpServer.StartAsync(port);
        for (var minute = 0; minute < 65; minute += 5)
        {
            await RoundAsync(server);
            server.Clock.Advance(TimeSpan.FromMinutes(5));
        }
        Assert.Equal(9, again.Taken.Count);
        Assert.Equal(9, again.Taken.Select(letter => (string?)letter["id"]).Distinct().Count());
        Assert.DoesNotContain(await RowsAsync(server), row => row.State is ReminderState.Due or ReminderState.Claimed);
    }

    [Fact]
    public async Task ADayInVain_IsAVisibleFailure()
    {
        var mail = await SmtpServer.StartAsync(Ports.Next());
        await mail.DisposeAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        for (var half = 0; half < 51; half++)
        {
            await RoundAsync(server);
            server.Clock.Advance(TimeSpan.FromMinutes(30));
        }
        // The next stage of the fourth quarter comes due in that time; it is not a day old.
        Assert.All((await RowsAsync(server)).Where(row => row.Stage == "escalated"), row => Assert.Equal(ReminderState.Failed, row.State));
        Assert.Empty(await BrokenAsync(server));
    }

    [Fact]
    public async Task PutOffAndThenTaken_IsSentOnce_WithTheSameIdentity()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await mail.OrderAsync("later 2");
        await RoundAsync(server);
        Assert.Equal((1, 2), (mail.Taken.Count, mail.Of("later").Count));
        Assert.Equal(2, (await RowsAsync(server)).Count(row => row.State == ReminderState.Due && row.LastFault!.StartsWith("451 ", StringComparison.Ordinal)));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await RoundAsync(server);
        Assert.Equal(3, mail.Taken.Count);
        Assert.Empty(mail.Of("later").Select(letter => (string?)letter["id"]).Except(mail.Taken.Select(letter => (string?)letter["id"])));
        Assert.Equal(3, (await RowsAsync(server)).Count(row => row.State == ReminderState.Sent));
    }

    [Fact]
    public async Task RefusedForGood_FailsAtOnce_AndIsNotTriedAgain()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await mail.OrderAsync("refuse");
        await RoundAsync(server);
        await mail.OrderAsync("ok");
        server.Clock.Advance(TimeSpan.FromHours(3));
        await RoundAsync(server);
        Assert.Empty(mail.Taken);
        Assert.Equal(3, (await RowsAsync(server)).Count(row => row.State == ReminderState.Failed && row.LastFault == "550 5.1.1 No such mailbox"));
    }

    [Fact]
    public async Task DroppedAfterData_IsSentAgain_WithTheSameIdentity()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await mail.OrderAsync("drop 1");
        await RoundAsync(server);
        // The others are none the worse for it.
        Assert.Equal(2, mail.Taken.Count);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await RoundAsync(server);
        Assert.Equal(3, mail.Taken.Count);
        Assert.Contains((string?)Assert.Single(mail.Of("dropped"))["id"], mail.Taken.Select(letter => (string?)letter["id"]));
    }

    [Theory]
    [InlineData("mute")]
    [InlineData("hold")]
    public async Task AServerThatStalls_CostsOthersNothing(string order)
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        using var office = await server.ClientAsync(Role.Secretariat);
        await mail.OrderAsync(order);
        var round = RoundAsync(server);
        await Patience.UntilAsync(() => mail.Of("held").Count > 0, "a stalled letter");

        // The clock stands, so the letter is not given up meanwhile: whoever waited for it would wait for ever.
        for (var i = 0; i < 10; i++)
        {
            using var page = await server.Anonymous.GetAsync("/").WaitAsync(Patience.Most, TimeProvider.System);
            Assert.True(page.IsSuccessStatusCode);
            await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700 + i).WaitAsync(Patience.Most, TimeProvider.System);
        }
        Assert.False(round.IsCompleted);

        await OutlastAsync(server, mail, round);
        Assert.All((await RowsAsync(server)).Where(row => row.State != ReminderState.Superseded), row => Assert.Equal("no answer within 60 s", row.LastFault));
        await mail.OrderAsync("ok");
        // Longer than the wait after as many tries as the round took.
        server.Clock.Advance(TimeSpan.FromMinutes(20));
        await RoundAsync(server);
        Assert.Equal(3, mail.Taken.Count);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("stall")]
    public async Task AnAddressAtWhichTheServerBreaksOff_KeepsNoOtherLetterBack(string order)
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        // Its three letters are the first of every round.
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await server.AccountAsync("daksin@huyen.vn", Role.Reporter, "dak-sin");
        await mail.OrderAsync($"{order} dakru@huyen.vn");
        await OutlastAsync(server, mail, RoundAsync(server));
        Assert.Equal(["daksin@huyen.vn"], mail.Taken.SelectMany(letter => Strings(letter["to"])).Distinct());
        Assert.Equal(3, mail.Taken.Count);
        Assert.All((await RowsAsync(server)).Where(row => row.Unit == "dak-ru" && row.State != ReminderState.Superseded), row =>
        {
            Assert.Equal(ReminderState.Due, row.State);
            Assert.NotNull(row.LastFault);
        });
        await mail.OrderAsync("ok");
        server.Clock.Advance(TimeSpan.FromMinutes(20));
        await RoundAsync(server);
        Assert.Equal(6, mail.Taken.Count);
        Assert.Empty(await BrokenAsync(server));
    }

    [Fact]
    public async Task ALetterThatCanNotBeMade_KeepsNoOtherOneBack_AndIsAVisibleFailureInTheEnd()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await server.AccountAsync("daksin@huyen.vn", Role.Reporter, "dak-sin");
        await server.Part<ScanReminders>().ExecuteAsync();
        // As a hand might have left it: no letter can carry that identity.
        Sql.Run(server.Database, """DROP TRIGGER "Reminders_Key"; UPDATE "Reminders" SET "MessageId" = printf('%*s', "Id", '') WHERE "Channel" = 'Email' AND "Unit" = 'dak-ru'""");
        for (var hour = 0; hour < 27; hour++)
        {
            await RoundAsync(server);
            server.Clock.Advance(TimeSpan.FromHours(1));
        }
        // What came due meanwhile was written by the product again.
        var first = mail.Taken.Where(letter => !((string)letter["text"]!).Contains("2023-Q4", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, first.Count);
        Assert.All(first, letter => Assert.Equal(["daksin@huyen.vn"], Strings(letter["to"])));
        Assert.All((await RowsAsync(server)).Where(row => row is { Unit: "dak-ru", Stage: "escalated", State: not ReminderState.Superseded }), row => Assert.Equal(ReminderState.Failed, row.State));
    }

    [Fact]
    public async Task LettersOfAPlanThatCanNotBeRead_WaitUntilItCan()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await server.Part<ScanReminders>().ExecuteAsync();
        Sql.Run(server.Database, """CREATE TABLE "Kept" AS SELECT "File" FROM "Plans"; UPDATE "Plans" SET "File" = X'7B7D', "Version" = "Version" + 1""");
        await RoundAsync(server);
        Assert.Equal((0, 3), (mail.Taken.Count, (await RowsAsync(server)).Count(row => row is { State: ReminderState.Due, Attempts: 0 })));
        Sql.Run(server.Database, """UPDATE "Plans" SET "File" = (SELECT "File" FROM "Kept"), "Version" = "Version" + 1; DROP TABLE "Kept" """);
        await RoundAsync(server);
        Assert.Equal(3, mail.Taken.Count);
    }

    [Fact]
    public async Task NoMoreLettersAMinute_ThanTheSettingsAllow()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings[0], "Board:Mail:PerMinute=30");
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        var started = server.Clock.GetUtcNow();
        var round = RoundAsync(server);
        await Patience.UntilAsync(() =>
        {
            server.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return round.IsCompleted;
        }, "the round's end");
        // After each of the three.
        Assert.True(server.Clock.GetUtcNow() - started >= 3 * TimeSpan.FromSeconds(2));
        Assert.Equal(3, mail.Taken.Count);
        await round;
    }

    [Theory]
    [InlineData("Ban Chỉ đạo <bang@đắk-rlấp.vn>")]
    [InlineData("board@[127.0.0.1]")]
    public async Task ASenderOfAnyDomain_CanSend(string from)
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, [.. mail.Settings, $"Board:Mail:From={from}"]);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await RoundAsync(server);
        Assert.Equal(3, mail.Taken.Select(letter => (string?)letter["id"]).Distinct().Count());
        Assert.All((await RowsAsync(server)).Where(row => row.State != ReminderState.Superseded), row => Assert.Equal(ReminderState.Sent, row.State));
    }

    [Fact]
    public async Task Names_ReachTheHeadersAsIntended_AndNothingElse()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(new(2023, 5, 26, 8, 0, 0, TimeSpan.FromHours(7)), mail.Settings);
        await server.ImportAsync(SeedPlan.With(plan => plan["units"]!.AsArray().Single(unit => (string?)unit!["code"] == "dak-ru")!["name"] = "Xã \"Đắk Ru\", <b>anh hùng</b> & Cc: ai@do.vn 𠀀"));
        var id = await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        // Past the rules of accounts, as an older version or a hand might have left it.
        Sql.Run(server.Database, $"""UPDATE "Accounts" SET "Name" = 'Điểu "Ru", <ke@khac.vn>;' || char(13) || char(10) || 'Bcc: ke@khac.vn' || char(13) || char(10) || char(13) || char(10) || 'Xin chào' WHERE "Id" = {id}""");
        await RoundAsync(server);
        var letter = Assert.Single(mail.Taken);
        Assert.Equal(["dakru@huyen.vn"], Strings(letter["to"]));
        Assert.Equal(["dakru@huyen.vn"], Strings(letter["toAddress"]));
        Assert.Equal(["Điểu \"Ru\", <ke@khac.vn>; Bcc: ke@khac.vn Xin chào"], Strings(letter["toName"]));
        Assert.Equal("Sắp đến hạn: Báo cáo quý II/2023 của Xã \"Đắk Ru\", <b>anh hùng</b> & Cc: ai@do.vn 𠀀", (string?)letter["subject"]);
        Assert.DoesNotContain(Strings(letter["headers"]), header => header is "bcc" or "cc");
        Assert.Contains("&lt;b&gt;anh hùng&lt;/b&gt;", (string?)letter["html"], StringComparison.Ordinal);
        Assert.Contains("<b>anh hùng</b>", (string?)letter["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'đặng.rú@huyen.vn'")]
    [InlineData("'dang@đắk-rlấp.vn'")]
    [InlineData("'hai lần'")]
    public async Task AnAddressThatTheServerCanNotServe_CostsTheOthersNothing(string email)
    {
        await using var mail = await SmtpServer.StartAsync(only: "ascii");
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        var id = await server.AccountAsync("first@huyen.vn", Role.Reporter, "dak-ru");
        Sql.Run(server.Database, $"""UPDATE "Accounts" SET "Email" = {email} WHERE "Id" = {id}""");
        await server.AccountAsync("daksin@huyen.vn", Role.Reporter, "dak-sin");
        await RoundAsync(server);
        Assert.Equal(3, mail.Taken.Count(letter => Strings(letter["to"]).Contains("daksin@huyen.vn")));
        // A failure that somebody sees, and can mend with another address.
        Assert.All((await RowsAsync(server)).Where(row => row.Unit == "dak-ru" && row.State != ReminderState.Superseded), row =>
            Assert.Equal(ReminderState.Failed, row.State));
    }

    [Fact]
    public async Task WithoutAMailServer_LettersAreFiles()
    {
        await using var server = await BoardServer.StartAtAsync(Morning, "Board:Mail:PerMinute=100000");
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await RoundAsync(server);
        var files = Directory.GetFiles(Path.Combine(server.Folder, "mail"));
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.Equal(".eml", Path.GetExtension(file)));
        // Any reader can open them: nothing but ASCII, and no line too long.
        Assert.All(files.SelectMany(File.ReadLines), line => Assert.True(line.Length <= 998 && line.All(char.IsAscii), line));
        var letter = await MimeKit.MimeMessage.LoadAsync(files[0]);
        Assert.Equal("dakru@huyen.vn", Assert.IsType<MimeKit.MailboxAddress>(letter.To.Single()).Address);
        Assert.Contains("Kính gửi", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains(await RowsAsync(server), row => row.MessageId == letter.MessageId && row.State == ReminderState.Sent);
    }

    [Fact]
    public async Task TheClockSetBack_RepeatsNothing_AndFreesWhatItHeld()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await RoundAsync(server);
        server.Clock.Advance(TimeSpan.FromDays(12));
        await RoundAsync(server);
        var sent = mail.Taken.Count;
        server.Clock.AdjustTime(Morning);
        await RoundAsync(server);
        Assert.Equal(sent, mail.Taken.Count);

        // A lease that a clock gave which was a year ahead.
        await server.AccountAsync("daksin@huyen.vn", Role.Reporter, "dak-sin");
        await server.Part<ScanReminders>().ExecuteAsync();
        server.Clock.Advance(TimeSpan.FromDays(365));
        Assert.NotNull(await server.Part<ReminderClaims>().TakeAsync(default));
        server.Clock.AdjustTime(Morning);
        await RoundAsync(server);
        Assert.Equal(sent + 3, mail.Taken.Count);
    }

    [Fact]
    public async Task TheDatabase_KeepsWhatWasSent()
    {
        await using var server = await BoardServer.StartAtAsync(Morning, "Board:Mail:PerMinute=100000");
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await RoundAsync(server);
        foreach (var sql in new[]
        {
            """DELETE FROM "Reminders" """, """UPDATE "Reminders" SET "Recipient" = 'account:9' WHERE "State" = 'Superseded'""", """UPDATE "Reminders" SET "State" = 'Due' WHERE "State" = 'Sent'""",
            // Only that its recipient has seen it, once, and that of no letter.
            """UPDATE "Reminders" SET "ReadAt" = '2023-11-24 01:00:00' WHERE "Channel" = 'Email'""", """UPDATE "Reminders" SET "ReadAt" = '2023-11-24 01:00:00', "SentTo" = 'x' WHERE "Channel" = 'InApp' AND "State" = 'Sent'""",
        })
            Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => Sql.Run(server.Database, sql));
        const string read = """UPDATE "Reminders" SET "ReadAt" = '2023-11-24 01:00:00' WHERE "Channel" = 'InApp' AND "State" = 'Sent'""";
        Sql.Run(server.Database, read);
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => Sql.Run(server.Database, read));
    }

    // A letter that waits is given up after its longest time; the next one may wait as well.
    private static async Task OutlastAsync(BoardServer server, SmtpServer mail, Task round)
    {
        var waited = 0;
        await Patience.UntilAsync(() =>
        {
            for (var waiting = mail.Of("held").Count; waited < waiting; waited++) server.Clock.Advance(MailPost.Longest + TimeSpan.FromSeconds(1));
            return round.IsCompleted;
        }, "the round's end");
        await round;
    }

    private static Task RoundAsync(BoardServer server) => server.Part<ReminderRound>().RunAsync(CancellationToken.None);

    private static async Task<IReadOnlyList<ReminderRow>> RowsAsync(BoardServer server)
    {
        await using var db = await server.Part<IDbContextFactory<BoardDb>>().CreateDbContextAsync();
        return await db.Reminders.AsNoTracking().Where(row => row.Channel == ReminderChannel.Email).OrderBy(row => row.Id).ToListAsync();
    }

    private static async Task HandInAsync(BoardServer server, string period)
    {
        using var office = await server.ClientAsync(Role.Secretariat);
        var address = $"/api/v1/plans/{BoardServer.Plan}/reports/{period}/dak-ru";
        var report = JsonNode.Parse(await office.GetStringAsync(address))!;
        var unchanged = report["owes"]!.AsArray().Select(code => new { indicator = (string?)code, reason = "Không thay đổi" });
        using var saved = await System.Net.Http.Json.HttpClientJsonExtensions.PutAsJsonAsync(office, address, new { version = (int)report["version"]!, readings = Array.Empty<object>(), unchanged, progress = Array.Empty<object>() });
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        using var sent = await office.PostAsync(address + "/submit", null);
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
    }

    private static async Task<IReadOnlyList<string>> BrokenAsync(BoardServer server) =>
        [.. (await server.FindingsAsync()).Where(finding => finding.Faults.Count > 0).Select(finding => $"{finding.Invariant}: {string.Join("; ", finding.Faults)}")];

    private static string[] Strings(JsonNode? list) => [.. list!.AsArray().Select(one => (string)one!)];
}
