using Board.Tests.Support;

namespace Board.Tests.Commands;

public sealed class CheckTests
{
    [Fact]
    public async Task WithoutADatabase_ItSaysSo_AndMakesNothing()
    {
        using var files = new TempFolder();
        var database = files["board.db"];
        var run = await CommandLine.RunAsync("check", CommandLine.On(database));
        Assert.Equal((1, 1, 0), (run.Code, run.Errors.Length, run.Lines.Length));
        Assert.Contains("no database", run.Error);
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(database)!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(8192)]
    public async Task ADamagedFile_IsAFailure(int from)
    {
        using var files = await Data.UsedBoard.StoppedAsync();
        var bytes = await File.ReadAllBytesAsync(files["board.db"]);
        bytes.AsSpan(from, bytes.Length - from).Fill(0xA5);
        files.Write("board.db", bytes);
        var run = await CommandLine.RunAsync("check", CommandLine.On(files["board.db"]));
        Assert.Equal((1, 1, ""), (run.Code, run.Lines.Length, run.Error));
        Assert.StartsWith("FAIL  database file is whole: ", run.Output, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(files["board.db"]));
    }

    [Theory]
    [InlineData("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = (SELECT max(\"MigrationId\") FROM \"__EFMigrationsHistory\")")]
    [InlineData("DROP TABLE \"__EFMigrationsHistory\"")]
    [InlineData("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99')")]
    public async Task AnotherVersionsDatabase_IsSaidInOneLine_AndLeftAlone(string sql)
    {
        using var files = await Data.UsedBoard.StoppedAsync();
        Sql.Run(files["board.db"], sql);
        var before = await File.ReadAllBytesAsync(files["board.db"]);
        var run = await CommandLine.RunAsync("check", CommandLine.On(files["board.db"]));
        Assert.Equal((1, 1, 0), (run.Code, run.Errors.Length, run.Lines.Length));
        Assert.Contains("version", run.Error);
        Assert.Equal(before, await File.ReadAllBytesAsync(files["board.db"]));
    }

    [Fact]
    public async Task ARunningServer_CanBeChecked()
    {
        await using var server = await Data.UsedBoard.StartAsync();
        Assert.Empty(await Data.UsedBoard.BrokenAsync(server.Database));
    }
}
