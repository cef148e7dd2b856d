using System.Collections.Immutable;
using System.Net.Http.Json;
using Board.Domain.Plans;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Administration;

namespace Board.Tests.Administration;

/// <summary>This year's plan copied into the next.</summary>
public sealed class CopyPlanTests
{
    private const string Next = "dak-rlap-2024";

    [Fact]
    public async Task TheCopy_HasNewThresholdsAndDates_AndThisYearStaysAsItIs()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        foreach (var unit in PlanBuilder.Communes) await BoardServer.PostShareAsync(office, "1a", unit, 7999, denominator: 10_000);
        var last = await BoardServer.PostShareAsync(office, "2a", "vhtt", 2, denominator: 3);
        await server.ReachAsync(last);
        await new PlanDesk(server, Actor.Console).ShowAsync(PlanDesk.Population(("dak-ru", 10_000)));
        var file = Sql.Text(server.Database, $"""SELECT hex("File") FROM "Plans" WHERE "Id" = '{BoardServer.Plan}' """);

        var offer = await OfferAsync(server);
        Assert.Equal((Next, "Kế hoạch hoạt động của Ban Chỉ đạo chuyển đổi số huyện Đăk R’lấp năm 2024"), (offer.Next.Id, offer.Next.Title));
        Assert.Equal(new Baseline(new(2023, 10, 31), 79.99m), offer.Next.Goals["1a"].Baseline);
        // Cut, not rounded: 66.66666… is no 66.6667.
        Assert.Equal(66.6666m, offer.Next.Goals["2a"].Baseline!.Value);
        var goals = offer.Next.Goals.ToImmutableDictionary().Remove("4b")
            .SetItem("1a", offer.Next.Goals["1a"] with { Name = "Đạt từ 85% trở lên", Floor = 85 })
            .SetItem("3e", offer.Next.Goals["3e"] with { Floor = 60, Aim = 65.5m });
        var next = offer.Next with { Goals = goals, Assignments = offer.Next.Assignments.Except(["18"]).ToHashSet(), EffectiveFrom = new(new(2024, 1, 15), false) };
        var stored = Assert.IsType<CopyPlan.Result.Stored>(await CopyAsync(server, offer, next));
        await server.ReachAsync(stored.Version);

        var plan = server.Live.State.Find(Next)!.Plan;
        var old = server.Live.State.Find(BoardServer.Plan)!.Plan;
        Assert.Equal((2024, next.Title, next.EffectiveFrom), (plan.Year, plan.Title, plan.EffectiveFrom));
        Assert.Equal(old.Indicators.Select(one => one.Code).Except(["4b"]), plan.Indicators.Select(one => one.Code));
        Assert.Equal(("Đạt từ 85% trở lên", new Target(85, null, Better.Higher)), (plan.FindIndicator("1a")!.Name, plan.FindIndicator("1a")!.Target));
        Assert.Equal(new Target(60, 65.5m, Better.Higher), plan.FindIndicator("3e")!.Target);
        Assert.All(plan.Indicators, one => Assert.Equal(new DateOnly(2024, 12, 31), one.Due));
        Assert.Equal(old.Assignments.Select(one => one.Code).Except(["18"]), plan.Assignments.Select(one => one.Code));
        Assert.Equal(new AssignmentDue(DueKind.Month, new(2024, 12, 31)), plan.Assignments.First(one => one.Code == "1").Due);
        Assert.Equal(new DueRule.OnDate(new(2024, 6, 15)), plan.Reporting.First(rule => rule.Code == "unit-plan").Before);
        Assert.Equal(old.Units, plan.Units);
        Assert.Equal(old.LegalBasis, plan.LegalBasis);
        Assert.Empty(plan.Holidays);
        Assert.Empty(plan.Denominators);

