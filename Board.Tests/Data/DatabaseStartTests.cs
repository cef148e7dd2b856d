using Board.Tests.Support;
using Board.Web.Data;

namespace Board.Tests.Data;

public sealed class DatabaseStartTests
{
    [Fact]
    public async Task AStaleMigrationLock_DoesNotHoldUpTheStart()
    {
        using var files = new TempFolder();
        var database = files["board.db"];
        string[] import = ["plan", "import", SeedPlan.Path, CommandLine.On(database)];
        Assert.Equal(0, (await CommandLine.RunAsync(import)).Code);
        Sql.Run(database, """
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT OR REPLACE INTO "__EFMigrationsLock" VALUES (1, '2023-01-01 00:00:00');
            """);
        var again = CommandLine.RunAsync(import);
        Assert.Equal(0, (await again.WaitAsync(Patience.Most, TimeProvider.System)).Code);
    }

    [Fact]
    public async Task TheFirstStart_MakesFiles_ThatOnlyTheirOwnerReads()
    {
        await using var server = await BoardServer.StartAsync();
        var key = AuditKey.FileOf(server.Database);
        Assert.Equal(64, (await File.ReadAllTextAsync(key)).Length);
        using var files = new TempFolder();
        Assert.Null(await Backup.WriteAsync(server.Services, files["b.db"], default));
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in (string[])[key, server.Database, server.Database + "-wal", files["b.db"]])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void APrivateFile_IsPrivateFromItsFirstMoment_AndNeverTakesAnOldOnesPlace()
    {
        using var files = new TempFolder();
        using (PrivateFile.Create(files["key"]))
        {
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(files["key"]));
        }
        Assert.Throws<IOException>(() => PrivateFile.Create(files["key"]));
        PrivateFile.Ensure(files["key"]);
    }

    [Fact]
    public async Task ALostKey_StopsTheStart_AndIsNotReplaced()
    {
        using var files = new TempFolder();
        var database = files["board.db"];
        Assert.Equal(0, (await CommandLine.RunAsync("plan", "import", SeedPlan.Path, CommandLine.On(database))).Code);
        File.Delete(AuditKey.FileOf(database));

        foreach (var command in (string[][])[["check"], ["plan", "import", SeedPlan.Path], ["token", "add", "--name", "n", "--role", "viewer"], []])
        {
            var run = await CommandLine.RunAsync([.. command, CommandLine.On(database), "--Urls=http://127.0.0.1:0"]);
            Assert.Equal((1, 1), (run.Code, run.Errors.Length));
            Assert.Contains("audit key", run.Error);
            Assert.False(File.Exists(AuditKey.FileOf(database)));
        }
    }

    [Fact]
    public async Task AnotherKey_IsFoundByCheck()
    {
        using var files = new TempFolder();
        var database = files["board.db"];
        Assert.Equal(0, (await CommandLine.RunAsync("plan", "import", SeedPlan.Path, CommandLine.On(database))).Code);
        await File.WriteAllTextAsync(AuditKey.FileOf(database), new string('A', 64));
        var run = await CommandLine.RunAsync("check", CommandLine.On(database));
        Assert.Equal(1, run.Code);
        Assert.Contains("FAIL  audit chain: entry 1", run.Lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key at all")]
    [InlineData("AAAA")]
    public async Task AKeyFileWithoutAKey_IsSaidInOneLine(string content)
    {
        using var files = new TempFolder();
        var database = files["board.db"];
        await File.WriteAllTextAsync(AuditKey.FileOf(database), content);
        var run = await CommandLine.RunAsync("plan", "import", SeedPlan.Path, CommandLine.On(database));
        Assert.Equal((1, 1), (run.Code, run.Errors.Length));
        Assert.Contains("does not hold an audit key", run.Error);
    }

    [Fact]
    public async Task AFileThatIsNoDatabase_IsSaid_AndLeftAlone()
    {
        using var files = new TempFolder();
        var database = files.Write("board.db", [.. "This is a letter, not a database. "u8]);
        var run = await CommandLine.RunAsync("token", "add", "--name", "n", "--role", "viewer", CommandLine.On(database));
        Assert.Equal((1, 1, 0), (run.Code, run.Errors.Length, run.Lines.Length));
        Assert.Contains("file is not a database", run.Error);
        Assert.Equal("This is a letter, not a database. "u8.ToArray(), await File.ReadAllBytesAsync(database));
    }
}
