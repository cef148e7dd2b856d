using System.Net;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;

namespace Board.Tests.Data;

public sealed class BackupTests
{
    [Fact]
    public async Task ABackup_IsWhole_WhileReadingsArePosted()
    {
        await using var server = await UsedBoard.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        using var files = new TempFolder();
        using var enough = new CancellationTokenSource();
        var posting = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested) await office.PostTextAsync(Answers.GoodReading).ExpectAsync(HttpStatusCode.Created);
        });
        for (var i = 1; i <= 3; i++)
        {
            var before = Sql.Number(server.Database, "SELECT count(*) FROM \"Readings\"");
            Assert.Null(await Backup.WriteAsync(server.Services, files[$"{i}.db"], default));
            Assert.InRange(Sql.Number(files[$"{i}.db"], "SELECT count(*) FROM \"Readings\""), before, Sql.Number(server.Database, "SELECT count(*) FROM \"Readings\""));
            File.Copy(AuditKey.FileOf(server.Database), AuditKey.FileOf(files[$"{i}.db"]));
            var check = await CommandLine.RunAsync("check", CommandLine.On(files[$"{i}.db"]));
            Assert.True(check.Code == 0, check.Output + check.Error);
        }
        await enough.CancelAsync();
        await posting;
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(files["x"])!, "*.part"));
    }

    [Fact]
    public async Task ABackup_NeverOverwrites()
    {
        await using var server = await BoardServer.StartAsync();
        using var files = new TempFolder();
        var path = files.Write("kept.db", [1, 2, 3]);
        var run = await CommandLine.RunAsync("backup", path, CommandLine.On(server.Database));
        Assert.Equal((1, 1, 0), (run.Code, run.Errors.Length, run.Lines.Length));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task AttachedFiles_GoWithTheBackup_AndComeBackWithIt()
    {
        using var files = new TempFolder();
        using var kept = new TempFolder();
        string[] ids;
        await using (var server = await BoardServer.StartAsync())
        {
            using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
            ids = [await AttachAsync(unit), await AttachAsync(unit), await AttachAsync(unit)];
            await unit.DeleteAsync(ReportCalls.Address(call: $"/attachments/{ids[2]}"));
            // A file of no row is no part of the board.
            File.WriteAllBytes(Path.Combine(AttachmentFiles.FolderOf(server.Database), "4567"), AttachmentTests.Pdf);
            Assert.Null(await Backup.WriteAsync(server.Services, files["b.db"], default));
            Assert.Equal(ids[..2].Order(), Names(files["b.db"]));
            Assert.Contains("exists already", await Backup.WriteAsync(server.Services, files["b.db"], default), StringComparison.Ordinal);

            // One is lost on the disk, and another one spoilt: the copy is made, and says so.
            var folder = AttachmentFiles.FolderOf(server.Database);
            File.Delete(Path.Combine(folder, ids[0]));
            File.WriteAllBytes(Path.Combine(folder, ids[1]), [1, 2, 3]);
            var complaint = await Backup.WriteAsync(server.Services, kept["c.db"], default);
            Assert.Contains("2 attached files are at fault", complaint, StringComparison.Ordinal);
            Assert.Contains(ids[0] + " a.pdf is missing", complaint, StringComparison.Ordinal);
            Assert.Contains(ids[1] + " a.pdf was changed", complaint, StringComparison.Ordinal);
            Assert.Contains(await server.FindingsAsync(), finding => finding is { Invariant: "every attached file is there", Faults.Count: 2 });
            foreach (var there in (string[])[files["new.db"], kept["new.db"]]) File.Copy(AuditKey.FileOf(server.Database), AuditKey.FileOf(there));
        }

        // On another machine: nothing is there but the backup and the key.
        Assert.Equal(0, (await CommandLine.RunAsync("restore", files["b.db"], CommandLine.On(files["new.db"]))).Code);
        Assert.Equal(ids[..2].Order(), Names(files["new.db"]));
        Assert.Equal(AttachmentTests.Pdf, File.ReadAllBytes(Path.Combine(AttachmentFiles.FolderOf(files["new.db"]), ids[0])));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(AttachmentFiles.FolderOf(files["new.db"]), ids[0])));
        var lossy = await CommandLine.RunAsync("restore", kept["c.db"], CommandLine.On(kept["new.db"]));
        Assert.Equal((1, 1), (lossy.Code, lossy.Errors.Length));
        Assert.Contains("Done, but 2 attached files", lossy.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(kept["new.db"]));

        async Task<string> AttachAsync(HttpClient unit) => (string)(await AttachmentTests.AttachAsync(unit, "a.pdf", AttachmentTests.Pdf).ExpectAsync(HttpStatusCode.Created))["id"]!;
        static IEnumerable<string?> Names(string database) => Directory.EnumerateFiles(AttachmentFiles.FolderOf(database)).Select(Path.GetFileName).Order();
    }

    [Fact]
    public async Task ABackupOfNothing_IsRefused_AndMakesNothing()
    {
        using var files = new TempFolder();
        var run = await CommandLine.RunAsync("backup", files["b.db"], CommandLine.On(files["none.db"]));
        Assert.Equal((1, 1), (run.Code, run.Errors.Length));
        Assert.False(File.Exists(files["none.db"]) || File.Exists(files["b.db"]));
    }

    [Fact]
    public async Task Restore_IsRefused_WhileTheServerRuns()
    {
        await using var server = await UsedBoard.StartAsync();
        using var files = new TempFolder();
        Assert.Null(await Backup.WriteAsync(server.Services, files["b.db"], default));
        var before = Sql.Counts(server.Database);
        var run = await CommandLine.RunAsync("restore", files["b.db"], CommandLine.On(server.Database));
        Assert.Equal((1, "The server is running; stop it first."), (run.Code, run.Error.Trim()));
        Assert.Equal(before, Sql.Counts(server.Database));
    }

    [Fact]
    public async Task Restore_BringsTheRowsBack_AtAHigherVersionThanEver()
    {
        using var files = await StoppedAsync();
        var database = files["board.db"];
        Assert.Equal(0, (await CommandLine.RunAsync("backup", files["b.db"], CommandLine.On(database))).Code);
        var (counts, epoch) = (Sql.Counts(database).Split(", version")[0], Epoch(database));
        Sql.Run(database, "UPDATE \"BoardVersion\" SET \"Value\" = 500; DELETE FROM \"Receipts\"");

        var run = await CommandLine.RunAsync("restore", files["b.db"], CommandLine.On(database));
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(counts + ", version 501", Sql.Counts(database));
        Assert.Equal(epoch, Epoch(database));
        Assert.Equal(500, Sql.Number(files["board.db.before-restore"], "SELECT \"Value\" FROM \"BoardVersion\""));
        Assert.Equal(0, (await CommandLine.RunAsync("check", CommandLine.On(database))).Code);

        // And once more, from the older side: the backup is the one that is ahead.
        Sql.Run(database, "UPDATE \"BoardVersion\" SET \"Value\" = 3");
        Sql.Run(files["b.db"], "UPDATE \"BoardVersion\" SET \"Value\" = 900");
        Assert.Equal(0, (await CommandLine.RunAsync("restore", files["b.db"], CommandLine.On(database))).Code);
        Assert.Equal(901, Sql.Number(database, "SELECT \"Value\" FROM \"BoardVersion\""));
    }

    [Fact]
    public async Task Restore_Works_WhereTheDatabaseIsGoneOrDamaged()
    {
        using var files = await StoppedAsync();
        var database = files["board.db"];
        Assert.Equal(0, (await CommandLine.RunAsync("backup", files["b.db"], CommandLine.On(database))).Code);
        var (counts, epoch) = (Sql.Counts(database).Split(", version")[0], Epoch(database));

        await File.WriteAllBytesAsync(database, new byte[10_000]);
        var damaged = await CommandLine.RunAsync("restore", files["b.db"], CommandLine.On(database));
        Assert.True(damaged.Code == 0, damaged.Error);
        Assert.StartsWith(counts, Sql.Counts(database), StringComparison.Ordinal);
        // How far open boards had come is not known, so they must load again.
        Assert.NotEqual(epoch, Epoch(database));

        File.Delete(database);
        Assert.Equal(0, (await CommandLine.RunAsync("restore", files["b.db"], CommandLine.On(database))).Code);
        Assert.StartsWith(counts, Sql.Counts(database), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData("another", "was not written with the key")]
    public async Task Restore_SaysWhereTheAuditsKeyIsNotAtHand(string? key, string said)
    {
        using var files = await StoppedAsync();
        var database = files["board.db"];
        Assert.Equal(0, (await CommandLine.RunAsync("backup", files["b.db"], CommandLine.On(database))).Code);
        var (path, right, counts) = (AuditKey.FileOf(database), await File.ReadAllBytesAsync(AuditKey.FileOf(database)), Sql.Counts(database).Split(", version")[0]);
        // As on another machine, where a new board has been started already.
        File.Delete(path);
        File.Delete(database);
        if (key is not null) AuditKey.ReadOrMake(path);

        var run = await CommandLine.RunAsync("restore", files["b.db"], CommandLine.On(database));
        Assert.Equal((1, 0), (run.Code, run.Lines.Length));
        Assert.Contains(said, Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.StartsWith(counts, Sql.Counts(database), StringComparison.Ordinal);

        await File.WriteAllBytesAsync(path, right);
        Assert.Empty(await UsedBoard.BrokenAsync(database));
        Assert.Equal(0, (await CommandLine.RunAsync("restore", files["b.db"], CommandLine.On(database))).Code);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("empty")]
    [InlineData("zeroes")]
    [InlineData("foreign")]
    [InlineData("half foreign")]
    [InlineData("truncated")]
    [InlineData("newer")]
    [InlineData("missing")]
    public async Task Restore_RefusesWhatIsNoBackup_AndLeavesEverythingAsItWas(string what)
    {
        using var files = await StoppedAsync();
        var database = files["board.db"];
        var path = files["b.db"];
        switch (what)
        {
            case "garbage": files.Write("b.db", [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i * 7))]); break;
            case "empty": files.Write("b.db", []); break;
            case "zeroes": files.Write("b.db", new byte[8192]); break;
            case "foreign": Make(files, "CREATE TABLE songs (title TEXT)"); break;
            case "half foreign": Make(files, "CREATE TABLE \"BoardVersion\" (\"Id\" INTEGER); INSERT INTO \"BoardVersion\" VALUES (1)"); break;
            case "truncated":
                await CommandLine.RunAsync("backup", path, CommandLine.On(database));
                files.Write("b.db", (await File.ReadAllBytesAsync(path))[..^8192]);
                break;
            case "newer":
                await CommandLine.RunAsync("backup", path, CommandLine.On(database));
                Sql.Run(path, "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Future', '30.0')");
                break;
        }
        var (bytes, listing) = (await File.ReadAllBytesAsync(database), Listing(files));
        var run = await CommandLine.RunAsync("restore", path, CommandLine.On(database));
        Assert.Equal((1, 1, 0), (run.Code, run.Errors.Length, run.Lines.Length));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(database));
        Assert.Equal(listing, Listing(files));
    }

    private static void Make(TempFolder files, string sql)
    {
        files.Write("b.db", []);
        Sql.Run(files["b.db"], sql);
    }

    private static string Epoch(string database) => Sql.Text(database, "SELECT \"Epoch\" FROM \"BoardVersion\"");

    private static string Listing(TempFolder files) => string.Join(" ", Directory.GetFiles(Path.GetDirectoryName(files["x"])!).Select(Path.GetFileName).Order());

    /// <summary>A used database whose server has stopped.</summary>
    private static async Task<TempFolder> StoppedAsync()
    {
        var files = await UsedBoard.StoppedAsync();
        // The first command makes the lock files, so that they don't show as a change.
        Assert.Empty(await UsedBoard.BrokenAsync(files["board.db"]));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return files;
    }
}
