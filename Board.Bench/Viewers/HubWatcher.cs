using System.Text;
using Board.Bench.Wire;

namespace Board.Bench.Viewers;

/// <summary>
/// A viewer of a SignalR hub, speaking the JSON protocol by hand: the handshake, at most one invocation, pings. Of what
/// comes it looks only for the version.
/// </summary>
internal sealed class HubWatcher : IViewer
{
    private static readonly byte[] Handshake = ClientFrame.Of(FrameKind.Text, "{\"protocol\":\"json\",\"version\":1}\u001e"u8);
    private static readonly byte[] Ping = ClientFrame.Of(FrameKind.Text, "{\"type\":6}\u001e"u8);

    private readonly byte[]? _invocation;
    private readonly CutStream _stream = new(VersionMark.HubMessage);
    private Stage _stage;

    /// <param name="path">Path of the hub.</param>
    /// <param name="invocation">What <see cref="Invocation"/> made: one array for all viewers. Null to only listen.</param>
    public HubWatcher(string path, byte[]? invocation) => (Path, _invocation) = (path, invocation);

    private enum Stage
    {
        ShakingHands,
        Joining,
        Watching,
    }

    public string Path { get; }

    public string Cookies => "";

    /// <summary>The frame that calls a hub method and asks for its completion.</summary>
    public static byte[] Invocation(string method, string argumentsJson) => ClientFrame.Of(
        FrameKind.Text,
        Encoding.UTF8.GetBytes($"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"{method}\",\"arguments\":{argumentsJson}}}\u001e"));

    public void Open(ViewerSocket socket) => socket.SendRaw(Handshake);

    public void KeepAlive(ViewerSocket socket) => socket.SendRaw(Ping);

    public void Receive(ViewerSocket socket, ReadOnlySpan<byte> payload, long tick)
    {
        if (_stage != Stage.Watching) Join(socket, payload);
        var version = _stream.HighestIn(payload);
        if (version > 0) socket.Saw(version, tick);
    }

    private void Join(ViewerSocket socket, ReadOnlySpan<byte> payload)
    {
        if (payload.IndexOf("\"error\":"u8) >= 0)
            throw new IOException($"hub {Path} answered {Encoding.UTF8.GetString(payload)}");
        if (_stage == Stage.ShakingHands)
        {
            _stage = Stage.Joining;
            if (_invocation is not null) socket.SendRaw(_invocation);
        }
        if (_invocation is not null && payload.IndexOf("\"invocationId\":\"1\""u8) < 0) return;
        _stage = Stage.Watching;
        socket.Ready();
    }
}
