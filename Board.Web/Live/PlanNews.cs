using System.Collections.Concurrent;

namespace Board.Web.Live;

/// <summary>Pages that are open on a plan, each told whenever something beside its figures changed: a meeting, a directive. None ever asks.</summary>
public sealed class PlanNews(ILogger<PlanNews> log)
{
    private readonly ConcurrentDictionary<Watcher, bool> _watchers = new();

    /// <summary>Tells a page from now on.</summary>
    /// <param name="told">Must not wait for anything.</param>
    public IDisposable Watch(string planId, Action told)
    {
        var watcher = new Watcher(this, planId, told, ExecutionContext.Capture());
        _watchers[watcher] = true;
        return watcher;
    }

    /// <summary>How many pages of a plan are open.</summary>
    public int Count(string planId) => _watchers.Keys.Count(watcher => watcher.PlanId == planId);

    /// <summary>Says that something of a plan changed. Never waits, never fails.</summary>
    public void Announce(string planId)
    {
        // Each on a thread of its own: a circuit that is idle draws on the thread that calls it, and nobody waits for another's page.
        foreach (var watcher in _watchers.Keys.Where(watcher => watcher.PlanId == planId)) ThreadPool.UnsafeQueueUserWorkItem(_ => watcher.Run(log), null);
    }

    private sealed class Watcher(PlanNews news, string planId, Action told, ExecutionContext? context) : IDisposable
    {
        public string PlanId => planId;

        public void Run(ILogger log)
        {
            try
            {
                // The language belongs to the circuit, and flows with what it was started in.
                if (context is null) told();
                else ExecutionContext.Run(context, _ => told(), null);
            }
            catch (Exception fault)
            {
                log.LogError(fault, "A page of {Plan} could not be told.", planId);
            }
        }

        public void Dispose() => news._watchers.TryRemove(this, out _);
    }
}
