using System.Net;
using System.Net.Sockets;

namespace Board.Web.Access;

/// <summary>How many wrong passwords and codes came from one address lately; one that sent too many has to wait.</summary>
public sealed class WrongTries(TimeProvider clock)
{
    /// <summary>The most in one span.</summary>
    public const int Most = 30;

    /// <summary>The span.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(15);

    private const int ManyAddresses = 10_000;

    private readonly Dictionary<string, Queue<DateTimeOffset>> _tries = [];

    /// <summary>Counts a try before it is looked at, so that a hundred at once don't slip through; false if there were too many.</summary>
    public bool Take(IPAddress? address)
    {
        lock (_tries)
        {
            var (key, now) = (Key(address), clock.GetUtcNow());
            if (_tries.Count > ManyAddresses)
                foreach (var old in _tries.Where(entry => Current(entry.Value, now).Count == 0).Select(entry => entry.Key).ToList()) _tries.Remove(old);
            if (!_tries.TryGetValue(key, out var tries)) _tries[key] = tries = new();
            if (Current(tries, now).Count >= Most) return false;
            tries.Enqueue(now);
            return true;
        }
    }

    /// <summary>Takes back a try that was right.</summary>
    public void GiveBack(IPAddress? address)
    {
        lock (_tries)
            if (_tries.TryGetValue(Key(address), out var tries)) tries.TryDequeue(out _);
    }

    private static Queue<DateTimeOffset> Current(Queue<DateTimeOffset> tries, DateTimeOffset now)
    {
        while (tries.TryPeek(out var first) && first + Span <= now) tries.Dequeue();
        return tries;
    }

    // Whoever has one IPv6 address has at least the 2^64 around it.
    private static string Key(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        return address is { AddressFamily: AddressFamily.InterNetworkV6 } ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address?.ToString() ?? "";
    }
}
