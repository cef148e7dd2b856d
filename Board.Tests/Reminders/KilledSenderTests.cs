using System.Diagnostics;
using Board.Tests.Support;
using Board.Web;
using Board.Web.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Tests.Reminders;

/// <summary>The product as processes that are killed and stopped while they send.</summary>
public sealed class KilledSenderTests
{
    private const int Kills = 20;
    private const int Reporters = 167;

    private static readonly DateTimeOffset Start = new(2023, 11, 24, 8, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task KilledTwentyTimes_FiveHundredLettersGoOut_AndNoMoreDoublesThanKills()
    {
        await using var mail = await SmtpServer.StartAsync();
        // Slowly enough for twenty kills to meet letters on their way.
        await using var board = new BoardProcess([.. mail.Settings, "Board:Mail:PerMinute=2400"]);
        // Three overdue reports each.
        await PeopleAsync(board, Reporters);
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = mail.Taken.Count;
            // Each time far enough ahead for what the last one claimed to be free again.
            await board.StartAsync(Clock(Start.AddMinutes(5 * kill)));
            // Each time at another letter; so few that even a slow machine is not done with all before the last kill.
            await Patience.UntilAsync(() => mail.Taken.Count >= before + 3 + kill % 7, "letters");
            await board.KillAsync();
        }
        Assert.True(mail.Taken.Count < 3 * Reporters, "The last kill came too late to show anything.");
        await board.StartAsync(Clock(Start.AddMinutes(5 * Kills)), "Board:Mail:PerMinute=100000");
        long Left() => Sql.Number(board.Database, """SELECT count(*) FROM "Reminders" WHERE "Channel" = 'Email' AND "State" IN ('Due', 'Claimed')""");
        // However slow the machine is, it goes on.
        for (var left = Left(); left > 0; left = Left()) await Patience.UntilAsync(() => Left() < left, "further letters");

        Assert.Equal(3 * Reporters, Sql.Number(board.Database, """SELECT count(*) FROM "Reminders" WHERE "Channel" = 'Email' AND "State" = 'Sent'"""));
        Assert.Equal(3 * Reporters, mail.Taken.Select(letter => (string?)letter["id"]).Distinct().Count());
        Assert.InRange(mail.Taken.Count - 3 * Reporters, 0, Kills);
        var check = await board.RunAsync("check");
        Assert.True(check.Code == 0, check.Output);
    }

    [Fact]
    public async Task StoppedPastItsLease_ASenderFindsThatItLostIt()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var first = new BoardProcess([.. mail.Settings, Clock(Start)]);
        await PeopleAsync(first, 2);
        await mail.OrderAsync("hold");
        await first.StartAsync();
        await Patience.UntilAsync(() => mail.Of("held").Count == 1, "a letter half sent");
        await SignalAsync(first, "STOP");

        // The other one's clock says that the lease is over; its own letter takes the place of the one that hangs.
        await using var second = first.Second([.. mail.Settings, $"ConnectionStrings:Board=Data Source={first.Database}", Clock(Start.AddMinutes(10))]);
        await mail.OrderAsync("ok");
        await second.StartAsync();
        await Patience.UntilAsync(() => Sql.Number(first.Database, """SELECT count(*) FROM "Reminders" WHERE "Channel" = 'Email' AND "State" = 'Sent'""") == 6, "the others' letters");

        await SignalAsync(first, "CONT");
        await Patience.UntilAsync(() => first.Log.Any(line => line.Contains("lost", StringComparison.Ordinal)), "the first one's finding");
        Assert.Equal(6, mail.Taken.Count);
        Assert.Equal(6, mail.Taken.Select(letter => (string?)letter["id"]).Distinct().Count());
    }

    [Fact]
    public async Task TwoAtOnce_ShareTheLedger_AndSendNothingTwice()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var first = new BoardProcess([.. mail.Settings, Clock(Start), "Board:Mail:PerMinute=1200"]);
        await PeopleAsync(first, 60);
        await using var second = first.Second([.. mail.Settings, $"ConnectionStrings:Board=Data Source={first.Database}", Clock(Start), "Board:Mail:PerMinute=1200"]);
        // Neither gets anything out before the other is there.
        await mail.OrderAsync("hold");
        await Task.WhenAll(first.StartAsync(), second.StartAsync());
        await Patience.UntilAsync(() => mail.Of("held").Count == 2, "a letter of each");
        await mail.OrderAsync("ok");
        long Sent(string by = "") => Sql.Number(first.Database, $"""SELECT count(*) FROM "Reminders" WHERE "Channel" = 'Email' AND "State" = 'Sent' AND "ClaimedBy" LIKE '%{by}'""");
        for (var sent = Sent(); sent < 180; sent = Sent()) await Patience.UntilAsync(() => Sent() > sent, "further letters");
        Assert.Equal((180, 180), (mail.Taken.Count, mail.Taken.Select(letter => (string?)letter["id"]).Distinct().Count()));
        Assert.All(new[] { first, second }, one => Assert.InRange(Sent($":{one.Number}"), 1, 179));
    }

    private static string Clock(DateTimeOffset at) => $"Board:Clock:Start={at:yyyy-MM-ddTHH:mm:ss}+07:00";

    private static async Task SignalAsync(BoardProcess board, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{board.Number}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private static async Task PeopleAsync(BoardProcess board, int count)
    {
        await using var app = Server.Build([CommandLine.On(board.Database), $"--{Clock(Start)}"], null);
        await Server.OpenDatabaseAsync(app.Services, default);
        await Server.LoadPlansAsync(app.Services, default);
        var add = app.Services.GetRequiredService<AddAccount>();
        for (var number = 0; number < count; number++)
            Assert.Null((await add.ExecuteAsync(Actor.Console, new($"nguoi{number}@huyen.vn", $"Người {number}", Role.Reporter, number % 2 == 0 ? "dak-ru" : "nhan-co"))).Fault);
    }
}
