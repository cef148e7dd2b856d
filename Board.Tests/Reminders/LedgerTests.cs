using System.Net;
using System.Text.Json.Nodes;
using Board.Domain.Reminders;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Reminders;

namespace Board.Tests.Reminders;

/// <summary>What the secretariat does with the ledger: sends again, pauses, reminds by hand, and looks.</summary>
public sealed class LedgerTests
{
    private const string Overdue = "unit-quarterly.2023-Q3.dak-ru";

    private static readonly DateTimeOffset Morning = new(2023, 11, 24, 8, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task WhatFailed_IsSentAgain_UnderTheSameIdentity_AndForAnotherDay()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await mail.OrderAsync("refuse");
        await server.RoundAsync();
        var failed = (await server.LedgerAsync()).Where(row => row.State == ReminderState.Failed).ToList();
        Assert.Equal(3, failed.Count);
        // Past every patience that the first tries had.
        server.Clock.Advance(TimeSpan.FromDays(3));
        var office = await server.OfficeAsync();
        var again = server.Part<SendAgain>();

        var one = failed.Single(row => row.Duty == Overdue);
        Assert.Equal(new SendAgain.Result.Done(1), await again.ExecuteAsync(office, new(BoardServer.Plan, one.Id)));
        await mail.OrderAsync("later 99");
        await server.RoundAsync();
        var tried = (await server.LedgerAsync()).Single(row => row.Id == one.Id);
        Assert.Equal((ReminderState.Due, 1), (tried.State, tried.Attempts));
        Assert.IsType<SendAgain.Result.NotFailed>(await again.ExecuteAsync(office, new(BoardServer.Plan, one.Id)));

        await mail.OrderAsync("ok");
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(new SendAgain.Result.Done(2), await again.ExecuteAsync(office, new(BoardServer.Plan, null)));
        await server.RoundAsync();
        Assert.Subset(mail.Taken.Select(letter => (string?)letter["id"]).ToHashSet(), failed.Select(row => (string?)$"<{row.MessageId}>").ToHashSet());
        Assert.DoesNotContain(await server.LedgerAsync(), row => row.State is ReminderState.Failed or ReminderState.Due);
        Assert.Equal(2, (await server.AuditAsync("reminder.again")).Count);
        Assert.Contains("550 5.1.1 No such mailbox", (await server.AuditAsync("reminder.again"))[^1].Detail, StringComparison.Ordinal);
        Assert.IsType<SendAgain.Result.NotFound>(await again.ExecuteAsync(office, new("nowhere", one.Id)));
        Assert.Empty(await server.BrokenAsync());
    }

    [Fact]
    public async Task WhilePaused_NothingIsSent_AndAfterwardsOnlyWhatIsStillOwed()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        var office = await server.OfficeAsync();
        Assert.IsType<PauseReminders.Result.Done>(await server.Part<PauseReminders>().ExecuteAsync(office, new(BoardServer.Plan, "Máy chủ thư bảo trì", new(2023, 11, 30))));
        Assert.IsType<PauseReminders.Result.AlreadyPaused>(await server.Part<PauseReminders>().ExecuteAsync(office, new(BoardServer.Plan, "Lần nữa", new(2023, 11, 30))));
        await server.RoundAsync();
        var waiting = (await server.LedgerAsync()).Where(row => row.Recipient == "account:1").ToList();
        Assert.Equal(3, waiting.Count(row => row.State == ReminderState.Due));
        Assert.All(waiting, row => Assert.Equal(0, row.Attempts));
        Assert.Empty(mail.Taken);
        // Nor does anything come to people's pages.
        Assert.Empty(await server.LedgerAsync(ReminderChannel.InApp));
        var ledger = await server.Part<FindReminders>().ExecuteAsync(office, new(BoardServer.Plan, null, null, null, null, null, 10));
        Assert.Equal(("Máy chủ thư bảo trì", "Trần Thư Ký"), (ledger!.Pause!.Reason, ledger.Pause.By));

