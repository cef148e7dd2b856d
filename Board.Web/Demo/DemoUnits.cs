using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Web.Indicators;
using Board.Web.Live;

namespace Board.Web.Demo;

/// <summary>Units that report in the demo: every few seconds one of them sends a figure near its last one, through the ordinary use case.</summary>
public sealed class DemoUnits(DemoScene scene, LiveBoard live, SubmitReading submit, TimeProvider clock, ILogger<DemoUnits> log) : BackgroundService
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    /// <summary>How far from its first figure a unit may wander, in parts of its denominator.</summary>
    private const decimal Reach = 0.004m;

    private readonly Random _chance = new(2023);
    private readonly Dictionary<(string, string), Figure> _first = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Shortest + (Longest - Shortest) * _chance.NextDouble(), clock, stoppingToken);
            try
            {
                await ReportAsync(stoppingToken);
            }
            // One that fails must not stop the host: the next comes in a few seconds.
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "A simulated figure could not be sent.");
            }
        }
    }

    private async Task ReportAsync(CancellationToken cancel)
    {
        var board = live.State.Find(null)!;
        var candidates = scene.LiveIndicators.Select(board.Find).OfType<IndicatorDetail>()
            .SelectMany(detail => detail.Units.Where(unit => unit.Reading is not null).Select(unit => (detail.Progress.Indicator, Unit: unit)))
            .ToList();
        var (indicator, unit) = candidates[_chance.Next(candidates.Count)];
        var draft = new ReadingDraft(indicator.Code, unit.Unit, board.Today, Next(indicator.Code, unit), unit.Figure!.Value.Denominator);
        var result = await submit.ExecuteAsync(scene.ActorOf(unit.Unit), new(board.Plan.Id, draft, true, null, DemoScene.Source), cancel);
        if (result is not SubmitReading.Result.Stored) log.LogWarning("A simulated figure was refused: {Result}", result);
    }

    private decimal Next(string indicator, UnitStanding unit)
    {
        var first = _first.TryAdd((indicator, unit.Unit), unit.Figure!.Value) ? unit.Figure.Value : _first[(indicator, unit.Unit)];
        var whole = first.Denominator!.Value;
        var reach = Math.Max(1, decimal.Floor(whole * Reach));
        // Mostly forward, sometimes corrected back, always near where the story began.
        var step = decimal.Floor(reach * (decimal)(_chance.NextDouble() * 1.2 - 0.5)) + 1;
        var wanted = unit.Figure.Value.Numerator + step;
        if (wanted > first.Numerator + reach) wanted = first.Numerator - reach + 1;
        return Math.Clamp(wanted, 0, whole);
    }
}
