using Board.Domain.Progress;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Administration;
using CsCheck;

namespace Board.Tests.Administration;

/// <summary>What a preview shows is what the board becomes.</summary>
public sealed class PreviewPlanTests
{
    private static readonly string[] Groups = ["population", "households", "hamlets"];

    private static readonly Gen<PlanChange.Register> Edits =
        Gen.Select(Gen.Int[0, PlanBuilder.Communes.Count - 1].Select(i => PlanBuilder.Communes[i]), Gen.Frequency((1, Gen.Const(default(decimal?))), (3, Gen.Int[1, 1_500].Select(value => (decimal?)value)), (4, Gen.Int[1_000, 20_000].Select(value => (decimal?)value))))
            .Array[1, 6].Select(Gen.Int[0, 2].Select(i => Groups[i]), (values, group) =>
                new PlanChange.Register(group, values.DistinctBy(value => value.Item1).ToDictionary(value => value.Item1, value => value.Item2)));

    [Fact]
    public async Task WhatIsPreviewed_IsWhatTheBoardShows_ForAnyEditsOfTheRegister()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var chance = new Random(7);
        foreach (var indicator in (string[])["1a", "1b", "1c", "3f", "3g"])
            foreach (var unit in PlanBuilder.Communes.Where(_ => chance.Next(4) > 0))
                foreach (var date in (string[])["2023-03-31", "2023-06-30", "2023-10-31"])
                    await BoardServer.PostShareAsync(office, indicator, unit, chance.Next(0, 1001), date);
        var desk = new PlanDesk(server, Actor.Console);
        await desk.ShowAsync(new PlanChange.Start("1a", new(new(2022, 12, 31), 40)));
        var (moved, refused) = (0, 0);

        await Edits.SampleAsync(async change =>
        {
            var before = server.Live.State.Find(BoardServer.Plan)!;
            switch (await desk.PreviewAsync(change))
            {
                case PreviewPlan.Result.Refused seen:
                    Assert.Equal(
                        seen.Rejections.Select(one => one.ToString()),
                        Assert.IsType<ChangePlan.Result.Refused>(await desk.StoreAsync(change)).Rejections.Select(one => one.ToString()));
                    refused++;
                    break;
                case PreviewPlan.Result.Seen { Same: true }:
                    Assert.IsType<ChangePlan.Result.Unchanged>(await desk.StoreAsync(change));
                    break;
                case PreviewPlan.Result.Seen seen:
                    var after = await desk.ShowAsync(change);
                    Assert.Empty(GaugeMove.Between(seen.After, after));
                    Assert.Equal(GaugeMove.Between(before, after).Select(Said), seen.Gauges.Select(Said));
                    moved += seen.Gauges.Count;
                    break;
            }
        }, iter: 80, threads: 1);
        Assert.True(moved > 20 && refused > 5, $"{moved} moves, {refused} refusals");
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);
    }

    [Fact]
    public async Task DaysOff_MoveLastWorkingDays_AndNoGauge()
    {
        await using var server = await BoardServer.StartAsync();
        var seen = Assert.IsType<PreviewPlan.Result.Seen>(await new PlanDesk(server, Actor.Console).PreviewAsync(
            new PlanChange.DaysOff([new(new(2023, 12, 1), new(2023, 12, 2), "Nghỉ")], [])));
        Assert.Empty(seen.Gauges);
        Assert.Contains(seen.Deadlines, move => move.Before!.DueBefore == new DateOnly(2023, 12, 3)
            && (move.Before.LastWorkingDay, move.After!.LastWorkingDay) == (new DateOnly(2023, 12, 1), new DateOnly(2023, 11, 30)));
        // The Q3 report's last working day was before the national holiday, which is not one any more.
        Assert.Contains(seen.Deadlines, move => move.After!.LastWorkingDay == new DateOnly(2023, 9, 1));
    }

    [Fact]
    public async Task ALaterEffect_TakesDeadlinesAway()
    {
        await using var server = await BoardServer.StartAsync();
        var seen = Assert.IsType<PreviewPlan.Result.Seen>(await new PlanDesk(server, Actor.Console).PreviewAsync(new PlanChange.Effect(new(2023, 6, 20), true)));
        Assert.Contains(seen.Deadlines, move => move.Before!.Rule.Code == "unit-plan" && move.After is null);
    }

    private static (IndicatorProgress, IndicatorProgress) Said(GaugeMove move) =>
        (move.Before with { Version = 0, Indicator = null! }, move.After with { Version = 0, Indicator = null! });
}
