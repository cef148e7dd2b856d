using Board.Bench.Wire;

namespace Board.Bench.Viewers;

/// <summary>
/// One viewer's side of a protocol over a WebSocket: what it says and when it is ready. Every call comes from the one
/// thread of the <see cref="Crowd"/>, so a viewer keeps plain fields.
/// </summary>
internal interface IViewer
{
    /// <summary>Path and query of the WebSocket.</summary>
    string Path { get; }

    /// <summary>The cookies that the page gave, as a header value; empty without.</summary>
    string Cookies { get; }

    /// <summary>The WebSocket is open: say hello.</summary>
    void Open(ViewerSocket socket);

    /// <summary>A piece of the stream of data payloads; frames and messages may be cut anywhere.</summary>
    void Receive(ViewerSocket socket, ReadOnlySpan<byte> payload, long tick);

    /// <summary>It is time to tell the server that the viewer is still there.</summary>
    void KeepAlive(ViewerSocket socket);
}
