using Board.Tests.Support;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Board.Tests.Data;

public sealed class PlanShelfTests
{
    [Fact]
    public async Task APlanThatIsRefusedByNow_IsLeftOut_AndSaidOnceInTheLog()
    {
        await using var server = await BoardServer.StartAsync();
        await server.ImportAsync(SeedPlan.With(plan => plan["id"] = "second-2023"));
        await using var db = await server.Part<IDbContextFactory<BoardDb>>().CreateDbContextAsync();
        await db.Plans.Where(row => row.Id == "second-2023").ExecuteUpdateAsync(set => set.SetProperty(row => row.File, "{}"u8.ToArray()));

        var log = new LogLines<PlanShelf>();
        var shelf = new PlanShelf(log);
        for (var i = 0; i < 3; i++) Assert.Null(await shelf.FindAsync(db, "second-2023", default));
        Assert.NotNull(await shelf.FindAsync(db, BoardServer.Plan, default));
        var (level, text) = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Error, level);
        Assert.Contains("second-2023", text);
    }
}
