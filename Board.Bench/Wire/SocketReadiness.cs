using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Board.Bench.Wire;

/// <summary>
/// Linux epoll over many sockets on one thread. Ten thousand viewers share one core with nothing to spare: a thread pool
/// hop for each message would cost the client more than sending it costs the server, and the last viewer would then
/// measure the client.
/// </summary>
internal sealed class SocketReadiness : IDisposable
{
    private const int Add = 1;
    private const uint Readable = 0x1;
    private const uint PeerClosed = 0x2000;

    // struct epoll_event is packed on x86-64 only.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventSize = DataOffset + 8;

    private readonly int _epoll;
    private readonly byte[] _events = new byte[512 * EventSize];

    public SocketReadiness()
    {
        _epoll = EpollCreate(0);
        if (_epoll < 0) throw new IOException($"epoll_create1: error {Marshal.GetLastPInvokeError()}");
    }

    /// <summary>Reports the socket under its key whenever it has bytes to read or was closed.</summary>
    public void Watch(Socket socket, int key)
    {
        Span<byte> change = stackalloc byte[16];
        change.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(change, Readable | PeerClosed);
        BinaryPrimitives.WriteInt32LittleEndian(change[DataOffset..], key);
        if (EpollControl(_epoll, Add, (int)socket.Handle, ref change[0]) != 0)
            throw new IOException($"epoll_ctl: error {Marshal.GetLastPInvokeError()}");
    }

    /// <summary>Waits for readable sockets and writes their keys; answers how many.</summary>
    public int Wait(Span<int> keys, TimeSpan atMost)
    {
        var limit = Math.Min(keys.Length, _events.Length / EventSize);
        var count = EpollWait(_epoll, ref _events[0], limit, (int)atMost.TotalMilliseconds);
        for (var i = 0; i < count; i++)
            keys[i] = BinaryPrimitives.ReadInt32LittleEndian(_events.AsSpan(i * EventSize + DataOffset));
        return Math.Max(count, 0);
    }

    public void Dispose() => _ = Close(_epoll);

    [DllImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static extern int EpollCreate(int flags);

    [DllImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static extern int EpollControl(int epoll, int operation, int descriptor, ref byte change);

    [DllImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static extern int EpollWait(int epoll, ref byte events, int limit, int milliseconds);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
