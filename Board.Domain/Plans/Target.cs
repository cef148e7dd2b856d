namespace Board.Domain.Plans;

/// <summary>Which way an indicator is meant to move.</summary>
public enum Better
{
    /// <summary>The target is a floor.</summary>
    Higher,

    /// <summary>The target is a ceiling, and every comparison turns round.</summary>
    Lower,
}

/// <summary>The threshold that the plan demands (ngưỡng).</summary>
/// <param name="Floor">The promise: percent, a count or an amount, as the indicator measures.</param>
/// <param name="Aim">The far end of a range such as "55 - 60%"; null where the plan gives one value.</param>
/// <param name="Better">Higher: at least <paramref name="Floor"/>. Lower: at most.</param>
public sealed record Target(decimal Floor, decimal? Aim, Better Better);
