using Board.Domain.Plans;
using Board.Domain.Readings;

namespace Board.Domain.Progress;

/// <summary>
/// The district's figure at a date: Σ N and Σ D over the units that have an effective reading. Percentages are never averaged.
/// Where the register knows a unit's denominator, that one counts.
/// </summary>
public sealed record DistrictFigure
{
    private readonly Measure _measure;
    private readonly Target _target;
    private readonly decimal? _missingDenominator;

    /// <summary>Adds up the units' effective readings.</summary>
    /// <param name="effective">At most one reading a unit, at least one in all.</param>
    public DistrictFigure(Plan plan, Indicator indicator, IReadOnlyDictionary<string, Reading> effective)
    {
        _measure = indicator.Measure;
        _target = indicator.Target;
        decimal numerator = 0, denominator = 0, missing = 0;
        var known = true;
        List<string> silent = [];
        foreach (var unit in indicator.Sources)
        {
            var registered = plan.RegisteredDenominator(unit, indicator.Group);
            if (effective.TryGetValue(unit, out var reading))
            {
                numerator += reading.Figure.Numerator;
                denominator += registered ?? reading.Figure.Denominator ?? 0;
            }
            else
            {
                silent.Add(unit);
                missing += registered ?? 0;
                known &= registered is not null;
            }
        }
        Numerator = numerator;
        Denominator = _measure == Measure.Percent ? denominator : null;
        Coverage = new(indicator.Sources.Count - silent.Count, indicator.Sources.Count, silent);
        _missingDenominator = known ? missing : null;
    }

    /// <summary>Σ N, or the sum of the single values.</summary>
    public decimal Numerator { get; }

    /// <summary>Σ D; null unless a percent.</summary>
    public decimal? Denominator { get; }

    /// <summary>Who has reported.</summary>
    public Coverage Coverage { get; }

    /// <summary>In percent, or the sum.</summary>
    public decimal Value => new Figure(Numerator, Denominator).Value;

    /// <summary>The value if every missing unit had nothing; 0 where the register doesn't know how large they are.</summary>
    public decimal Low => this switch
    {
        { Coverage.Complete: true } => Value,
        { Denominator: null } => Numerator,
        { _missingDenominator: { } missing } => 100m * Numerator / (Denominator.Value + missing),
        _ => 0,
    };

    /// <summary>The value if every missing unit had everything; 100 where their size is unknown; null where nothing bounds it.</summary>
    public decimal? High => this switch
    {
        { Coverage.Complete: true } => Value,
        { Denominator: null } => null,
        { _missingDenominator: { } missing } => 100m * (Numerator + missing) / (Denominator.Value + missing),
        _ => 100,
    };

    /// <summary>
    /// Whether the threshold is met whatever the missing units have. Decided by <c>100·N ≥ target·D</c>, never on a rounded value.
    /// </summary>
    public bool Meets(decimal threshold)
    {
        var higher = _target.Better == Better.Higher;
        if (Denominator is not { } denominator)
            return higher ? Numerator >= threshold : Coverage.Complete && Numerator <= threshold;
        if (_missingDenominator is not { } missing) return higher ? threshold <= 0 : threshold >= 100;
        var whole = denominator + missing;
        return higher ? 100m * Numerator >= threshold * whole : 100m * (Numerator + missing) <= threshold * whole;
    }

    /// <summary>What is missing to the target in the value's own unit; 0 where the value meets it.</summary>
    public decimal GapPoints => Math.Max(0, _target.Better == Better.Higher ? _target.Floor - Value : Value - _target.Floor);

    /// <summary>What is missing in people, households, files …: <c>ceil(target·ΣD/100) − ΣN</c>, never negative.</summary>
    public decimal GapCount => Gap.Count(_target, new Figure(Numerator, Denominator));
}
