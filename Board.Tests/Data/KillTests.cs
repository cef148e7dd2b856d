using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Tests.Support;

namespace Board.Tests.Data;

public sealed class KillTests
{
    private const int Rounds = 5;

    private static readonly string[] Units = ["dak-ru", "dak-sin", "kien-duc", "nhan-co"];

    [Fact]
    public async Task KilledAtAnyMoment_NothingAcknowledgedIsLost_AndNothingIsDoubled()
    {
        await using var board = new BoardProcess("Board:PublicBoard=true", "Board:Clock:Start=2023-11-24T08:00:00+07:00");
        using var office = await board.ClientAsync("secretariat");
        var acknowledged = new ConcurrentDictionary<string, (JsonNode Receipt, int Numerator)>();
        var open = new ConcurrentDictionary<string, (object Body, int Number)>();
        var sent = 0;

        // Several figures for the same day and unit: a lost or doubled one would show in the revisions, too.
        async Task WriteAsync(string unit, CancellationToken stopped)
        {
            while (!stopped.IsCancellationRequested)
            {
                var number = Interlocked.Increment(ref sent);
                var (key, body) = ($"key-{number}", (object)new { indicator = "1a", unit, asOf = "2023-10-31", numerator = number, denominator = 100_000, confirm = true });
                open[key] = (body, number);
                try
                {
                    acknowledged[key] = (await PostAsync(office, key, body), number);
                    open.TryRemove(key, out _);
                }
                catch (HttpRequestException)
                {
                    return;
                }
            }
        }

        for (var round = 0; round < Rounds; round++)
        {
            await board.StartAsync();
            foreach (var (key, (body, number)) in open)
            {
                acknowledged[key] = (await PostAsync(office, key, body), number);
                open.TryRemove(key, out _);
            }
            using var stop = new CancellationTokenSource();
            var before = acknowledged.Count;
            var writers = Units.Select(unit => WriteAsync(unit, stop.Token)).ToList();
            await Patience.UntilAsync(() => acknowledged.Count >= before + 15 + 7 * round, "acknowledgements");
            await board.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(writers);
        }

        await board.StartAsync();
        foreach (var (key, (body, number)) in open) acknowledged[key] = (await PostAsync(office, key, body), number);
        // Every key once more: the same receipts, and nothing new.
        foreach (var (key, (receipt, numerator)) in acknowledged.OrderBy(pair => pair.Value.Numerator).Take(20))
        {
            var unit = (await StoredAsync(board)).Single(row => (long)row!["id"]! == (long)receipt["id"]!)!["unit"]!;
            var again = await PostAsync(office, key, new { indicator = "1a", unit = (string)unit!, asOf = "2023-10-31", numerator, denominator = 100_000, confirm = true });
            Assert.Equal(receipt.ToJsonString(), again.ToJsonString());
        }

        var stored = (await StoredAsync(board)).Select(row => ((long)row!["id"]!, (int)row["revision"]!, (int)row["numerator"]!)).Order().ToList();
        var receipts = acknowledged.Values.Select(value => ((long)value.Receipt["id"]!, (int)value.Receipt["revision"]!, value.Numerator)).Order().ToList();
        Assert.Equal(receipts, stored);
        var (code, output, error) = await board.RunAsync("check");
        Assert.True(code == 0, output + error);
        Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("ok", line, StringComparison.Ordinal));
    }

    private static async Task<JsonNode> PostAsync(HttpClient client, string key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/plans/{BoardServer.Plan}/readings") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        var answer = await client.SendAsync(request);
        var receipt = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.True(answer.IsSuccessStatusCode, receipt.ToJsonString());
        return receipt;
    }

    private static async Task<JsonArray> StoredAsync(BoardProcess board) =>
        (await board.Client.GetFromJsonAsync<JsonNode>($"/api/v1/plans/{BoardServer.Plan}/indicators/1a/readings"))!.AsArray();
}
