using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Live;

/// <summary>What a client that never reads costs. The memory of the whole process is measured, so nothing else may run meanwhile.</summary>
[Collection(nameof(Timed))]
public sealed class DeafClientTests
{
    [Fact]
    public async Task AClientThatStopsReading_CostsTheOthersNothing()
    {
        const int readings = 200, requests = 400;
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        using var office = await server.ClientAsync(Role.Secretariat);
        await using var machine = await HubWatcher.JoinAsync(server.Url);
        await using var page = await HubWatcher.JoinAsync(server.Url);
        var board = await machine.WatchAsync();
        await page.WatchPageAsync(HubWatcher.VersionOf(board));
        using var deaf = await DeafClient.JoinAsync(server.Url, requests);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        long last = 0;
        for (var i = 0; i < readings; i++) last = await BoardServer.PostShareAsync(office, "1c", "dak-ru", 500 + i, "2023-11-20");
        await machine.ReachAsync(last);
        await page.ReachPageAsync(last);

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < 24 * 1024 * 1024, $"{grown / 1024} KiB more");
        HubWatcher.AssertRising(machine.Changes.Select(HubWatcher.VersionOf));
        Assert.Equal(Figures(await server.BoardAsync()), machine.Figures(board));

        // It had room for one message at a time; once it reads, it is brought to the newest, and most was never made for it.
        var messages = await deaf.ReadUntilAsync(last);
        Assert.True(messages < requests, $"{messages} messages had been kept for it");
    }

    private static Dictionary<string, string> Figures(JsonNode board) =>
        board["indicators"]!.AsArray().ToDictionary(node => (string)node!["code"]!, node => node!.ToJsonString());

    /// <summary>Asks for the whole page again and again and reads nothing: its buffers are full before the first reading.</summary>
    private sealed class DeafClient : IDisposable
    {
        private const char End = '\u001e';

        private readonly TcpClient _client = new() { ReceiveBufferSize = 4096 };

        public static async Task<DeafClient> JoinAsync(string url, int requests)
        {
            var deaf = new DeafClient();
            var address = new Uri(url);
            await deaf._client.ConnectAsync(address.Host, address.Port);
            var stream = deaf._client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"GET /hubs/board HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
            var answer = new StringBuilder();
            while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)) answer.Append((char)stream.ReadByte());
            Assert.StartsWith("HTTP/1.1 101", answer.ToString(), StringComparison.Ordinal);
            await stream.WriteAsync(Frame($$"""{"protocol":"json","version":1}{{End}}"""));
            // The server must never wait with reading for a client that does not read, so this comes to an end.
            using var patience = new CancellationTokenSource(Patience.Most);
            for (var i = 0; i < requests; i++)
                await stream.WriteAsync(Frame($$"""{"type":1,"target":"WatchPage","arguments":["{{BoardServer.Plan}}","vi",-1]}{{End}}"""), patience.Token);
            return deaf;
        }

        /// <summary>Reads at last, until a version has come; answers how many pages came.</summary>
        public async Task<int> ReadUntilAsync(long version)
        {
            using var patience = new CancellationTokenSource(Patience.Most);
            var (pages, text, buffer) = (0, new StringBuilder(), new byte[64 * 1024]);
            var wanted = $"\"version\":{version},";
            while (true)
            {
                var count = await _client.GetStream().ReadAsync(buffer, patience.Token);
                Assert.NotEqual(0, count);
                // Frame heads in between hold no letters that matter.
                text.Append(Encoding.Latin1.GetString(buffer, 0, count));
                var all = text.ToString();
                var end = all.LastIndexOf(End);
                if (end < 0) continue;
                pages += all[..end].Split("\"PageChanged\"").Length - 1;
                if (all[..end].Contains(wanted, StringComparison.Ordinal)) return pages;
                text.Clear().Append(all, end, all.Length - end);
            }
        }

        public void Dispose() => _client.Dispose();

        private static byte[] Frame(string text)
        {
            var data = Encoding.UTF8.GetBytes(text);
            byte[] length = data.Length < 126 ? [(byte)(0x80 | data.Length)] : [0x80 | 126, (byte)(data.Length >> 8), (byte)data.Length];
            // Masked by zeros, which leave everything as it is.
            return [0x81, .. length, 0, 0, 0, 0, .. data];
        }
    }
}
