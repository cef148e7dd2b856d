using System.Buffers;
using System.Text;
using Board.Bench.Wire;

namespace Board.Bench.Viewers;

/// <summary>
/// A real Blazor circuit without a browser: says to <c>/_blazor</c> what blazor.web.js of .NET 10 says, acknowledges each
/// render batch at once, and answers script calls with nothing done.
/// </summary>
internal sealed class CircuitClient(CircuitPage page) : IViewer
{
    private static readonly byte[] Handshake = ClientFrame.Of(FrameKind.Binary, "{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8);
    private static readonly byte[] Ping = ClientFrame.Of(FrameKind.Binary, PackMessage.Framed([0x91, 0x06]));

    private readonly ArrayBufferWriter<byte> _cutMessage = new();
    private bool _handshaken;
    private bool _started;
    private bool _rendererAttached;
    private bool _islandsSent;
    private bool _rendered;
    private bool _islandsAdded;
    private bool _ready;

    public string Path => "/_blazor";

    public string Cookies => page.Cookies;

    public void Open(ViewerSocket socket) => socket.SendRaw(Handshake);

    public void KeepAlive(ViewerSocket socket) => socket.SendRaw(Ping);

    public void Receive(ViewerSocket socket, ReadOnlySpan<byte> payload, long tick)
    {
        if (_cutMessage.WrittenCount == 0)
        {
            _cutMessage.Write(TakeMessages(socket, payload, tick));
            return;
        }
        _cutMessage.Write(payload);
        var whole = _cutMessage.WrittenSpan.ToArray();
        _cutMessage.ResetWrittenCount();
        _cutMessage.Write(TakeMessages(socket, whole, tick));
    }

    /// <summary>Takes every whole message and answers what is left of a cut one.</summary>
    private ReadOnlySpan<byte> TakeMessages(ViewerSocket socket, ReadOnlySpan<byte> bytes, long tick)
    {
        if (!_handshaken)
        {
            var end = bytes.IndexOf((byte)0x1E);
            if (end < 0) return bytes;
            if (end != 2) throw new IOException($"handshake refused: {Encoding.UTF8.GetString(bytes[..end])}");
            _handshaken = true;
            bytes = bytes[(end + 1)..];
            Say(socket, PackMessage.Invocation(
                "0", "StartCircuit", new Uri(page.Address, "/").AbsoluteUri, page.Address.AbsoluteUri, "[]", page.State));
        }
        while (LengthPrefix.TryRead(bytes, out var prefix, out var length) && bytes.Length >= prefix + length)
        {
            Take(socket, bytes.Slice(prefix, length), tick);
            bytes = bytes[(prefix + length)..];
        }
        return bytes;
    }

    private void Take(ViewerSocket socket, ReadOnlySpan<byte> message, long tick)
    {
        var reader = new PackReader(message);
        reader.ReadArrayLength();
        switch (reader.ReadInteger())
        {
            case 1:
                reader.SkipEmptyMap();
                reader.ReadBytes(); // the id of an invocation that wants a completion: the server has none such
                TakeCall(socket, reader.ReadBytes(), ref reader, tick);
                break;
            case 3:
                reader.SkipEmptyMap();
                reader.ReadBytes();
                var kind = reader.ReadInteger();
                var text = reader.ReadText();
                if (kind != 3 || text.Length == 0) throw new IOException($"StartCircuit refused: {text}");
                _started = true;
                SendIslands(socket);
                break;
            case 7:
                throw new IOException("the server closed the circuit's connection");
        }
    }

    private void TakeCall(ViewerSocket socket, ReadOnlySpan<byte> target, ref PackReader reader, long tick)
    {
        reader.ReadArrayLength();
        if (target.SequenceEqual("JS.RenderBatch"u8))
        {
            var batch = reader.ReadInteger();
            var version = VersionMark.RenderBatch.HighestIn(reader.ReadBytes());
            if (version > 0) socket.Saw(version, tick);
            Say(socket, PackMessage.Invocation(null, "OnRenderCompleted", batch, null));
            _rendered = true;
            BecomeReady(socket);
        }
        else if (target.SequenceEqual("JS.BeginInvokeJS"u8))
        {
            AnswerScriptCall(socket, ScriptCall.Read(ref reader));
        }
        else if (target.SequenceEqual("JS.EndUpdateRootComponents"u8))
        {
            _islandsAdded = true;
            BecomeReady(socket);
        }
        else if (target.SequenceEqual("JS.Error"u8))
        {
            throw new IOException($"the circuit failed: {reader.ReadText()}");
        }
    }

    private void AnswerScriptCall(ViewerSocket socket, ScriptCall call)
    {
        if (call.Handle != 0) Say(socket, PackMessage.Invocation(null, "EndInvokeJSFromDotNet", call.Handle, true, call.Answer));
        if (call.Identifier != ScriptCall.AttachRenderer) return;
        _rendererAttached = true;
        SendIslands(socket);
    }

    // blazor.web.js adds components only to a renderer that has attached itself.
    private void SendIslands(ViewerSocket socket)
    {
        if (!_started || !_rendererAttached || _islandsSent) return;
        _islandsSent = true;
        Say(socket, PackMessage.Invocation(null, "UpdateRootComponents", page.AddOperations(), page.State));
    }

    private void BecomeReady(ViewerSocket socket)
    {
        if (_ready || !_rendered || !_islandsAdded) return;
        _ready = true;
        socket.Ready();
    }

    private static void Say(ViewerSocket socket, byte[] message) => socket.Send(FrameKind.Binary, message);
}
