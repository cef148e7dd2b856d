using Board.Domain.Plans;

namespace Board.Domain.Progress;

/// <summary>Values as people read them: one decimal, half up, and kept on their side of the target.</summary>
public static class ShownValue
{
    /// <summary>79.96 against 80 gives 79.9, not 80.0; nothing that is missed is ever shown as met, nor the other way round.</summary>
    public static decimal Round(decimal value, Target target)
    {
        var shown = Keep(Round(value), value, target.Floor, target.Better);
        return target.Aim is { } aim ? Keep(shown, value, aim, target.Better) : shown;
    }

    /// <summary>One decimal, half up, without a target to mind.</summary>
    public static decimal Round(decimal value) => decimal.Floor(value * 10 + 0.5m) / 10;

    private static decimal Keep(decimal shown, decimal value, decimal mark, Better better)
    {
        var atOrOver = decimal.Ceiling(mark * 10) / 10;
        var atOrUnder = decimal.Floor(mark * 10) / 10;
        return better == Better.Higher
            ? value >= mark ? Math.Max(shown, atOrOver) : Math.Min(shown, atOrOver - 0.1m)
            : value <= mark ? Math.Min(shown, atOrUnder) : Math.Max(shown, atOrUnder + 0.1m);
    }
}