        await server.HandInUnchangedAsync("2023-Q3");
        Assert.IsType<ResumeReminders.Result.Done>(await server.Part<ResumeReminders>().ExecuteAsync(office));
        Assert.IsType<ResumeReminders.Result.NotPaused>(await server.Part<ResumeReminders>().ExecuteAsync(office));
        await server.RoundAsync();
        Assert.Equal(2, mail.Taken.Count(letter => letter["to"]!.AsArray().Any(to => (string?)to == "dakru@huyen.vn")));
        Assert.Equal(2, (await server.LedgerAsync(ReminderChannel.InApp)).Count(row => row is { Recipient: "account:1", State: ReminderState.Sent }));
        Assert.Equal(ReminderState.Lapsed, (await server.LedgerAsync()).Single(row => row is { Duty: Overdue, Recipient: "account:1", Stage: "escalated" }).State);
        Assert.Equal(["reminder.resume", "reminder.pause"], (await server.AuditAsync("reminder")).Select(entry => entry.Action));
        Assert.Empty(await server.BrokenAsync());
    }

    [Fact]
    public async Task APause_EndsByItself_AndItsTimeIsNoTimeOfTrying()
    {
        var mail = await SmtpServer.StartAsync(Ports.Next());
        var port = mail.Port;
        await mail.DisposeAsync();
        await using var server = await BoardServer.StartAtAsync(Morning, mail.Settings);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await server.RoundAsync();
        Assert.Equal(3, (await server.LedgerAsync()).Count(row => row is { State: ReminderState.Due, Attempts: 1 }));
        Assert.IsType<PauseReminders.Result.Done>(await server.Part<PauseReminders>().ExecuteAsync(Actor.Console, new(BoardServer.Plan, "Bảo trì", new(2023, 11, 26))));
        server.Clock.Advance(TimeSpan.FromDays(1));
        await server.RoundAsync();
        Assert.All((await server.LedgerAsync()).Where(row => row.State == ReminderState.Due), row => Assert.InRange(row.Attempts, 0, 1));

        // 27 November, half past midnight: still no mail server, but a day of trying begins anew.
        server.Clock.SetUtcNow(new(2023, 11, 26, 17, 30, 0, TimeSpan.Zero));
        await server.RoundAsync();
        Assert.DoesNotContain(await server.LedgerAsync(), row => row.State == ReminderState.Failed);
        await using var back = await SmtpServer.StartAsync(port);
        server.Clock.Advance(TimeSpan.FromHours(2));
        await server.RoundAsync();
        Assert.DoesNotContain(await server.LedgerAsync(), row => row.State is ReminderState.Failed or ReminderState.Due);
        Assert.NotEmpty(back.Taken);
    }

    [Theory]
    [InlineData(" ", "2023-11-30", "pause-reason-missing")]
    [InlineData("a\u0007", "2023-11-30", "pause-reason-wrong")]
    [InlineData("Bảo trì", null, "pause-day-missing")]
    [InlineData("Bảo trì", "2023-11-23", "pause-day-passed")]
    [InlineData("Bảo trì", "2024-01-24", "pause-day-too-far")]
    public async Task APauseThatIsNone_IsRefused(string reason, string? day, string code)
    {
        await using var server = await BoardServer.StartAtAsync(Morning);
        var result = await server.Part<PauseReminders>().ExecuteAsync(Actor.Console, new(BoardServer.Plan, reason, day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd")));
        Assert.Equal(code, Assert.Single(Assert.IsType<PauseReminders.Result.Refused>(result).Rejections).Code);
        Assert.IsType<ResumeReminders.Result.NotPaused>(await server.Part<ResumeReminders>().ExecuteAsync(Actor.Console));
    }

    [Fact]
    public async Task ByHand_AUnitIsRemindedAtOnce_AndTheLadderGoesOnAsEver()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(Morning.AddMinutes(30), mail.Settings);
        await server.AccountAsync("mot@huyen.vn", Role.Reporter, "dak-ru");
        await server.AccountAsync("hai@huyen.vn", Role.Reporter, "dak-ru");
        await server.RoundAsync();
        var ladder = Said(await server.LedgerAsync());
        var before = mail.Taken.Count;
        var now = server.Part<RemindNow>();
        Assert.Equal(2, Assert.IsType<RemindNow.Result.Ready>(await now.LookAsync(Actor.Console, new(BoardServer.Plan, Overdue))).Accounts.Count);
        Assert.Equal(2, Assert.IsType<RemindNow.Result.Done>(await now.ExecuteAsync(Actor.Console, new(BoardServer.Plan, Overdue))).Count);
        Assert.IsType<RemindNow.Result.TooSoon>(await now.ExecuteAsync(Actor.Console, new(BoardServer.Plan, Overdue)));
        await server.RoundAsync();
        Assert.Equal(before + 2, mail.Taken.Count);
        Assert.All(mail.Taken.Skip(before), letter => Assert.StartsWith("Đã quá hạn: Báo cáo quý III/2023", (string?)letter["subject"], StringComparison.Ordinal));

        server.Clock.Advance(RemindNow.Rest - TimeSpan.FromSeconds(1));
        Assert.IsType<RemindNow.Result.TooSoon>(await now.LookAsync(Actor.Console, new(BoardServer.Plan, Overdue)));
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<RemindNow.Result.Done>(await now.ExecuteAsync(Actor.Console, new(BoardServer.Plan, Overdue)));
        await server.RoundAsync();
        Assert.Equal(["by-hand.1", "by-hand.1", "by-hand.2", "by-hand.2"], (await server.LedgerAsync(ReminderChannel.InApp)).Where(row => ReminderStage.NumberByHand(row.Stage) is not null).Select(row => row.Stage));
        Assert.Equal(["by-hand.1", "by-hand.1", "by-hand.2", "by-hand.2"], (await server.LedgerAsync()).Where(row => ReminderStage.NumberByHand(row.Stage) is not null && row.State == ReminderState.Sent).Select(row => row.Stage));
        Assert.Equal(ladder, Said((await server.LedgerAsync()).Where(row => ReminderStage.NumberByHand(row.Stage) is null)));
        Assert.Equal(2, (await server.AuditAsync("reminder.by-hand")).Count);

        // What comes by itself the next morning comes all the same, before a reminder by hand that still waits.
        await mail.OrderAsync("later 99");
        server.Clock.SetUtcNow(new(2023, 11, 25, 0, 59, 0, TimeSpan.Zero));
        Assert.IsType<RemindNow.Result.NotDue>(await now.LookAsync(Actor.Console, new(BoardServer.Plan, "unit-quarterly.2023-Q4.dak-ru")));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.RoundAsync();
        Assert.IsType<RemindNow.Result.Done>(await now.ExecuteAsync(Actor.Console, new(BoardServer.Plan, "unit-quarterly.2023-Q4.dak-ru")));
        await mail.OrderAsync("ok");
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        await server.RoundAsync();
        Assert.Equal(
            ["by-hand.1 Sent", "by-hand.1 Sent", "notice Sent", "notice Sent"],
            (await server.LedgerAsync()).Where(row => row.Duty == "unit-quarterly.2023-Q4.dak-ru").Select(row => $"{row.Stage} {row.State}").Order());
        Assert.Empty(await server.BrokenAsync());
    }

    [Fact]
    public async Task ByHand_NobodyIsReminded_OfWhatIsMet_WhoCanNotBe_OrDuringAPause()
    {
        await using var server = await BoardServer.StartAtAsync(Morning);
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        var now = server.Part<RemindNow>();
        Task<RemindNow.Result> AskAsync(string duty, string plan = BoardServer.Plan) => now.ExecuteAsync(Actor.Console, new(plan, duty));
        Assert.Equal("dak-sin", Assert.IsType<RemindNow.Result.Unreachable>(await AskAsync("unit-quarterly.2023-Q3.dak-sin")).Duty.Unit.Code);
        Assert.IsType<RemindNow.Result.NotFound>(await AskAsync("unit-quarterly.2023-Q3.nowhere"));
        Assert.IsType<RemindNow.Result.NotFound>(await AskAsync(Overdue, "nowhere"));
        await server.HandInUnchangedAsync("2023-Q3");
        Assert.IsType<RemindNow.Result.Met>(await AskAsync(Overdue));
        await server.Part<PauseReminders>().ExecuteAsync(Actor.Console, new(BoardServer.Plan, "Bảo trì", new(2023, 11, 24)));
        Assert.IsType<RemindNow.Result.Paused>(await AskAsync("unit-quarterly.2023-Q2.dak-ru"));
        var reporter = new Actor(ActorKind.Account, 1);
        Assert.IsType<RemindNow.Result.NotAllowed>(await now.ExecuteAsync(reporter, new(BoardServer.Plan, "unit-quarterly.2023-Q2.dak-ru")));
        Assert.Empty(await server.LedgerAsync());
    }

    [Fact]
    public async Task TheApi_AnswersLadderAndLedger()
    {
        await using var server = await BoardServer.StartAtAsync(Morning, "Board:Mail:PerMinute=100000");
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await server.RoundAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var all = JsonNode.Parse(await office.GetStringAsync($"/api/v1/plans/{BoardServer.Plan}/reminders?from=2023-08-26&to=2023-11-28"))!.AsArray();
        Assert.Equal(
            [
                "2023-08-26T08:00:00+07:00 unit-quarterly.2023-Q3.dak-ru notice dakru@huyen.vn email superseded ", "2023-08-28T08:00:00+07:00 unit-quarterly.2023-Q3.dak-ru soon dakru@huyen.vn email superseded ",
                "2023-08-31T08:00:00+07:00 unit-quarterly.2023-Q3.dak-ru last-day dakru@huyen.vn email superseded ", "2023-09-05T08:00:00+07:00 unit-quarterly.2023-Q3.dak-ru overdue dakru@huyen.vn email superseded ",
                "2023-09-07T08:00:00+07:00 unit-quarterly.2023-Q3.dak-ru escalated dakru@huyen.vn email sent 2023-11-24T08:00:00+07:00",
                "2023-11-25T08:00:00+07:00 unit-quarterly.2023-Q4.dak-ru notice dakru@huyen.vn email planned ", "2023-11-28T08:00:00+07:00 unit-quarterly.2023-Q4.dak-ru soon dakru@huyen.vn email planned ",
            ],
            all.Where(one => ((string)one!["deadline"]!).EndsWith(".dak-ru", StringComparison.Ordinal) && (string)one["channel"]! == "email")
                .Select(one => $"{one!["dueAt"]} {one["deadline"]} {one["stage"]} {one["recipient"]} {one["channel"]} {one["state"]} {one["sentAt"]}"));
        // On the page here the same has arrived.
        Assert.Equal(["escalated sent"], all.Where(one => ((string)one!["deadline"]!).EndsWith("2023-Q3.dak-ru", StringComparison.Ordinal) && (string)one["channel"]! == "in-app" && (string)one["state"]! != "superseded").Select(one => $"{one!["stage"]} {one["state"]}"));
        foreach (var span in new[] { "from=0001-01-01", "to=9999-12-31", "from=9999-12-31&to=0001-01-01" })
        {
            using var answer = await office.GetAsync($"/api/v1/plans/{BoardServer.Plan}/reminders?{span}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        using var nowhere = await office.GetAsync("/api/v1/plans/nowhere/reminders");
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    private static IReadOnlyList<string> Said(IEnumerable<ReminderRow> rows) => [.. rows.Select(row => $"{row.Duty} {row.Stage} {row.Recipient} {row.State} {row.Fence}")];
}
