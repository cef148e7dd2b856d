using System.Net;
using System.Net.Sockets;
using Board.Tests.Support;

namespace Board.Tests.Commands;

/// <summary>What keeps the server from serving is said in one line, by the process with its own log.</summary>
public sealed class ServeTests
{
    [Fact]
    public async Task TheFirstStart_MakesTheFolderOfTheDatabase()
    {
        await using var board = new BoardProcess();
        var database = Path.Combine(board.Folder, "data", "board.db");
        await board.StartAsync($"ConnectionStrings:Board=Data Source={database}");
        Assert.True(File.Exists(database));
    }

    [Fact]
    public async Task NoCommand_MakesAnythingOfABoardThatIsNotThere()
    {
        await using var board = new BoardProcess();
        foreach (var command in (string[][])[["check"], ["backup", "b.db"], ["restore", "b.db"], ["plan", "validate", SeedPlan.Path]]) await board.RunAsync(command);
        Assert.Empty(Directory.GetFileSystemEntries(board.Folder));
    }

    [Fact]
    public async Task APortInUse_IsSaidInOneLine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var board = new BoardProcess();
        Said("address already in use", await board.RunAsync("--Urls", $"http://{listener.LocalEndpoint}"));
    }

    [Fact]
    public async Task TlsWithoutACertificate_IsSaidInOneLine()
    {
        await using var board = new BoardProcess();
        Said("certificate", await board.RunAsync("--Urls", "https://127.0.0.1:0"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public async Task ADamagedDatabase_IsSaidInOneLine(int from)
    {
        using var files = await Data.UsedBoard.StoppedAsync();
        var bytes = await File.ReadAllBytesAsync(files["board.db"]);
        bytes.AsSpan(from, bytes.Length - from).Fill(0xA5);
        await using var board = new BoardProcess();
        await File.WriteAllBytesAsync(board.Database, bytes);
        Said(board.Database, await board.RunAsync("--Urls", "http://127.0.0.1:0"));
    }

    private static void Said(string words, (int Code, string Output, string Error) run)
    {
        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains(words, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }
}
