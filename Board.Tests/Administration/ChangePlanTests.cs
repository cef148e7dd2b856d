using System.Globalization;
using System.Text.Json.Nodes;
using Board.Domain.Plans;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web;
using Board.Web.Access;
using Board.Web.Administration;
using Board.Web.Data;

namespace Board.Tests.Administration;

/// <summary>Changing a plan's settings: who may, what is kept of it, and what is refused.</summary>
public sealed class ChangePlanTests
{
    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Reporter, false)]
    [InlineData(Role.Committee, false)]
    [InlineData(Role.Secretariat, true)]
    [InlineData(Role.Admin, true)]
    public async Task OnlyTheOffice_SeesAndChangesSettings(Role role, bool may)
    {
        await using var server = await BoardServer.StartAsync();
        var actor = new Actor(ActorKind.Account, await server.AccountAsync("ai@huyen.vn", role, role == Role.Reporter ? "dak-ru" : null));
        var desk = new PlanDesk(server, actor);
        var before = Sql.Counts(server.Database);
        var change = PlanDesk.Population(("dak-ru", 9000));

        Assert.Equal(may, await server.Part<FindPlanSettings>().ExecuteAsync(actor, BoardServer.Plan) is not null);
        Assert.Equal(may, await desk.PreviewAsync(change) is PreviewPlan.Result.Seen);
        Assert.Equal(before, Sql.Counts(server.Database));
        var result = await desk.StoreAsync(change);
        if (may) Assert.IsType<ChangePlan.Result.Stored>(result);
        else
        {
            Assert.IsType<ChangePlan.Result.NotAllowed>(result);
            Assert.IsType<PreviewPlan.Result.NotAllowed>(await desk.PreviewAsync(change));
            Assert.Equal(before, Sql.Counts(server.Database));
        }
    }

    [Fact]
    public async Task AnAccountThatWasDisabled_ChangesNothing()
    {
        await using var server = await BoardServer.StartAsync();
        var desk = new PlanDesk(server, new(ActorKind.Account, await server.AccountAsync("ai@huyen.vn", Role.Secretariat)));
        Sql.Run(server.Database, """UPDATE "Accounts" SET "DisabledAt" = '2023-11-01' """);
        Assert.IsType<ChangePlan.Result.NotAllowed>(await desk.StoreAsync(PlanDesk.Population(("dak-ru", 9000))));
    }

    public static TheoryData<PlanChange, string> EveryChange => new()
    {
        { new PlanChange.Owners("2a", ["vphu", "nv"], Collects: false), """{"change":"owners","indicator":"2a","from":{"leads":[],"sources":["vhtt"]},"to":{"leads":["vphu","nv"],"sources":["vhtt"]}}""" },
        { new PlanChange.Owners("2a", ["vphu"], Collects: true), """{"change":"owners","indicator":"2a","from":{"leads":[],"sources":["vhtt"]},"to":{"leads":["vphu"],"sources":["vphu"]}}""" },
        { new PlanChange.Start("1a", new(new(2022, 12, 31), 61.5m)), """{"change":"baseline","indicator":"1a","from":null,"to":{"date":"2022-12-31","value":61.5}}""" },
        {
            new PlanChange.Goal("4a", "Đạt từ 70 – 75%", 70, 75),
            """{"name":"Đạt từ 70 – 75%","floor":70,"aim":75}}"""
        },
        {
            new PlanChange.DaysOff([new(new(2023, 12, 1), new(2023, 12, 4), "Nghỉ bù")], [new(2023, 11, 25)]),
            """
            "to":{"holidays":[{"from":"2023-12-01","to":"2023-12-04","name":"Nghỉ bù"}],"workingSaturdays":["2023-11-25"]}}
            """
        },
        { new PlanChange.Effect(new(2023, 5, 20), Assumed: false), """{"change":"effect","from":{"date":"2023-06-01","assumed":true},"to":{"date":"2023-05-20","assumed":false}}""" },
        { PlanDesk.Population(("dak-ru", 9874), ("dak-sin", null)), """{"change":"register","group":"population","from":{"dak-ru":null},"to":{"dak-ru":9874}}""" },
    };

    [Theory]
    [MemberData(nameof(EveryChange))]
    public async Task AChange_IsStored_Audited_AndReachesTheBoard(PlanChange change, string detail)
    {
        await using var server = await BoardServer.StartAsync();
        var desk = new PlanDesk(server, new(ActorKind.Account, await server.AccountAsync("ai@huyen.vn", Role.Secretariat, name: "Trần Thư Ký")));
        var board = await desk.ShowAsync(change);

        Assert.Equal(desk.Version, board.PlanVersion);
        var stored = await desk.PlanAsync();
        Assert.True(change switch
        {
            PlanChange.Owners owners => stored.FindIndicator("2a")!.Leads.SequenceEqual(owners.Units) && board.Plan.FindIndicator("2a")!.Sources.SequenceEqual(stored.FindIndicator("2a")!.Sources),
            PlanChange.Goal goal => stored.FindIndicator("4a") is { } aimed && (aimed.Name, aimed.Target) == (goal.Name, new Target(goal.Floor, goal.Aim, Better.Higher)) && board.Find("4a")!.Progress.Indicator.Target.Floor == 70,
            PlanChange.Start start => stored.FindIndicator("1a")!.Baseline == start.Baseline && board.Find("1a")!.Progress.ExpectedToday is not null,
            PlanChange.DaysOff off => stored.Holidays.SequenceEqual(off.Holidays) && stored.WorkingSaturdays.SequenceEqual(off.WorkingSaturdays),
            PlanChange.Effect effect => stored.EffectiveFrom == new EffectiveDate(effect.Day, effect.Assumed),
            _ => stored.RegisteredDenominator("dak-ru", "population") == 9874 && stored.Denominators.Count == 1,
        });
        Assert.Equal("Trần Thư Ký", Sql.Text(server.Database, """SELECT "Name" FROM "Audit" WHERE "Action" = 'plan.change' """));
        Assert.EndsWith(detail, Sql.Text(server.Database, """SELECT "Detail" FROM "Audit" WHERE "Action" = 'plan.change' """), StringComparison.Ordinal);
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);
        // The very same once more changes nothing.
        var counts = Sql.Counts(server.Database);
        Assert.IsType<ChangePlan.Result.Unchanged>(await desk.StoreAsync(change));
        Assert.Equal(counts, Sql.Counts(server.Database));
    }

    [Fact]
    public async Task TheLaterOfTwo_IsTold_AndNothingOfTheEarlierIsLost()
    {
        await using var server = await BoardServer.StartAsync();
        var desk = new PlanDesk(server, Actor.Console);
        var seen = desk.Version;
        Assert.IsType<ChangePlan.Result.Stored>(await desk.StoreAsync(PlanDesk.Population(("dak-ru", 9000)), seen));
        var counts = Sql.Counts(server.Database);
        Assert.IsType<ChangePlan.Result.Outdated>(await desk.StoreAsync(PlanDesk.Population(("dak-ru", 9500)), seen));
        Assert.Equal(counts, Sql.Counts(server.Database));
        Assert.Equal(9000, (await desk.PlanAsync()).RegisteredDenominator("dak-ru", "population"));

        Assert.IsType<ChangePlan.Result.Stored>(await desk.StoreAsync(PlanDesk.Population(("dak-sin", 6000))));
        Assert.Equal((9000m, 6000m), ((await desk.PlanAsync()).RegisteredDenominator("dak-ru", "population"), (await desk.PlanAsync()).RegisteredDenominator("dak-sin", "population")));
    }

    [Fact]
    public async Task TwentyAtOnce_FromTheSameVersion_StoreOnce()
    {
        await using var server = await BoardServer.StartAsync();
        var desk = new PlanDesk(server, Actor.Console);
        var seen = desk.Version;
        var results = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => desk.StoreAsync(PlanDesk.Population(("dak-ru", 9000 + i)), seen)));
        Assert.Single(results, result => result is ChangePlan.Result.Stored);
        Assert.Equal(19, results.Count(result => result is ChangePlan.Result.Outdated));
    }

    [Fact]
    public async Task ADenominatorBelowAReportedNumerator_IsRefused_NamingUnitIndicatorAndNumber()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "3f", "dak-ru", 800);
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 700, "2023-09-30");
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 600);
        var desk = new PlanDesk(server, Actor.Console);
        var counts = Sql.Counts(server.Database);

        var change = PlanDesk.Population(("dak-ru", 650), ("dak-sin", 5000));
        var refused = Assert.IsType<ChangePlan.Result.Refused>(await desk.StoreAsync(change));
        Assert.Equal(
            ["dak-ru numerator-over-register Xã Đắk Ru 1a 700", "dak-ru numerator-over-register Xã Đắk Ru 3f 800"],
            refused.Rejections.Select(one => $"{one.Field} {one.Code} {one.Arguments[0]} {one.Arguments[1]} {one.Arguments[2]}").Order(StringComparer.Ordinal));
        Assert.Equal(refused.Rejections.Select(one => one.Code), Assert.IsType<PreviewPlan.Result.Refused>(await desk.PreviewAsync(change)).Rejections.Select(one => one.Code));
        Assert.Equal(counts, Sql.Counts(server.Database));
        Assert.IsType<ChangePlan.Result.Stored>(await desk.StoreAsync(PlanDesk.Population(("dak-ru", 800))));
    }

    public static TheoryData<PlanChange, string> Faults => new()
    {
        { new PlanChange.Owners("2a", ["nobody"], false), "indicators[3].leads[0] unknown-unit" },
        { new PlanChange.Start("1a", new(new(2023, 1, 1), 101)), "indicators[0].baseline.value number-out-of-range" },
        { new PlanChange.Start("1a", new(new(2024, 1, 1), 10)), "indicators[0].baseline.date baseline-after-due" },
        { new PlanChange.DaysOff([new(new(2023, 5, 2), new(2023, 5, 1), "Lễ")], []), "holidays[0].to from-after-to" },
        { new PlanChange.DaysOff([new(new(2023, 5, 1), new(2023, 5, 1), " ")], []), "holidays[0].name empty-text" },
        { new PlanChange.DaysOff([], [new(2023, 11, 24)]), "workingSaturdays[0] not-saturday" },
        { PlanDesk.Population(("dak-ru", 0)), "dak-ru not-positive" },
        { PlanDesk.Population(("dak-ru", 10.5m)), "dak-ru not-whole" },
        { PlanDesk.Population(("nobody", 10)), "denominators[0].unit unknown-unit" },
        { new PlanChange.Register("nothing", new Dictionary<string, decimal?> { ["dak-ru"] = 10 }), "denominators[0].group unknown-group" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task WhatWouldBreakThePlan_IsRefused_AtItsPlace(PlanChange change, string expected)
    {
        await using var server = await BoardServer.StartAsync();
        var desk = new PlanDesk(server, Actor.Console);
        var counts = Sql.Counts(server.Database);
        var refused = Assert.IsType<ChangePlan.Result.Refused>(await desk.StoreAsync(change));
        Assert.Equal(expected, string.Join("; ", refused.Rejections.Select(one => $"{one.Field} {one.Code}")));
        Assert.Equal(counts, Sql.Counts(server.Database));
    }

    [Fact]
    public async Task NewReporters_AreRefused_WhereTheOldOnesHaveReported()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "2a", "vhtt", 40, denominator: 100);
        var desk = new PlanDesk(server, Actor.Console);
        var refused = Assert.IsType<ChangePlan.Result.Refused>(await desk.StoreAsync(new PlanChange.Owners("2a", ["vphu"], Collects: true)));
        Assert.Equal(("readings-in-the-way", "2a vhtt"), (refused.Rejections.Single().Code, refused.Rejections.Single().Arguments[0]));
        Assert.IsType<ChangePlan.Result.Stored>(await desk.StoreAsync(new PlanChange.Owners("2a", ["vphu"], Collects: false)));
    }

    [Theory]
    [InlineData("2023-12-02", true)]
    [InlineData("2023-12-03", false)]
    public async Task ALaterEffect_IsRefused_WhereAReportWouldLoseItsDeadline(string day, bool stored)
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        await unit.HandInAsync();
        var desk = new PlanDesk(server, Actor.Console);
        var change = new PlanChange.Effect(DateOnly.Parse(day, CultureInfo.InvariantCulture), Assumed: false);
        if (stored)
        {
            Assert.IsType<ChangePlan.Result.Stored>(await desk.StoreAsync(change));
            return;
        }
        var counts = Sql.Counts(server.Database);
        var refused = Assert.IsType<ChangePlan.Result.Refused>(await desk.StoreAsync(change));
        Assert.Equal(("reports-in-the-way", "2023-Q4 Xã Đắk Ru"), (refused.Rejections.Single().Code, refused.Rejections.Single().Arguments[0]));
        Assert.Equal("reports-in-the-way", Assert.IsType<PreviewPlan.Result.Refused>(await desk.PreviewAsync(change)).Rejections.Single().Code);
        Assert.Equal(counts, Sql.Counts(server.Database));
        Assert.Equal("submitted", (string?)(await unit.ReportAsync())["state"]);
    }

    [Fact]
    public async Task CommunesGoOnReporting_WhoeverOwnsTheirIndicator()
    {
        await using var server = await BoardServer.StartAsync();
        var desk = new PlanDesk(server, Actor.Console);
        var board = await desk.ShowAsync(new PlanChange.Owners("2c2", ["vphu"], Collects: true));
        Assert.Equal((11, "vphu"), (board.Plan.FindIndicator("2c2")!.Sources.Count, board.Plan.FindIndicator("2c2")!.Leads.Single()));
    }

    [Fact]
    public async Task AStart_KeepsWhatWasChanged_AndAnImportReplacesItOnPurpose()
    {
        await using var server = await BoardServer.StartAsync();
        var desk = new PlanDesk(server, Actor.Console);
        await desk.ShowAsync(PlanDesk.Population(("dak-ru", 9874)));
        var counts = Sql.Counts(server.Database);
        await Server.LoadPlansAsync(server.Services, CancellationToken.None);
        Assert.Equal(counts, Sql.Counts(server.Database));
        Assert.Equal(9874, (await desk.PlanAsync()).RegisteredDenominator("dak-ru", "population"));

        Assert.Equal(ImportPlan.Outcome.Replaced, (await server.ImportAsync(SeedPlan.Bytes())).Outcome);
        Assert.Equal(1, Sql.Number(server.Database, """SELECT count(*) FROM "Audit" WHERE "Action" = 'plan.import' AND "Id" > (SELECT max("Id") FROM "Audit" WHERE "Action" = 'plan.change')"""));
        Assert.Null((await desk.PlanAsync()).RegisteredDenominator("dak-ru", "population"));
    }

    [Fact]
    public async Task TheRestOfThePlan_StaysAsItIs()
    {
        await using var server = await BoardServer.StartAsync();
        var desk = new PlanDesk(server, Actor.Console);
        await desk.ShowAsync(new PlanChange.Effect(new(2023, 5, 20), false));
        var expected = JsonNode.Parse(SeedPlan.Bytes())!;
        expected["effectiveFrom"] = new JsonObject { ["date"] = "2023-05-20", ["assumed"] = false };
        var served = JsonNode.Parse(await server.Anonymous.GetByteArrayAsync($"/api/v1/plans/{BoardServer.Plan}"));
        Assert.True(JsonNode.DeepEquals(expected, served));
    }
}
