using System.Net;
using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;

namespace Board.Tests.Data;

/// <summary>A server whose database has seen every use case there is.</summary>
public static class UsedBoard
{
    private static readonly Lazy<Task<(byte[] Database, byte[] Key)>> Stopped = new(StopAsync);

    public static async Task<BoardServer> StartAsync()
    {
        var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        using var unit = await server.ClientAsync(Role.Reporter, "dak-sin");
        await office.PostTextAsync(Answers.GoodReading, key: "a").ExpectAsync(HttpStatusCode.Created);
        await office.PostTextAsync(Answers.GoodReading.Replace("800", "790")).ExpectAsync(HttpStatusCode.Created);
        await unit.PostTextAsync(Answers.GoodReading.Replace("dak-ru", "dak-sin").Replace("800", "10")).ExpectAsync(HttpStatusCode.Created);
        await unit.PostTextAsync(Answers.GoodReading.Replace("dak-ru", "dak-sin").Replace("}", ",\"confirm\":true}")).ExpectAsync(HttpStatusCode.Created);
        await office.PostTextAsync(Answers.GoodReading.Replace("800", "9999")).ExpectProblemAsync(422, "refused");
        await server.ImportAsync(SeedPlan.With(plan => plan["title"] = "Kế hoạch sửa 😀"));
        await server.ImportAsync(SeedPlan.With(plan => plan["id"] = "second-2023"));
        await office.HandInAsync(unit: "nhan-dao");
        await office.CallAsync("return", new { reason = "xem lại", dueBefore = "2023-12-08" }, unit: "nhan-dao").ExpectAsync(HttpStatusCode.OK);
        await office.HandInAsync(ReportCalls.Whole(numerator: 510), unit: "nhan-dao");
        await office.CallAsync("accept", unit: "nhan-dao").ExpectAsync(HttpStatusCode.OK);
        return server;
    }

    /// <summary>A copy of its database after the server has stopped, as <c>board.db</c> with its key.</summary>
    public static async Task<TempFolder> StoppedAsync()
    {
        var (database, key) = await Stopped.Value;
        var files = new TempFolder();
        files.Write("board.db", database);
        files.Write(Path.GetFileName(AuditKey.FileOf(files["board.db"])), key);
        return files;
    }

    /// <summary>The invariants that <c>check</c> finds broken.</summary>
    public static async Task<IReadOnlyList<string>> BrokenAsync(string database)
    {
        var run = await CommandLine.RunAsync("check", CommandLine.On(database));
        string[] broken = [.. run.Lines.Where(line => !line.StartsWith("ok    ", StringComparison.Ordinal)).Select(line => line["FAIL  ".Length..].Split(':')[0])];
        Assert.Equal((broken.Length > 0 ? 1 : 0, ""), (run.Code, run.Error));
        return broken;
    }

    private static async Task<(byte[] Database, byte[] Key)> StopAsync()
    {
        await using var server = await StartAsync();
        using var files = new TempFolder();
        Assert.Null(await Backup.WriteAsync(server.Services, files["board.db"], default));
        return (await File.ReadAllBytesAsync(files["board.db"]), await File.ReadAllBytesAsync(AuditKey.FileOf(server.Database)));
    }
}
