using Board.Domain.Reminders;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Reminders;

namespace Board.Tests.Reminders;

/// <summary>The ladder as a setting.</summary>
public sealed class StageTests
{
    private static readonly DateTimeOffset Morning = new(2023, 11, 24, 8, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public void TheUsualLadder_CanBeUsed() => Assert.Empty(ReminderLadder.Usual.Faults());

    [Theory]
    [InlineData("notice", StageAnchor.BeforeLastDay, -1, true, "stages[0].days stage-days")]
    [InlineData("notice", StageAnchor.BeforeLastDay, 61, true, "stages[0].days stage-days")]
    [InlineData("notice", StageAnchor.AfterLastDay, 7, true, "stages[0].anchor stage-not-before")]
    [InlineData("overdue", StageAnchor.AfterLastDay, 0, true, "stages[3].days stage-days")]
    [InlineData("overdue", StageAnchor.BeforeLastDay, 1, true, "stages[3].anchor stage-not-after")]
    [InlineData("last-day", StageAnchor.BeforeLastWorkingDay, 3, true, "stages[2].days stage-twice")]
    [InlineData("last-day", StageAnchor.BeforeLastWorkingDay, 3, false, "")]
    [InlineData("notice", StageAnchor.BeforeLastDay, 60, true, "")]
    [InlineData("notice", StageAnchor.BeforeLastWorkingDay, 0, false, "")]
    public void Faults_SayWhatIsWrong(string code, StageAnchor anchor, int days, bool on, string fault) =>
        Assert.Equal(fault, string.Join(", ", With(ReminderLadder.Usual, code, anchor, days, on).Faults().Select(one => $"{one.Field} {one.Code}")));

    [Fact]
    public void Faults_FindAnEmptyLadder_AndOtherStages()
    {
        Assert.Equal("stages-none", Assert.Single(new ReminderLadder([.. ReminderLadder.Usual.Rungs.Select(rung => rung with { IsOn = false })]).Faults()).Code);
        Assert.Equal("stages-other", Assert.Single(new ReminderLadder([.. ReminderLadder.Usual.Rungs.Skip(1)]).Faults()).Code);
    }

    [Fact]
    public async Task AChangedLadder_HoldsAtOnce_ForWhatComes_AndRepeatsNothing()
    {
        await using var server = await BoardServer.StartAtAsync(Morning, "Board:Mail:PerMinute=100000");
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        await server.RoundAsync();
        var change = server.Part<ChangeStages>();
        Assert.Equal(["25/11 notice", "28/11 soon", "01/12 last-day", "04/12 overdue", "06/12 escalated"], await AheadAsync(server));

        var later = With(With(ReminderLadder.Usual, "soon", StageAnchor.BeforeLastDay, 2, true), "last-day", StageAnchor.BeforeLastWorkingDay, 0, false);
        Assert.IsType<ChangeStages.Result.Stored>(await change.ExecuteAsync(Actor.Console, new(ReminderLadder.Usual, later)));
        Assert.IsType<ChangeStages.Result.Unchanged>(await change.ExecuteAsync(Actor.Console, new(later, later)));
        Assert.IsType<ChangeStages.Result.Outdated>(await change.ExecuteAsync(Actor.Console, new(ReminderLadder.Usual, later)));
        Assert.Equal(["25/11 notice", "30/11 soon", "04/12 overdue", "06/12 escalated"], await AheadAsync(server));
        var before = (await server.LedgerAsync()).Count;
        await server.RoundAsync();
        Assert.Equal(before, (await server.LedgerAsync()).Count);

        // Two weeks ahead, the first stage is due at once; who owes hears of it today.
        var sooner = With(later, "notice", StageAnchor.BeforeLastDay, 14, true);
        Assert.IsType<ChangeStages.Result.Stored>(await change.ExecuteAsync(Actor.Console, new(later, sooner)));
        await server.RoundAsync();
        var row = Assert.Single(await server.LedgerAsync(), row => row.Duty == "unit-quarterly.2023-Q4.dak-ru");
        Assert.Equal(("notice", ReminderState.Sent), (row.Stage, row.State));
        Assert.Equal(2, (await server.AuditAsync("reminder.stages")).Count);

        var refused = await change.ExecuteAsync(Actor.Console, new(sooner, With(sooner, "notice", StageAnchor.BeforeLastDay, 99, true)));
        Assert.Equal("stage-days", Assert.Single(Assert.IsType<ChangeStages.Result.Refused>(refused).Rejections).Code);
        Assert.Empty(await server.BrokenAsync());
    }

    [Fact]
    public async Task OfStagesThatComeTogether_TheHighestIsForeseen_AndSent()
    {
        await using var server = await BoardServer.StartAtAsync(Morning.AddMinutes(-1), "Board:Mail:PerMinute=100000");
        await server.AccountAsync("dakru@huyen.vn", Role.Reporter, "dak-ru");
        // A week and a day before Saturday 2 December, and five working days before Friday the 1st.
        var together = With(With(ReminderLadder.Usual, "notice", StageAnchor.BeforeLastDay, 8, true), "soon", StageAnchor.BeforeLastWorkingDay, 5, true);
        Assert.IsType<ChangeStages.Result.Stored>(await server.Part<ChangeStages>().ExecuteAsync(Actor.Console, new(ReminderLadder.Usual, together)));
        Assert.Equal(["24/11 soon", "01/12 last-day", "04/12 overdue", "06/12 escalated"], await AheadAsync(server));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.RoundAsync();
        var fourth = (await server.LedgerAsync()).Where(row => row.Duty == "unit-quarterly.2023-Q4.dak-ru").Select(row => $"{row.Stage} {row.State}");
        Assert.Equal(["notice Superseded", "soon Sent"], fourth.Order());
    }

    private static async Task<IEnumerable<string>> AheadAsync(BoardServer server) =>
        (await server.Part<PreviewReminders>().ExecuteAsync(Actor.Console, new(2023, 11, 24), new(2023, 12, 7)))!
            .Where(one => one.Notice is { Duty.Key: "unit-quarterly.2023-Q4.dak-ru", Audience: ReminderAudience.Unit })
            .Select(one => $"{one.Notice.DueAt:dd/MM} {one.Notice.Stage.Code}");

    private static ReminderLadder With(ReminderLadder ladder, string code, StageAnchor anchor, int days, bool on) =>
        new([.. ladder.Rungs.Select(rung => rung.Stage.Code == code ? new ReminderLadder.Rung(rung.Stage with { Anchor = anchor, Days = days }, on) : rung)]);
}
