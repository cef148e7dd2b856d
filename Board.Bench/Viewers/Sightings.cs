namespace Board.Bench.Viewers;

/// <summary>One viewer's first sight of a board version.</summary>
internal readonly record struct Sighting(int Viewer, long Version, long Tick);

/// <summary>
/// Which board version each viewer has seen, and when. A version may be skipped, as in the product: who has seen a later
/// one has seen it.
/// </summary>
internal sealed class Sightings
{
    private readonly Lock _lock = new();
    private readonly List<long> _latest = [];
    private List<Sighting>? _record;
    private TaskCompletionSource<long>? _everyone;
    private long _awaited;
    private int _missing;

    public void Add(long version)
    {
        lock (_lock) _latest.Add(version);
    }

    public void Saw(int viewer, long version, long tick)
    {
        lock (_lock)
        {
            var before = _latest[viewer];
            if (version <= before) return;
            _latest[viewer] = version;
            _record?.Add(new Sighting(viewer, version, tick));
            if (before < _awaited && version >= _awaited && --_missing == 0) _everyone?.TrySetResult(tick);
        }
    }

    /// <summary>Completes with the tick at which the last viewer saw that version or a later one.</summary>
    public async Task<long> EveryoneAsync(long version, TimeSpan atMost)
    {
        Task<long> everyone;
        lock (_lock)
        {
            _everyone = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            (_awaited, _missing) = (version, _latest.Count(seen => seen < version));
            if (_missing == 0) _everyone.SetResult(System.Diagnostics.Stopwatch.GetTimestamp());
            everyone = _everyone.Task;
        }
        try
        {
            return await everyone.WaitAsync(atMost);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{_missing} of {_latest.Count} viewers have not seen version {version} after {atMost.TotalSeconds:0} s");
        }
    }

    /// <summary>From now on keeps every sighting, until <see cref="EndRecord"/> hands them over.</summary>
    public void BeginRecord()
    {
        lock (_lock) _record = [];
    }

    public IReadOnlyList<Sighting> EndRecord()
    {
        lock (_lock)
        {
            var seen = _record ?? [];
            _record = null;
            return seen;
        }
    }
}
