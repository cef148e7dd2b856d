using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Board.Bench.Viewers;

namespace Board.Bench.Wire;

/// <summary>One viewer's WebSocket on loopback: the upgrade, the frames, and a count of the bytes that came.</summary>
internal sealed class ViewerSocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly IViewer _viewer;
    private readonly Crowd _crowd;
    private readonly StringBuilder _answer = new();
    private FrameReader _frames;
    private bool _open;

    public ViewerSocket(Crowd crowd, int index, IViewer viewer)
    {
        (_crowd, Index, _viewer) = (crowd, index, viewer);
        _socket.LingerState = new LingerOption(true, 0); // a reset leaves no ten thousand ports waiting
    }

    public int Index { get; }

    public long BytesReceived { get; private set; }

    /// <summary>Connects and asks for the upgrade; the answer comes through <see cref="Read"/>.</summary>
    public void Connect(Uri server, SocketReadiness readiness)
    {
        _socket.Connect(IPAddress.Loopback, server.Port);
        _socket.Blocking = false;
        string[] request =
        [
            $"GET {_viewer.Path} HTTP/1.1",
            $"Host: {server.Authority}",
            $"Origin: {server.GetLeftPart(UriPartial.Authority)}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: Ym9hcmQtYmVuY2gtMTIzNA==",
            .. _viewer.Cookies.Length > 0 ? [$"Cookie: {_viewer.Cookies}"] : Array.Empty<string>(),
            "\r\n",
        ];
        SendRaw(Encoding.ASCII.GetBytes(string.Join("\r\n", request)));
        readiness.Watch(_socket, Index);
    }

    /// <summary>Reads once what has come and hands it to the viewer.</summary>
    /// <exception cref="IOException">The server has hung up.</exception>
    public void Read(byte[] buffer)
    {
        var count = _socket.Receive(buffer, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock) return;
        if (error != SocketError.Success || count == 0) throw new IOException($"the server hung up on viewer {Index} ({error})");
        var tick = Stopwatch.GetTimestamp();
        BytesReceived += count;
        ReadOnlySpan<byte> bytes = buffer.AsSpan(0, count);
        if (!_open && !TryOpen(ref bytes)) return;
        while (_frames.TryTake(ref bytes, out var piece))
        {
            if (piece.Kind == FrameKind.Close)
                throw new IOException($"the server closed viewer {Index}: {Encoding.UTF8.GetString(piece.Payload[Math.Min(2, piece.Payload.Length)..])}");
            if (piece.Kind == FrameKind.Ping) Send(FrameKind.Pong, piece.Payload);
            else if (piece.Kind != FrameKind.Pong) _viewer.Receive(this, piece.Payload, tick);
        }
    }

    public void Send(FrameKind kind, ReadOnlySpan<byte> payload) => SendRaw(ClientFrame.Of(kind, payload));

    /// <summary>Sends bytes that are frames already, when every viewer sends the same.</summary>
    public void SendRaw(ReadOnlySpan<byte> frames)
    {
        if (_socket.Send(frames, SocketFlags.None, out var error) != frames.Length || error != SocketError.Success)
            throw new IOException($"viewer {Index} could not send {frames.Length} bytes: {error}");
    }

    public void KeepAlive()
    {
        if (_open) _viewer.KeepAlive(this);
    }

    /// <summary>The viewer has all that a person would wait for.</summary>
    public void Ready() => _crowd.Ready();

    /// <summary>The viewer shows this board version.</summary>
    public void Saw(long version, long tick) => _crowd.Sightings.Saw(Index, version, tick);

    public void Dispose() => _socket.Dispose();

    private bool TryOpen(ref ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        _answer.Append(Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]));
        if (end < 0) return false;
        if (!_answer.ToString().StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
            throw new IOException($"no WebSocket at {_viewer.Path}: {_answer}");
        _answer.Clear().Capacity = 0;
        bytes = bytes[(end + 4)..];
        _open = true;
        _viewer.Open(this);
        return true;
    }
}
