using System.Net;
using System.Net.Sockets;

namespace Board.Tests.Support;

/// <summary>
/// Ports for what is started again on the same one. The system gives away its own range to whoever connects or asks for any port, also
/// while such a server is away; these lie below it, and no two in this process are the same.
/// </summary>
public static class Ports
{
    private const int First = 12_000;
    private const int Count = 20_000;

    // Another run of the tests on this machine begins elsewhere.
    private static int _last = Random.Shared.Next(Count);

    /// <summary>One that nobody listens on.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _last) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody does; the next one.
            }
        }
    }
}
