using Board.Tests.Support;
using Board.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Tests.Data;

public sealed class AuditChainTests
{
    private const string Copy = """
        INSERT INTO "Audit" ("Id", "At", "Actor", "Name", "Action", "Subject", "Detail", "Mac")
            SELECT {0}, "At", "Actor", "Name", "Action", "Subject", "Detail", "Mac" FROM "Audit" WHERE "Id" = 3
        """;

    [Fact]
    public async Task TheChain_HoldsAfterEveryUseCase()
    {
        using var files = await UsedBoard.StoppedAsync();
        Assert.Empty(await UsedBoard.BrokenAsync(files["board.db"]));
        static string Repeated(string action, int times) => string.Concat(Enumerable.Repeat(action, times));
        Assert.Equal(25, Sql.Number(files["board.db"], "SELECT count(*) FROM \"Audit\""));
        Assert.Equal(
            "plan.import token.add token.add reading.submit reading.submit reading.submit reading.submit plan.import plan.import"
                + Repeated(" reading.submit", 6) + " report.submit report.return" + Repeated(" reading.submit", 6) + " report.submit report.accept",
            Sql.Text(files["board.db"], "SELECT group_concat(\"Action\", ' ') FROM (SELECT \"Action\" FROM \"Audit\" ORDER BY \"Id\")"));
    }

    [Theory]
    [InlineData("UPDATE \"Audit\" SET \"Name\" = 'somebody' WHERE \"Id\" = 4")]
    [InlineData("UPDATE \"Audit\" SET \"Actor\" = 'console' WHERE \"Id\" = 4")]
    [InlineData("UPDATE \"Audit\" SET \"Detail\" = replace(\"Detail\", '800', '801')")]
    [InlineData("UPDATE \"Audit\" SET \"Subject\" = 'token:9', \"Action\" = \"Action\" WHERE \"Id\" = 2")]
    [InlineData("UPDATE \"Audit\" SET \"At\" = '2023-01-01 00:00:00' WHERE \"Id\" = 9")]
    [InlineData("UPDATE \"Audit\" SET \"Name\" = \"Name\" || \"Action\", \"Action\" = '' WHERE \"Id\" = 1")]
    [InlineData("UPDATE \"Audit\" SET \"Mac\" = zeroblob(32) WHERE \"Id\" = 9")]
    [InlineData("UPDATE \"Audit\" SET \"Mac\" = zeroblob(0) WHERE \"Id\" = 1")]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Id\" = 1")]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Id\" = 5")]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Id\" = 9")]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Id\" > 7")]
    [InlineData("DELETE FROM \"Audit\"")]
    [InlineData("UPDATE \"Audit\" SET \"Id\" = \"Id\" + 100 WHERE \"Id\" = 9")]
    [InlineData("UPDATE \"Audit\" SET \"Id\" = 100 WHERE \"Id\" = 2; UPDATE \"Audit\" SET \"Id\" = 2 WHERE \"Id\" = 3; UPDATE \"Audit\" SET \"Id\" = 3 WHERE \"Id\" = 100")]
    public async Task AChangedRow_IsFound(string sql)
    {
        using var files = await UsedBoard.StoppedAsync();
        Sql.Run(files["board.db"], Sql.DropTriggers + sql);
        Assert.Contains("audit chain", await UsedBoard.BrokenAsync(files["board.db"]));
    }

    [Theory]
    [InlineData(26)]
    [InlineData(99)]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task AnInsertedRow_IsFound(int id)
    {
        using var files = await UsedBoard.StoppedAsync();
        Sql.Run(files["board.db"], Copy.Replace("{0}", $"{id}"));
        Assert.Contains("audit chain", await UsedBoard.BrokenAsync(files["board.db"]));
    }

    [Theory]
    [InlineData("DELETE FROM \"Readings\"")]
    [InlineData("DELETE FROM \"Readings\" WHERE \"Id\" = 1")]
    [InlineData("UPDATE \"Readings\" SET \"Numerator\" = 1")]
    [InlineData("UPDATE \"Readings\" SET \"Denominator\" = 1")]
    [InlineData("UPDATE \"Readings\" SET \"AsOf\" = '2023-01-01', \"Current\" = 0")]
    [InlineData("UPDATE \"Readings\" SET \"By\" = 'x'")]
    [InlineData("UPDATE \"Readings\" SET \"Note\" = 'x'")]
    [InlineData("UPDATE \"Readings\" SET \"Revision\" = 7 WHERE \"Id\" = 2")]
    [InlineData("REPLACE INTO \"Readings\" SELECT * FROM \"Readings\" WHERE \"Id\" = 1")]
    [InlineData("INSERT OR REPLACE INTO \"Audit\" SELECT * FROM \"Audit\" WHERE \"Id\" = 1")]
    [InlineData("DELETE FROM \"Audit\"")]
    [InlineData("UPDATE \"Audit\" SET \"Detail\" = '{}'")]
    [InlineData("DELETE FROM \"Submissions\"")]
    [InlineData("UPDATE \"Submissions\" SET \"Content\" = '{}'")]
    [InlineData("DELETE FROM \"SubmittedReadings\"")]
    [InlineData("UPDATE \"SubmittedReadings\" SET \"ReadingId\" = 1")]
    [InlineData("DELETE FROM \"Reviews\"")]
    [InlineData("UPDATE \"Reviews\" SET \"Reason\" = 'x'")]
    public async Task ReadingsAndAudit_CanNotBeChangedThroughSql(string sql)
    {
        using var files = await UsedBoard.StoppedAsync();
        // Without this, REPLACE deletes rows past their triggers; every connection of the product sets it.
        var fault = Assert.Throws<SqliteException>(() => Sql.Run(files["board.db"], "PRAGMA recursive_triggers = ON; " + sql));
        Assert.Contains("append-only", fault.Message);
    }

    [Fact]
    public async Task TheProductsOwnConnections_CanNotReplaceRowsEither()
    {
        await using var server = await BoardServer.StartAsync();
        await using var db = await server.Services.GetRequiredService<IDbContextFactory<BoardDb>>().CreateDbContextAsync();
        await Assert.ThrowsAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync("REPLACE INTO \"Audit\" SELECT * FROM \"Audit\" WHERE \"Id\" = 1"));
    }
}
