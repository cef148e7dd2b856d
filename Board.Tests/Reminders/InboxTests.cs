using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Reminders;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;

namespace Board.Tests.Reminders;

/// <summary>Notices on their recipients' own pages: what the ledger holds of them, who may read and mark them, and whose number the hub tells whom.</summary>
public sealed class InboxTests
{
    [Fact]
    public async Task AScan_WritesARowForEachChannel_AndANoticeHasArrivedWithIt()
    {
        await using var server = await BoardServer.StartAsync("Board:Mail:PerMinute=100000");
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        Assert.Equal(3, await server.Part<ScanReminders>().ExecuteAsync());
        Assert.Equal(0, await server.Part<ScanReminders>().ExecuteAsync());
        var rows = await RowsAsync(server);
        Assert.Equal(rows.Where(row => row.Channel == ReminderChannel.Email).Select(row => (row.Duty, row.Stage)), rows.Where(row => row.Channel == ReminderChannel.InApp).Select(row => (row.Duty, row.Stage)));
        Assert.All(rows.Where(row => row.Channel == ReminderChannel.InApp && row.Stage == "escalated"), row => Assert.Equal((ReminderState.Sent, 0), (row.State, row.Attempts)));
        Assert.All(rows.Where(row => row.Channel == ReminderChannel.Email && row.Stage == "escalated"), row => Assert.Equal(ReminderState.Due, row.State));

        // Letters alone are handed to the mail server.
        await server.Part<SendReminders>().ExecuteAsync();
        Assert.Equal(3, Directory.GetFiles(Path.Combine(server.Folder, "mail")).Length);
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);
    }

    [Fact]
    public async Task AHigherStage_IsOneMoreNotice_AndTheSameLine()
    {
        await using var server = await BoardServer.StartAtAsync(new(2023, 11, 25, 8, 0, 0, TimeSpan.FromHours(7)));
        var id = await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await server.Part<ScanReminders>().ExecuteAsync();
        Assert.Equal(4, (await InboxAsync(server, id)).Unread);
        Assert.IsType<ReadNotices.Result.Done>(await server.Part<ReadNotices>().ExecuteAsync(new(ActorKind.Account, id), null));
        Assert.Equal(0, (await InboxAsync(server, id)).Unread);

        server.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, await server.Part<ScanReminders>().ExecuteAsync());
        var inbox = await InboxAsync(server, id);
        Assert.Equal((4, 1), (inbox.Notices.Count, inbox.Unread));
        Assert.Equal("unit-quarterly.2023-Q4.dak-ru", inbox.Notices.Single(notice => notice.IsUnread).Duty.Key);
    }

    [Fact]
    public async Task ANotice_IsItsRecipientsAlone()
    {
        await using var server = await BoardServer.StartAsync();
        using var one = await server.VisitorAsync(Role.Reporter, "dak-ru");
        using var other = await server.VisitorAsync(Role.Reporter, "nhan-co");
        await server.Part<ScanReminders>().ExecuteAsync();
        var rows = (await RowsAsync(server)).Where(row => row is { Channel: ReminderChannel.InApp, State: ReminderState.Sent }).ToList();
        var theirs = rows.First(row => row.Unit == "dak-ru");

        using (var asked = await other.Client.GetAsync($"/account/inbox/{theirs.Id}")) Assert.Equal(HttpStatusCode.NotFound, asked.StatusCode);
        Assert.DoesNotContain("Đắk Ru", await other.Client.GetStringAsync("/account/inbox"), StringComparison.Ordinal);
        using (var marked = await other.SendAsync("/account/inbox", "/account/inbox/read")) Assert.Equal("/account/inbox", other.PathOf(marked));
        Assert.All((await RowsAsync(server)).Where(row => row.ReadAt is not null), row => Assert.Equal("nhan-co", row.Unit));

        // Its own reader gets on to the report, and has seen that one.
        using (var opened = await one.Client.GetAsync($"/account/inbox/{theirs.Id}"))
            Assert.StartsWith($"/reports/{theirs.Duty.Split('.')[1]}/dak-ru?plan=", Uri.UnescapeDataString(one.PathOf(opened)), StringComparison.Ordinal);
        Assert.Equal([theirs.Duty], (await RowsAsync(server)).Where(row => row.Unit == "dak-ru" && row.ReadAt is not null).Select(row => row.Duty).Distinct());
    }

    [Fact]
    public async Task WhatIsHandedIn_IsDone_AndWaitsForNobody_UntilItIsSentBack()
    {
        await using var server = await BoardServer.StartAsync();
        var id = await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        using var office = await server.ClientAsync(Role.Secretariat);
        await server.Part<ScanReminders>().ExecuteAsync();
        Assert.Equal(3, (await InboxAsync(server, id)).Unread);
        await unit.HandInAsync(period: "2023-Q3");
        var inbox = await InboxAsync(server, id);
        Assert.Equal((3, 2), (inbox.Notices.Count, inbox.Unread));
        Assert.True(inbox.Notices[^1].Duty is { IsMet: true, Key: "unit-quarterly.2023-Q3.dak-ru" });

        await office.CallAsync("return", new { reason = "Thiếu thuyết minh", dueBefore = "2023-11-30" }, "2023-Q3").ExpectAsync(HttpStatusCode.OK);
        await server.Part<ScanReminders>().ExecuteAsync();
        Assert.Contains((await InboxAsync(server, id)).Notices, notice => notice is { IsUnread: true, Duty.Key: "unit-quarterly.2023-Q3.dak-ru~1" });
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);
    }

    [Fact]
    public async Task WhoeverMovesToAnotherUnit_LeavesItsNoticesBehind()
    {
        await using var server = await BoardServer.StartAsync();
        var id = await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await server.Part<ScanReminders>().ExecuteAsync();
        Assert.Null(await server.Part<ChangeAccount>().ExecuteAsync(Actor.Console, new(id, "Người khác", Role.Reporter, "nhan-co")));
        Assert.Empty((await InboxAsync(server, id)).Notices);
    }

    [Fact]
    public async Task TheHub_TellsEachAccountItsOwnNumber_AndNobodyElseAny()
    {
        await using var server = await BoardServer.StartAsync();
        using var one = await server.VisitorAsync(Role.Reporter, "dak-ru");
        using var other = await server.VisitorAsync(Role.Reporter, "nhan-co");
        using var viewer = await server.VisitorAsync(Role.Viewer);
        await using var first = await WatchAsync(server, one.Cookies);
        await using var second = await WatchAsync(server, other.Cookies);
        await using var third = await WatchAsync(server, viewer.Cookies);
        await using var stranger = await WatchAsync(server, null);
        Assert.True(first.Watches && second.Watches && third.Watches && !stranger.Watches);
        foreach (var told in new[] { first, second, third }) await Patience.UntilAsync(() => told.Numbers.SequenceEqual([0]), "nothing");

        await server.Part<ScanReminders>().ExecuteAsync();
        await Patience.UntilAsync(() => first.Numbers.SequenceEqual([0, 3]) && second.Numbers.SequenceEqual([0, 3]), "three each");
        using (await one.SendAsync("/account/inbox", "/account/inbox/read")) await Patience.UntilAsync(() => first.Numbers.SequenceEqual([0, 3, 0]), "one has read");
        Assert.Equal([0, 3], second.Numbers);
        Assert.Equal([0], third.Numbers);
        Assert.Empty(stranger.Numbers);

        // What another process wrote, or a report that came in, is found without a word.
        using var unit = await server.ClientAsync(Role.Reporter, "nhan-co");
        await unit.HandInAsync(period: "2023-Q3", unit: "nhan-co");
        await Patience.UntilAsync(() =>
        {
            server.Clock.Advance(TimeSpan.FromSeconds(1));
            return second.Numbers.SequenceEqual([0, 3, 2]);
        }, "one is done");

        // Whoever became somebody else meanwhile is told nothing, and sent away to come back as that.
        var account = Sql.Number(server.Database, """SELECT "Id" FROM "Accounts" WHERE "Unit" = 'dak-ru'""");
        Assert.Null(await server.Part<ChangeAccount>().ExecuteAsync(Actor.Console, new(account, "Người khác", Role.Reporter, "dak-sin")));
        await server.Part<ScanReminders>().ExecuteAsync();
        await Patience.UntilAsync(() => first.Connection.State == HubConnectionState.Disconnected, "it is sent away");
        Assert.Equal([0, 3, 0], first.Numbers);
    }

    [Fact]
    public async Task AToken_HasNoInbox()
    {
        await using var server = await BoardServer.StartAsync();
        var (token, _) = await server.Part<AddToken>().ExecuteAsync(Actor.Console, "máy", Role.Reporter, "dak-ru");
        await using var connection = new HubConnectionBuilder().WithUrl(server.Url + "/hubs/board", options => options.AccessTokenProvider = () => Task.FromResult<string?>(token)).Build();
        await connection.StartAsync();
        Assert.False(await connection.InvokeAsync<bool>("WatchInbox"));
    }

    private static async Task<FindInbox.Inbox> InboxAsync(BoardServer server, long account) => (await server.Part<FindInbox>().ExecuteAsync(new(ActorKind.Account, account)))!;

    private static async Task<IReadOnlyList<ReminderRow>> RowsAsync(BoardServer server)
    {
        await using var db = await server.Part<IDbContextFactory<BoardDb>>().CreateDbContextAsync();
        return await db.Reminders.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
    }

    private static async Task<Told> WatchAsync(BoardServer server, CookieContainer? cookies)
    {
        var connection = new HubConnectionBuilder().WithUrl(server.Url + "/hubs/board", options =>
        {
            if (cookies is not null) options.Cookies = cookies;
        }).Build();
        var numbers = new ConcurrentQueue<int>();
        connection.On<JsonNode>("InboxChanged", told => numbers.Enqueue((int)told["unread"]!));
        await connection.StartAsync();
        return new(connection, await connection.InvokeAsync<bool>("WatchInbox"), numbers);
    }

    private sealed record Told(HubConnection Connection, bool Watches, ConcurrentQueue<int> Numbers) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Connection.DisposeAsync();
    }
}
