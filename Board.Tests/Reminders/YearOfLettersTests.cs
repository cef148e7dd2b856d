using System.Net;
using Board.Domain.Plans;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Tests.Reminders;

/// <summary>The same year through the product itself: accounts, ledger, letters at a mail server, notices on people's pages, day by day.</summary>
public sealed class YearOfLettersTests
{
    private const string Third = "unit-quarterly.2023-Q3.dak-ru";

    /// <summary>In on 28 August after that morning's letter, sent back on 6 September, owed again before Friday 15 September, and never handed in again.</summary>
    private static readonly IReadOnlyList<string> Again =
    [
        $"2023-09-07 {Third}~1 notice dak-ru Owed", $"2023-09-11 {Third}~1 soon dak-ru Owed", $"2023-09-14 {Third}~1 last-day dak-ru Owed", $"2023-09-15 {Third}~1 overdue dak-ru Owed",
        $"2023-09-19 {Third}~1 escalated dak-ru Owed", $"2023-09-19 {Third}~1 escalated office Escalated", $"2023-09-19 {Third}~1 escalated chair Escalated",
    ];

    [Fact]
    public async Task DayByDay_ExactlyTheTableIsSent_OnItsMorning_AndTheSameComesToPeoplesPages()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = await BoardServer.StartAtAsync(new(2023, 5, 20, 7, 59, 0, TimeSpan.FromHours(7)), mail.Settings);
        foreach (var unit in PlanFile.Read(SeedPlan.Bytes()).Plan!.Units.Where(unit => unit.Reports)) await AddAsync(server, unit.Code, Role.Reporter, unit.Code);
        await AddAsync(server, "office", Role.Secretariat);
        await AddAsync(server, "chair", Role.Committee);
        using var office = await server.ClientAsync(Role.Secretariat);
        for (var day = new DateOnly(2023, 5, 20); day < new DateOnly(2024, 1, 10); day = day.AddDays(1))
        {
            foreach (var time in (TimeOnly[])[new(7, 59), new(8, 0)])
            {
                server.Clock.SetUtcNow(new DateTimeOffset(day.ToDateTime(time), TimeSpan.FromHours(7)));
                await server.RoundAsync();
            }
            server.Clock.Advance(TimeSpan.FromHours(4));
            if (day == new DateOnly(2023, 8, 28)) await server.HandInUnchangedAsync("2023-Q3");
            if (day == new DateOnly(2023, 9, 6)) await office.CallAsync("return", new { reason = "Thiếu thuyết minh", dueBefore = "2023-09-15" }, "2023-Q3").ExpectAsync(HttpStatusCode.OK);
        }

        var ended = YearTableTests.Expected().Where(line => line.Contains(Third, StringComparison.Ordinal) && YearTableTests.Day(line) > new DateOnly(2023, 8, 28));
        var expected = YearTableTests.Expected().Except(ended).Concat(Again).Order().ToList();
        Assert.Equal(expected, await SentAsync(server, ReminderChannel.Email));
        Assert.Equal(expected, await SentAsync(server, ReminderChannel.InApp));
        Assert.Equal((expected.Count, expected.Count), (mail.Taken.Count, mail.Taken.Select(letter => (string?)letter["id"]).Distinct().Count()));
        Assert.Empty(await server.BrokenAsync());
    }

    private static async Task AddAsync(BoardServer server, string name, Role role, string? unit = null) =>
        Assert.Null((await server.Part<AddAccount>().ExecuteAsync(Actor.Console, new($"{name}@huyen.vn", name, role, unit))).Fault);

    /// <summary>Everything that the ledger holds of a channel, a line each, by the day on which it was sent.</summary>
    private static async Task<IEnumerable<string>> SentAsync(BoardServer server, ReminderChannel channel)
    {
        await using var db = await server.Part<IDbContextFactory<BoardDb>>().CreateDbContextAsync();
        var names = await db.Accounts.ToDictionaryAsync(account => $"account:{account.Id}", account => account.Name);
        var rows = await server.LedgerAsync(channel);
        Assert.All(rows, row => Assert.Equal((ReminderState.Sent, row.DueAt), (row.State, row.EndedAt)));
        return rows.Select(row => $"{row.EndedAt!.Value.AddHours(7):yyyy-MM-dd} {row.Duty} {row.Stage} {names[row.Recipient]} {row.Reason}").Order();
    }
}
