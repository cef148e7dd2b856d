using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Reminders;

namespace Board.Tests.Reminders;

/// <summary>Whatever a real mail server does: nothing lost, nothing twice, and the ledger says what happened.</summary>
public sealed class MailTroubleTests
{
    private static readonly DateTimeOffset Morning = new(2023, 11, 24, 8, 0, 0, TimeSpan.FromHours(7));

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
            await server.RoundAsync();
            server.Clock.Advance(TimeSpan.FromMinutes(5));
        }
        Assert.All((await server.LedgerAsync()).Where(row => row.State != ReminderState.Superseded), row =>
        {
            Assert.Equal(ReminderState.Due, row.State);
            Assert.InRange(row.Attempts, 8, 14);
            Assert.Contains("refused", row.LastFault, StringComparison.OrdinalIgnoreCase);
        });

        await using var again = await SmtpServer.StartAsync(port);
        for (var minute = 0; minute < 65; minute += 5)
        {
            await server.RoundAsync();
            server.Clock.Advance(TimeSpan.FromMinutes(5));
        }
        Assert.Equal(9, again.Taken.Count);
        Assert.Equal(9, again.Taken.Select(letter => (string?)letter["id"]).Distinct().Count());
        Assert.DoesNotContain(await server.LedgerAsync(), row => row.State is ReminderState.Due or ReminderState.Claimed);
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
            await server.RoundAsync();
            server.Clock.Advance(TimeSpan.FromMinutes(30));
        }
        // The next stage of the fourth quarter comes due in that time; it is not a day old.
        Assert.All((await server.LedgerAsync()).Where(row => row.Stage == "escalated"), row => Assert.Equal(ReminderState.Failed, row.State));
        Assert.Empty(await server.BrokenAsync());
    }

    [Fact]
    public async Task PutOffAndThenTaken_IsSentOnce_WithTheSameIdentity()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await mail.OrderAsync("later 2");
        await server.RoundAsync();
        Assert.Equal((1, 2), (mail.Taken.Count, mail.Of("later").Count));
        Assert.Equal(2, (await server.LedgerAsync()).Count(row => row.State == ReminderState.Due && row.LastFault!.StartsWith("451 ", StringComparison.Ordinal)));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.RoundAsync();
        Assert.Equal(3, mail.Taken.Count);
        Assert.Empty(mail.Of("later").Select(letter => (string?)letter["id"]).Except(mail.Taken.Select(letter => (string?)letter["id"])));
        Assert.Equal(3, (await server.LedgerAsync()).Count(row => row.State == ReminderState.Sent));
    }

    [Fact]
    public async Task RefusedForGood_FailsAtOnce_AndIsNotTriedAgain()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await mail.OrderAsync("refuse");
        await server.RoundAsync();
        await mail.OrderAsync("ok");
        server.Clock.Advance(TimeSpan.FromHours(3));
        await server.RoundAsync();
        Assert.Empty(mail.Taken);
        Assert.Equal(3, (await server.LedgerAsync()).Count(row => row.State == ReminderState.Failed && row.LastFault == "550 5.1.1 No such mailbox"));
    }

    [Fact]
    public async Task DroppedAfterData_IsSentAgain_WithTheSameIdentity()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await mail.OrderAsync("drop 1");
        await server.RoundAsync();
        // The others are none the worse for it.
        Assert.Equal(2, mail.Taken.Count);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.RoundAsync();
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
        var round = server.RoundAsync();
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
        Assert.All((await server.LedgerAsync()).Where(row => row.State != ReminderState.Superseded), row => Assert.Equal("no answer within 60 s", row.LastFault));
        await mail.OrderAsync("ok");
        // Longer than the wait after as many tries as the round took.
        server.Clock.Advance(TimeSpan.FromMinutes(20));
        await server.RoundAsync();
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
        await OutlastAsync(server, mail, server.RoundAsync());
        Assert.Equal(["daksin@huyen.vn"], mail.Taken.SelectMany(letter => SmtpServer.Strings(letter["to"])).Distinct());
        Assert.Equal(3, mail.Taken.Count);
        Assert.All((await server.LedgerAsync()).Where(row => row.Unit == "dak-ru" && row.State != ReminderState.Superseded), row =>
        {
            Assert.Equal(ReminderState.Due, row.State);
            Assert.NotNull(row.LastFault);
        });
        await mail.OrderAsync("ok");
        server.Clock.Advance(TimeSpan.FromMinutes(20));
        await server.RoundAsync();
        Assert.Equal(6, mail.Taken.Count);
        Assert.Empty(await server.BrokenAsync());
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
            await server.RoundAsync();
            server.Clock.Advance(TimeSpan.FromHours(1));
        }
        // What came due meanwhile was written by the product again.
        var first = mail.Taken.Where(letter => !((string)letter["text"]!).Contains("2023-Q4", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, first.Count);
        Assert.All(first, letter => Assert.Equal(["daksin@huyen.vn"], SmtpServer.Strings(letter["to"])));
        Assert.All((await server.LedgerAsync()).Where(row => row is { Unit: "dak-ru", Stage: "escalated", State: not ReminderState.Superseded }), row => Assert.Equal(ReminderState.Failed, row.State));
    }

    [Fact]
    public async Task LettersOfAPlanThatCanNotBeRead_WaitUntilItCan()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await server.Part<ScanReminders>().ExecuteAsync();
        Sql.Run(server.Database, """CREATE TABLE "Kept" AS SELECT "File" FROM "Plans"; UPDATE "Plans" SET "File" = X'7B7D', "Version" = "Version" + 1""");
        await server.RoundAsync();
        Assert.Equal((0, 3), (mail.Taken.Count, (await server.LedgerAsync()).Count(row => row is { State: ReminderState.Due, Attempts: 0 })));
        Sql.Run(server.Database, """UPDATE "Plans" SET "File" = (SELECT "File" FROM "Kept"), "Version" = "Version" + 1; DROP TABLE "Kept" """);
        await server.RoundAsync();
        Assert.Equal(3, mail.Taken.Count);
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
        await server.RoundAsync();
        Assert.Equal(3, mail.Taken.Count(letter => SmtpServer.Strings(letter["to"]).Contains("daksin@huyen.vn")));
        // A failure that somebody sees, and can mend with another address.
        Assert.All((await server.LedgerAsync()).Where(row => row.Unit == "dak-ru" && row.State != ReminderState.Superseded), row =>
            Assert.Equal(ReminderState.Failed, row.State));
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
}