        Assert.Equal(file, Sql.Text(server.Database, $"""SELECT hex("File") FROM "Plans" WHERE "Id" = '{BoardServer.Plan}' """));
        Assert.Equal(
            """{"from":"dak-rlap-2023","dropped":{"indicators":["4b"],"assignments":["18"]},"targets":{"1a":{"from":{"floor":80,"aim":null},"to":{"floor":85,"aim":null}},"3e":{"from":{"floor":55,"aim":60},"to":{"floor":60,"aim":65.5}}}}""",
            Sql.Text(server.Database, """SELECT "Detail" FROM "Audit" WHERE "Action" = 'plan.copy' """));
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);
    }

    [Fact]
    public async Task TheRegister_IsTakenOver_WhereThatIsAskedFor()
    {
        await using var server = await BoardServer.StartAsync();
        await new PlanDesk(server, Actor.Console).ShowAsync(PlanDesk.Population(("dak-ru", 10_000)));
        var offer = await OfferAsync(server);
        var stored = Assert.IsType<CopyPlan.Result.Stored>(await CopyAsync(server, offer, offer.Next with { KeepsRegister = true }));
        await server.ReachAsync(stored.Version);
        Assert.Equal(10_000, server.Live.State.Find(Next)!.Plan.RegisteredDenominator("dak-ru", "population"));
    }

    [Fact]
    public async Task WhoeverMadeAPlan_FindsItsPage_EvenBeforeTheBoardHasReadIt()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.VisitorAsync(Role.Secretariat);
        (await office.Client.GetAsync("/admin/plan")).EnsureSuccessStatusCode();
        // A board that could not be read once is read again only when the clock goes on.
        Sql.Run(server.Database, "ALTER TABLE \"BoardVersion\" RENAME TO \"Away\"");
        server.Live.Announce();
        await Patience.UntilAsync(() => !server.Live.State.IsFresh, "a board that can't be read");
        Sql.Run(server.Database, "ALTER TABLE \"Away\" RENAME TO \"BoardVersion\"");
        var offer = await OfferAsync(server);
        var stored = Assert.IsType<CopyPlan.Result.Stored>(await CopyAsync(server, offer, offer.Next));
        var (asked, looks) = (office.Client.GetAsync($"/admin/plan?plan={Next}&made={stored.Version}"), 0);
        await Patience.UntilAsync(() =>
        {
            if (++looks == 10) server.Clock.Advance(TimeSpan.FromSeconds(2));
            return asked.IsCompleted;
        }, "the page");
        using var page = await asked;
        Assert.Equal(System.Net.HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Đã tạo kế hoạch năm 2024", System.Net.WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NextYear_TakesTheFirstPlace_OnlyOnceItHasBegun()
    {
        await using var server = await BoardServer.StartAsync();
        var offer = await OfferAsync(server);
        await server.ReachAsync(Assert.IsType<CopyPlan.Result.Stored>(await CopyAsync(server, offer, offer.Next)).Version);
        Assert.Equal(BoardServer.Plan, server.Live.State.Find(null)!.Plan.Id);
        Assert.Contains($"data-plan=\"{BoardServer.Plan}\"", await server.Anonymous.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains($"data-plan=\"{Next}\"", await server.Anonymous.GetStringAsync($"/?plan={Next}"), StringComparison.Ordinal);

        server.Clock.SetUtcNow(new(2023, 12, 31, 16, 59, 59, TimeSpan.Zero));
        await NewDayAsync(server, new(2023, 12, 31));
        Assert.Equal(BoardServer.Plan, server.Live.State.Find(null)!.Plan.Id);
        server.Clock.SetUtcNow(new(2023, 12, 31, 17, 0, 0, TimeSpan.Zero));
        await NewDayAsync(server, new(2024, 1, 1));
        Assert.Equal(Next, server.Live.State.Find(null)!.Plan.Id);
        Assert.Contains($"data-plan=\"{BoardServer.Plan}\"", await server.Anonymous.GetStringAsync($"/?plan={BoardServer.Plan}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneYear_IsCopiedOnce_HoweverManyTry()
    {
        await using var server = await BoardServer.StartAsync();
        var offer = await OfferAsync(server);
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => CopyAsync(server, offer, offer.Next with { Id = $"{Next}-{i % 2}" })));
        Assert.Single(results, result => result is CopyPlan.Result.Stored);
        Assert.All(results.OfType<CopyPlan.Result.Refused>(), refused => Assert.Contains(refused.Rejections.Single().Code, (string[])["plan-exists", "year-exists"]));
        Assert.Equal(2, Sql.Number(server.Database, """SELECT count(*) FROM "Plans" """));
    }

    [Fact]
    public async Task WhatCanBeNoPlan_IsRefused_ByTheIndicatorsOwnCode_AndNothingIsStored()
    {
        await using var server = await BoardServer.StartAsync();
        var offer = await OfferAsync(server);
        var counts = Sql.Counts(server.Database);
        async Task<IEnumerable<string>> RefusedAsync(NextYear next) =>
            Assert.IsType<CopyPlan.Result.Refused>(await CopyAsync(server, offer, next)).Rejections.Select(one => $"{one.Field} {one.Code}");
        var goals = offer.Next.Goals.ToImmutableDictionary();

        Assert.Equal(
            ["indicators[1c].target.floor number-out-of-range", "indicators[3e].target.aim aim-not-above-floor", "indicators[4a].name empty-text"],
            await RefusedAsync(offer.Next with
            {
                Goals = goals.Remove("1a").SetItem("1c", goals["1c"] with { Floor = 101 }).SetItem("3e", goals["3e"] with { Aim = 55 }).SetItem("4a", goals["4a"] with { Name = " " }),
            }));
        Assert.Contains("id bad-id", await RefusedAsync(offer.Next with { Id = "Kế hoạch" }));
        Assert.Contains("id plan-exists", await RefusedAsync(offer.Next with { Id = BoardServer.Plan }));
        Assert.Contains(" no-indicator-kept", await RefusedAsync(offer.Next with { Goals = ImmutableDictionary<string, NextYear.Goal>.Empty }));
        Assert.Equal(counts, Sql.Counts(server.Database));

        var version = new PlanDesk(server, Actor.Console);
        await version.StoreAsync(new PlanChange.Effect(new(2023, 5, 20), false));
        Assert.IsType<CopyPlan.Result.Outdated>(await CopyAsync(server, offer, offer.Next));
    }

    [Fact]
    public async Task WhatIsOver_IsNotOffered_AndWhatIsDoneEveryYearIs()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        foreach (var (code, status) in ((string, string)[])[("18", "done"), ("5", "dropped"), ("11", "done")])
            (await office.PostAsJsonAsync($"/api/v1/plans/{BoardServer.Plan}/assignments/{code}/progress", new { status, note = "Ghi nhận." })).EnsureSuccessStatusCode();
        var offer = await OfferAsync(server);
        Assert.Equal(["18", "5"], offer.Over.Order(StringComparer.Ordinal));
        Assert.Equal(18, offer.Next.Assignments.Count);
        Assert.Contains("11", offer.Next.Assignments);
    }

    private static async Task<ProposeNextYear.Offer> OfferAsync(BoardServer server) =>
        (await server.Part<ProposeNextYear>().ExecuteAsync(Actor.Console, BoardServer.Plan))!;

    private static Task<CopyPlan.Result> CopyAsync(BoardServer server, ProposeNextYear.Offer offer, NextYear next) =>
        server.Part<CopyPlan>().ExecuteAsync(Actor.Console, new(offer.Plan.Id, offer.Version, next));

    private static Task NewDayAsync(BoardServer server, DateOnly day) => Patience.UntilAsync(() =>
    {
        if (server.Live.State.Boards.Values.All(board => board.Today == day)) return true;
        server.Clock.Advance(TimeSpan.FromTicks(1));
        server.Live.Announce();
        return false;
    }, "the new day");
}
