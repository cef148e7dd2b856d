using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Reminders;

namespace Board.Tests.Reminders;

/// <summary>What letters say, to whom, how fast and how often, through a real mail server.</summary>
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
        await server.RoundAsync();

        var letter = Assert.Single(mail.Taken);
        Assert.Equal(["dakru@huyen.vn"], SmtpServer.Strings(letter["to"]));
        Assert.Equal("board@localhost", (string?)letter["from"]);
        Assert.Equal("Sắp đến hạn: Báo cáo quý II/2023 của Xã Đắk Ru", ((string?)letter["subject"])!.Replace("UBND xã", "Xã", StringComparison.Ordinal));
        foreach (var body in new[] { (string)letter["text"]!, (string)letter["html"]! })
        {
            Assert.Contains("Kính gửi Điểu Đắk Ru", body, StringComparison.Ordinal);
            Assert.Contains("còn 7 ngày", body, StringComparison.Ordinal);
            Assert.Contains("02/06/2023 (trước ngày 03/06/2023)", body, StringComparison.Ordinal);
            Assert.Contains("https://board.huyen.vn/reports/2023-Q2/dak-ru?plan=dak-rlap-2023", body, StringComparison.Ordinal);
        }
        var row = Assert.Single(await server.LedgerAsync());
        Assert.Equal((ReminderState.Sent, "dakru@huyen.vn", $"<{row.MessageId}>"), (row.State, row.SentTo, (string?)letter["id"]));

        // The first letter brings the day for the recipient's own calendar; the second doesn't.
        var attached = Ical.Net.Calendar.Load((string)Assert.Single(letter["attachments"]!.AsArray())!["text"]!)!;
        var entry = Assert.Single(attached.Events);
        Assert.Equal((new DateOnly(2023, 6, 2), false), (entry.Start!.Date, entry.Start.HasTime));
        server.Clock.SetUtcNow(new(2023, 5, 30, 1, 0, 0, TimeSpan.Zero));
        await server.RoundAsync();
        Assert.Empty(mail.Taken[1]["attachments"]!.AsArray());
        Assert.Empty(await server.BrokenAsync());
    }

    [Fact]
    public async Task TheLastWorkingDay_IsSaid_AndEnglishIsSpokenToWhoChoseIt()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(new(2023, 8, 26, 8, 0, 0, TimeSpan.FromHours(7)), mail.Settings);
        var id = await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        Assert.True(await server.Part<ChooseLanguage>().ExecuteAsync(new(ActorKind.Account, id), "en"));
        await server.RoundAsync();
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
        await server.HandInUnchangedAsync("2023-Q3");
        await server.RoundAsync();
        Assert.Equal(2, mail.Taken.Count);
        Assert.Equal(ReminderState.Lapsed, (await server.LedgerAsync()).Single(row => row.Duty.Contains("2023-Q3", StringComparison.Ordinal) && row.EndedAt is not null && row.Stage == "escalated").State);
        Assert.Empty(await server.BrokenAsync());
    }

    [Fact]
    public async Task NoMoreLettersAMinute_ThanTheSettingsAllow()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings[0], "Board:Mail:PerMinute=30");
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        var started = server.Clock.GetUtcNow();
        var round = server.RoundAsync();
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
        await server.RoundAsync();
        Assert.Equal(3, mail.Taken.Select(letter => (string?)letter["id"]).Distinct().Count());
        Assert.All((await server.LedgerAsync()).Where(row => row.State != ReminderState.Superseded), row => Assert.Equal(ReminderState.Sent, row.State));
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
        await server.RoundAsync();
        var letter = Assert.Single(mail.Taken);
        Assert.Equal(["dakru@huyen.vn"], SmtpServer.Strings(letter["to"]));
        Assert.Equal(["dakru@huyen.vn"], SmtpServer.Strings(letter["toAddress"]));
        Assert.Equal(["Điểu \"Ru\", <ke@khac.vn>; Bcc: ke@khac.vn Xin chào"], SmtpServer.Strings(letter["toName"]));
        Assert.Equal("Sắp đến hạn: Báo cáo quý II/2023 của Xã \"Đắk Ru\", <b>anh hùng</b> & Cc: ai@do.vn 𠀀", (string?)letter["subject"]);
        Assert.DoesNotContain(SmtpServer.Strings(letter["headers"]), header => header is "bcc" or "cc");
        Assert.Contains("&lt;b&gt;anh hùng&lt;/b&gt;", (string?)letter["html"], StringComparison.Ordinal);
        Assert.Contains("<b>anh hùng</b>", (string?)letter["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAMailServer_LettersAreFiles()
    {
        await using var server = await BoardServer.StartAtAsync(Morning, "Board:Mail:PerMinute=100000");
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await server.RoundAsync();
        var files = Directory.GetFiles(Path.Combine(server.Folder, "mail"));
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.Equal(".eml", Path.GetExtension(file)));
        // Any reader can open them: nothing but ASCII, and no line too long.
        Assert.All(files.SelectMany(File.ReadLines), line => Assert.True(line.Length <= 998 && line.All(char.IsAscii), line));
        var letter = await MimeKit.MimeMessage.LoadAsync(files[0]);
        Assert.Equal("dakru@huyen.vn", Assert.IsType<MimeKit.MailboxAddress>(letter.To.Single()).Address);
        Assert.Contains("Kính gửi", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains(await server.LedgerAsync(), row => row.MessageId == letter.MessageId && row.State == ReminderState.Sent);
    }

    [Fact]
    public async Task TheClockSetBack_RepeatsNothing_AndFreesWhatItHeld()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await server.RoundAsync();
        server.Clock.Advance(TimeSpan.FromDays(12));
        await server.RoundAsync();
        var sent = mail.Taken.Count;
        server.Clock.AdjustTime(Morning);
        await server.RoundAsync();
        Assert.Equal(sent, mail.Taken.Count);

        // A lease that a clock gave which was a year ahead.
        await server.AccountAsync("daksin@huyen.vn", Role.Reporter, "dak-sin");
        await server.Part<ScanReminders>().ExecuteAsync();
        server.Clock.Advance(TimeSpan.FromDays(365));
        Assert.NotNull(await server.Part<ReminderClaims>().TakeAsync(default));
        server.Clock.AdjustTime(Morning);
        await server.RoundAsync();
        Assert.Equal(sent + 3, mail.Taken.Count);
    }

    [Fact]
    public async Task TheDatabase_KeepsWhatWasSent()
    {
        await using var server = await BoardServer.StartAtAsync(Morning, "Board:Mail:PerMinute=100000");
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await server.RoundAsync();
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
}
