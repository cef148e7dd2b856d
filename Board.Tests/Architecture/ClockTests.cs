using System.Diagnostics;
using System.Reflection;
using Board.Domain.Plans;
using Board.Web.Data;

namespace Board.Tests.Architecture;

/// <summary>Rule 3: <see cref="TimeProvider"/> is the only clock, and nothing waits by another.</summary>
public sealed class ClockTests
{
    /// <summary>Who may ask the system's own clock, and why.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["RehearsalClock"] = "is the clock: it runs on from the system's",
    };

    [Fact]
    public void Domain_TellsNoTime() => Assert.Empty(Telling(typeof(Plan).Assembly.GetTypes(), evenTheProvider: true));

    [Fact]
    public void Web_TellsTimeByItsProvider() =>
        Assert.DoesNotContain(Telling(typeof(BoardDb).Assembly.GetTypes(), evenTheProvider: false), found => !Exceptions.ContainsKey(found.Split(' ')[0]));

    [Theory]
    [InlineData("DateTime.get_Now")]
    [InlineData("DateTime.get_UtcNow")]
    [InlineData("DateTime.get_Today")]
    [InlineData("DateTimeOffset.get_Now")]
    [InlineData("DateTimeOffset.get_UtcNow")]
    [InlineData("Thread.Sleep")]
    [InlineData("Task.Delay")]
    [InlineData("Task.WaitAsync")]
    [InlineData("Timer..ctor")]
    [InlineData("PeriodicTimer..ctor")]
    [InlineData("CancellationTokenSource..ctor")]
    [InlineData("CancellationTokenSource.CancelAfter")]
    [InlineData("Stopwatch.StartNew")]
    [InlineData("Environment.get_TickCount64")]
    [InlineData("TimeProvider.get_System")]
    public void Telling_FindsEveryOtherClock(string clock) => Assert.Contains($"ClockTests uses {clock}", Telling(PlantedTypes, evenTheProvider: false));

    [Fact]
    public void Telling_LeavesTheProviderAlone_UnlessItIsForbiddenToo()
    {
        Type[] good = [typeof(ByProvider), .. typeof(ByProvider).GetNestedTypes(BindingFlags.NonPublic)];
        Assert.Empty(Telling(good, evenTheProvider: false));
        Assert.Contains("ClockTests uses TimeProvider.GetUtcNow", Telling(good, evenTheProvider: true));
    }

    private static Type[] PlantedTypes => [typeof(Planted), .. typeof(Planted).GetNestedTypes(BindingFlags.NonPublic)];

    private static IEnumerable<string> Telling(IEnumerable<Type> types, bool evenTheProvider) =>
        types.SelectMany(type => Uses.Members(type).OfType<MethodBase>()
                .Where(member => IsClock(member) || (evenTheProvider && member.DeclaringType == typeof(TimeProvider)))
                .Select(member => $"{Uses.Written(type).Name} uses {member.DeclaringType!.Name}.{member.Name}"))
            .Distinct();

    private static bool IsClock(MethodBase member) => (member.DeclaringType?.FullName?.Split('`')[0], member.Name) switch
    {
        ("System.DateTime" or "System.DateTimeOffset", "get_Now" or "get_UtcNow" or "get_Today") => true,
        ("System.Environment", "get_TickCount" or "get_TickCount64") => true,
        ("System.Diagnostics.Stopwatch", _) => true,
        ("System.TimeProvider", "get_System") => true,
        ("System.Threading.Thread", "Sleep") => true,
        ("System.Threading.Timer" or "System.Timers.Timer", ".ctor") => true,
        ("System.Threading.Tasks.Task", "Delay" or "WaitAsync") or ("System.Threading.PeriodicTimer", ".ctor")
            or ("System.Threading.CancellationTokenSource", ".ctor" or "CancelAfter") => TakesTime(member) && !TakesProvider(member),
        _ => false,
    };

    private static bool TakesTime(MethodBase member) =>
        member.GetParameters().Any(parameter => parameter.ParameterType == typeof(TimeSpan) || parameter.ParameterType == typeof(int));

    private static bool TakesProvider(MethodBase member) => member.GetParameters().Any(parameter => parameter.ParameterType == typeof(TimeProvider));

    private static class Planted
    {
        public static object[] Now() => [DateTime.Now, DateTime.UtcNow, DateTime.Today, DateTimeOffset.Now, DateTimeOffset.UtcNow, Environment.TickCount64, TimeProvider.System];

        public static IDisposable[] Timers() => [new Timer(_ => { }), new PeriodicTimer(TimeSpan.FromSeconds(1)), new CancellationTokenSource(1000)];

        public static async Task WaitAsync()
        {
            Thread.Sleep(1);
            var watch = Stopwatch.StartNew();
            await Task.Delay(1);
            await Task.CompletedTask.WaitAsync(watch.Elapsed);
            using var cancel = new CancellationTokenSource();
            cancel.CancelAfter(1);
        }
    }

    private static class ByProvider
    {
        public static async Task<DateTimeOffset> WaitAsync(TimeProvider clock)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
            using var cancel = new CancellationTokenSource();
            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancel.Token);
            await Task.CompletedTask.WaitAsync(cancel.Token);
            return clock.GetUtcNow();
        }
    }
}
