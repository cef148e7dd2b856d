using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Tests.Data;

public sealed class ImportPlanTests
{
    [Fact]
    public async Task TheSameFileTwice_ChangesNothing()
    {
        await using var server = await BoardServer.StartAsync();
        var before = Sql.Counts(server.Database);
        var result = await server.ImportAsync(SeedPlan.Bytes());
        Assert.Equal((ImportPlan.Outcome.Unchanged, BoardServer.Plan), (result.Outcome, result.PlanId));
        Assert.Equal(before, Sql.Counts(server.Database));
    }

    [Fact]
    public async Task AFaultyFile_ChangesNothing_AndSaysEveryFault()
    {
        await using var server = await BoardServer.StartAsync();
        var before = Sql.Counts(server.Database);
        var result = await server.ImportAsync(SeedPlan.With(plan =>
        {
            plan["title"] = "";
            plan["extra"] = 1;
            plan["indicators"]![0]!["pillar"] = "9";
        }));
        Assert.Equal(ImportPlan.Outcome.Faulty, result.Outcome);
        Assert.Equal(["$.extra", "$.indicators[0].pillar", "$.title"], result.Faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
        Assert.Equal(before, Sql.Counts(server.Database));
    }

    [Fact]
    public async Task AFaultyFile_IsReadOnce()
    {
        await using var server = await BoardServer.StartAsync();
        var import = server.Part<ImportPlan>();
        var file = SeedPlan.With(plan => plan["extra"] = 1);
        long Allocated(Action act)
        {
            act();
            var before = GC.GetAllocatedBytesForCurrentThread();
            act();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        var once = Allocated(() => Domain.Plans.PlanFile.Read(file));
        Assert.InRange(Allocated(() => Assert.True(import.ExecuteAsync(Actor.Console, file).IsCompletedSuccessfully)), once / 2, once * 3 / 2);
    }

    [Fact]
    public async Task AChangedFile_ReplacesThePlan_AndReachesTheBoard()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.PostTextAsync(Answers.GoodReading).ExpectAsync(HttpStatusCode.Created);
        var version = Sql.Number(server.Database, """SELECT "Value" FROM "BoardVersion" """);

        var file = SeedPlan.With(plan => plan["indicators"]![0]!["target"]!["floor"] = 79);
        Assert.Equal(ImportPlan.Outcome.Replaced, (await server.ImportAsync(file)).Outcome);
        server.Live.Announce();
        await server.ReachAsync(version + 1);

        var gauge = (await server.BoardAsync())["indicators"]![0]!;
        Assert.Equal((79m, 80m), ((decimal)gauge["target"]!["floor"]!, (decimal)gauge["value"]!));
        Assert.Equal(file, await server.Anonymous.GetByteArrayAsync($"/api/v1/plans/{BoardServer.Plan}"));
    }

    [Fact]
    public async Task AChangedFile_IsRefused_WhenReadingsWouldLoseTheirPlace()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.PostTextAsync(Answers.GoodReading).ExpectAsync(HttpStatusCode.Created);
        var before = Sql.Counts(server.Database);

        var changes = new Action<JsonObject>[]
        {
            plan => plan["indicators"]![0]!["collectedFrom"] = new JsonArray("vhtt"),
            plan => plan["indicators"]![0]!["code"] = "1z",
            plan =>
            {
                var indicator = plan["indicators"]![0]!.AsObject();
                indicator["measure"] = "count";
                indicator.Remove("denominator");
                indicator.Remove("group");
                indicator.Remove("money");
            },
        };
        foreach (var change in changes)
        {
            var result = await server.ImportAsync(SeedPlan.With(plan =>
            {
                change(plan);
                // The assignments must go on naming indicators that there are.
                foreach (var assignment in plan["assignments"]!.AsArray()) assignment!["indicators"] = new JsonArray();
            }));
            Assert.Empty(result.Faults);
            Assert.Equal((ImportPlan.Outcome.ReadingsInTheWay, "1a dak-ru"), (result.Outcome, Assert.Single(result.InTheWay)));
            Assert.Equal(before, Sql.Counts(server.Database));
        }
    }

    [Fact]
    public async Task AChangedFile_IsRefused_WhenAReportWouldLoseItsDeadline()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        await unit.HandInAsync();
        var before = Sql.Counts(server.Database);
        var result = await server.ImportAsync(SeedPlan.With(plan => plan["effectiveFrom"]!["date"] = "2023-12-05"));
        Assert.Equal((ImportPlan.Outcome.ReportsInTheWay, "2023-Q4 Xã Đắk Ru"), (result.Outcome, Assert.Single(result.InTheWay)));
        Assert.Equal(before, Sql.Counts(server.Database));
    }

    [Fact]
    public async Task AFileWithAByteOrderMark_IsServedWithoutIt()
    {
        await using var server = await BoardServer.StartAsync();
        await server.ImportAsync([0xEF, 0xBB, 0xBF, .. SeedPlan.With(plan => plan["id"] = "marked-2023")]);
        var file = await server.Anonymous.GetByteArrayAsync("/api/v1/plans/marked-2023");
        Assert.Equal((byte)'{', file[0]);
    }

    [Theory]
    [InlineData(Role.Secretariat, ImportPlan.Outcome.Added)]
    [InlineData(Role.Committee, ImportPlan.Outcome.NotAllowed)]
    [InlineData(Role.Viewer, ImportPlan.Outcome.NotAllowed)]
    public async Task OnlyTheOffice_LoadsPlans(Role role, ImportPlan.Outcome expected)
    {
        await using var server = await BoardServer.StartAsync();
        using var client = await server.ClientAsync(role);
        var before = Sql.Counts(server.Database);
        var result = await server.Services.GetRequiredService<ImportPlan>().ExecuteAsync(new(ActorKind.Token, 1), SeedPlan.With(plan => plan["id"] = "other-2023"));
        Assert.Equal(expected, result.Outcome);
        if (expected == ImportPlan.Outcome.NotAllowed) Assert.Equal(before, Sql.Counts(server.Database));
    }

    [Fact]
    public async Task TwentyImportsAtOnce_LoadOnce()
    {
        await using var server = await BoardServer.StartAsync();
        var file = SeedPlan.With(plan => plan["id"] = "once-2023");
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.ImportAsync(file)));
        Assert.Single(results, result => result.Outcome == ImportPlan.Outcome.Added);
        Assert.Equal(19, results.Count(result => result.Outcome == ImportPlan.Outcome.Unchanged));
    }

    [Fact]
    public async Task AHugeFile_IsRefused()
    {
        await using var server = await BoardServer.StartAsync();
        var result = await server.ImportAsync(Encoding.UTF8.GetBytes(new string(' ', 5 * 1024 * 1024)));
        Assert.Equal("plan-too-big", Assert.Single(result.Faults).Code);
    }
}
