using System.Net;
using Board.Tests.Support;

namespace Board.Tests.Reports;

/// <summary>The server is killed while people write.</summary>
public sealed class ReportSurvivalTests
{
    private const int Rounds = 4;

    [Fact]
    public async Task KilledAtAnyMoment_NoAcknowledgedDraftIsLost_AndNoReportIsHalfIn()
    {
        await using var board = new BoardProcess("Board:PublicBoard=true", "Board:Clock:Start=2023-11-24T08:00:00+07:00");
        using var office = await board.ClientAsync("secretariat");
        string[] units = ["dak-ru", "dak-sin", "nhan-co"];
        var acknowledged = units.ToDictionary(unit => unit, _ => (Version: 0, Text: ""));
        var receipts = new Dictionary<string, string>();

        // Each unit saves again and again; the first of each round is handed in on the way.
        async Task WriteAsync(string unit, int round, CancellationToken stopped)
        {
            try
            {
                for (var number = 0; !stopped.IsCancellationRequested; number++)
                {
                    var draft = ReportCalls.Whole(acknowledged[unit].Version, 100 + number);
                    draft["difficulties"] = $"{unit} {round} {number}";
                    using var answer = await office.PutReportAsync(draft, unit: unit);
                    var body = await answer.JsonAsync();
                    lock (acknowledged)
                        acknowledged[unit] = answer.StatusCode == HttpStatusCode.OK
                            ? ((int)body["version"]!, (string)draft["difficulties"]!)
                            : throw new InvalidOperationException(body.ToJsonString());
                    if (unit != units[round % units.Length] || number != 5) continue;
                    var receipt = await office.CallAsync("submit", new { confirm = true }, unit: unit).ExpectAsync(HttpStatusCode.OK);
                    lock (receipts) receipts[unit] = (string)receipt["receipt"]!;
                    return;
                }
            }
            catch (HttpRequestException)
            {
            }
        }

        for (var round = 0; round < Rounds; round++)
        {
            await board.StartAsync();
            foreach (var unit in units)
            {
                var report = await office.ReportAsync(unit: unit);
                // At least what was acknowledged; one more save may be in whose answer was lost.
                Assert.InRange((int)report["version"]!, acknowledged[unit].Version, acknowledged[unit].Version + 1);
                if ((int)report["version"]! == acknowledged[unit].Version) Assert.Equal(acknowledged[unit].Text, (string?)report["difficulties"]);
                if (receipts.TryGetValue(unit, out var receipt)) Assert.Equal((receipt, "submitted"), ((string?)report["receipt"], (string?)report["state"]));
                acknowledged[unit] = ((int)report["version"]!, (string)report["difficulties"]!);
            }
            using var stop = new CancellationTokenSource();
            var started = acknowledged.Values.Sum(one => one.Version);
            var writers = units.Where(unit => !receipts.ContainsKey(unit)).Select(unit => WriteAsync(unit, round, stop.Token)).ToList();
            if (writers.Count == 0) break;
            await Patience.UntilAsync(() => { lock (acknowledged) return acknowledged.Values.Sum(one => one.Version) >= started + 8 + 5 * round; }, "saves");
            await board.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(writers);
        }

        var (code, output, error) = await board.RunAsync("check");
        Assert.True(code == 0, output + error);
    }

    [Fact]
    public async Task ADraft_AndItsFile_SurviveARestart()
    {
        await using var board = new BoardProcess("Board:PublicBoard=true", "Board:Clock:Start=2023-11-24T08:00:00+07:00");
        using var office = await board.ClientAsync("secretariat");
        await board.StartAsync();
        await office.PutReportAsync(ReportCalls.Whole()).ExpectAsync(HttpStatusCode.OK);
        var id = (string)(await AttachmentTests.AttachAsync(office, "a.pdf", AttachmentTests.Pdf).ExpectAsync(HttpStatusCode.Created))["id"]!;
        var before = await office.ReportAsync();
        await board.KillAsync();
        await board.StartAsync();
        Assert.Equal(before.ToJsonString(), (await office.ReportAsync()).ToJsonString());
        Assert.Equal(AttachmentTests.Pdf, await office.GetByteArrayAsync(ReportCalls.Address(call: $"/attachments/{id}")));
        Assert.True(Directory.Exists(Path.Combine(board.Folder, "attachments", "board")));
    }
}
