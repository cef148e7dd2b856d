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

    /// <summary>The most addresses that are remembered; beyond it those are forgotten that were heard of longest ago.</summary>
    public const int MostAddresses = 10_000;

    private readonly Dictionary<string, Queue<DateTimeOffset>> _tries = [];

    /// <summary>Counts a try before it is looked at, so that a hundred at once don't slip through; false if there were too many.</summary>
    public bool Take(IPAddress? address)
    {
        lock (_tries)
        {
            var (key, now) = (Key(address), clock.GetUtcNow());
            if (!_tries.TryGetValue(key, out var tries))
            {
                if (_tries.Count >= MostAddresses) MakeRoom(now);
                _tries[key] = tries = new();
            }
            if (Current(tries, now).Count >= Most) return false;
            tries.Enqueue(now);
            return true;
        }
    }

    /// <summary>How many addresses are remembered now.</summary>
    public int Remembered
    {
        get
        {
            lock (_tries) return _tries.Count;
        }
    }

    /// <summary>Takes back a try that was right.</summary>
    public void GiveBack(IPAddress? address)
    {
        lock (_tries)
            if (_tries.TryGetValue(Key(address), out var tries)) tries.TryDequeue(out _);
    }

    // A tenth at once, so that a flood of addresses doesn't have each of them look through all.
    private void MakeRoom(DateTimeOffset now)
    {
        var byAge = _tries.OrderBy(entry => Current(entry.Value, now).LastOrDefault()).Select(entry => (entry.Key, entry.Value.Count)).ToList();
        foreach (var (key, count) in byAge.Take(MostAddresses / 10).Concat(byAge.Skip(MostAddresses / 10).Where(entry => entry.Count == 0))) _tries.Remove(key);
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
