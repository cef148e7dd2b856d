using Board.Tests.Support;

namespace Board.Tests.Data;

/// <summary>Each invariant of <c>check</c>, with violations planted past the product.</summary>
public sealed class IntegrityTests
{
    private const string Insert = """
        INSERT INTO "Readings" ("PlanId", "Indicator", "Unit", "AsOf", "Revision", "Numerator", "Denominator", "State", "Current", "Version", "By", "At", "Source")
            VALUES ('dak-rlap-2023', '1b', 'dak-ru', '2023-10-31', {0}, 10000, 20000, 'Provisional', {1}, {2}, 'x', '2023-11-01 00:00:00', 'x');
        """;

    [Fact]
    public async Task EveryInvariantHolds_OnAFreshDatabase()
    {
        using var files = new TempFolder();
        Assert.Equal(0, (await CommandLine.RunAsync("plan", "import", SeedPlan.Path, CommandLine.On(files["board.db"]))).Code);
        Assert.Empty(await UsedBoard.BrokenAsync(files["board.db"]));
    }

    [Theory]
    [InlineData("foreign keys", "PRAGMA foreign_keys = OFF; UPDATE \"Plans\" SET \"Id\" = 'gone' WHERE \"Id\" = 'dak-rlap-2023'")]
    [InlineData("one effective reading per key", "UPDATE \"Readings\" SET \"Current\" = 0")]
    [InlineData("one effective reading per key", "UPDATE \"Readings\" SET \"State\" = 'Returned' WHERE \"Current\" = 1")]
    [InlineData("one effective reading per key", "DROP INDEX \"IX_Readings_Current\"; UPDATE \"Readings\" SET \"Current\" = 1")]
    [InlineData("revisions without gaps", "PRAGMA foreign_keys = OFF; DELETE FROM \"Readings\" WHERE \"Revision\" = 1")]
    [InlineData("revisions without gaps", "UPDATE \"Readings\" SET \"Revision\" = 0 WHERE \"Revision\" = 1")]
    [InlineData("no row is newer than the board", "UPDATE \"BoardVersion\" SET \"Value\" = 1")]
    [InlineData("no row is newer than the board", "UPDATE \"Plans\" SET \"Version\" = 1000")]
    [InlineData("every reading is in the audit once", "INSERT")]
    [InlineData("every reading is in the audit once", "PRAGMA foreign_keys = OFF; DELETE FROM \"Readings\" WHERE \"Revision\" = 2")]
    [InlineData("every reading is in the audit as it is stored", "UPDATE \"Readings\" SET \"Numerator\" = \"Numerator\" + 10000 WHERE \"Id\" = 2")]
    [InlineData("every reading is in the audit as it is stored", "UPDATE \"Readings\" SET \"Denominator\" = 20000000 WHERE \"Id\" = 1")]
    [InlineData("every reading is in the audit as it is stored", "UPDATE \"Readings\" SET \"By\" = 'somebody' WHERE \"Id\" = 1")]
    [InlineData("the board shows what the raw rows say", "UPDATE \"Readings\" SET \"Current\" = 0 WHERE \"Id\" = 2")]
    [InlineData("plans can be read", "UPDATE \"Plans\" SET \"File\" = '{}' WHERE \"Id\" = 'second-2023'")]
    [InlineData("a report is where its last submission left it", "UPDATE \"Reports\" SET \"Receipt\" = 'x'")]
    [InlineData("a report is where its last submission left it", "UPDATE \"Reports\" SET \"Submissions\" = 3")]
    [InlineData("a report is where its last submission left it", "UPDATE \"Reports\" SET \"State\" = 'Draft'")]
    [InlineData("a report is where its last submission left it", "UPDATE \"Reports\" SET \"Draft\" = '{\"readings\":[],\"unchanged\":[],\"progress\":[],\"difficulties\":\"x\",\"proposals\":\"\"}'")]
    [InlineData("a report is where its last submission left it", "UPDATE \"Reports\" SET \"DaysLate\" = 7")]
    [InlineData("no submitted report without its readings", "DELETE FROM \"SubmittedReadings\" WHERE \"Id\" = 1")]
    [InlineData("no submitted report without its readings", "UPDATE \"Readings\" SET \"Numerator\" = \"Numerator\" + 10000 WHERE \"Source\" = 'report'")]
    [InlineData("every receipt is there once", "UPDATE \"Submissions\" SET \"Receipt\" = \"Receipt\" || 'x'")]
    [InlineData("no report is newer than the board", "UPDATE \"Reports\" SET \"BoardVersion\" = 1000")]
    public async Task APlantedViolation_IsFound(string invariant, string sql)
    {
        using var files = await UsedBoard.StoppedAsync();
        if (sql == "INSERT") sql = string.Format(System.Globalization.CultureInfo.InvariantCulture, Insert, 1, 1, 1);
        Sql.Run(files["board.db"], Sql.DropTriggers + sql);
        Assert.Contains(invariant, await UsedBoard.BrokenAsync(files["board.db"]));
    }

    [Fact]
    public async Task ADamagedFile_IsFound()
    {
        using var files = await UsedBoard.StoppedAsync();
        // An index that lacks a row: what a lost page leaves.
        Sql.Run(files["board.db"], """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(sql, '"Current" = 1', '"Current" = 0') WHERE name = 'IX_Readings_Current';
            """);
        Assert.Contains("database file is whole", await UsedBoard.BrokenAsync(files["board.db"]));
    }
}
