using Board.Domain.Plans;

namespace Board.Domain.Readings;

/// <summary>The only place that decides whether a figure may be recorded.</summary>
public static class ReadingRules
{
    /// <summary>No numerator, denominator or value is greater than this: one hundred trillion.</summary>
    public const decimal Largest = 100_000_000_000_000m;

    /// <summary>No figure has more decimals than these.</summary>
    public const int Decimals = 4;

    /// <summary>The longest note, in characters.</summary>
    public const int LongestNote = 2000;

    /// <summary>A change of more than this many points since the last figure asks for a reason.</summary>
    public const decimal JumpPoints = 20m;

    /// <summary>From this factor on, a figure looks like a slip of scale (ten or a hundred times the last one).</summary>
    private const decimal SlipFactor = 9.5m;

    /// <summary>Turns a draft into a reading, or says everything that is wrong with it.</summary>
    public static ReadingVerdict Accept(Plan plan, ReadingDraft draft, ReadingContext context)
    {
        var rejections = new List<Rejection>();
        var indicator = plan.FindIndicator(draft.Indicator);
        if (indicator is null) rejections.Add(new("indicator", "unknown-indicator", draft.Indicator));
        var unit = plan.FindUnit(draft.Unit);
        if (unit is null) rejections.Add(new("unit", "unknown-unit", draft.Unit));
        if (indicator is not null && unit is not null && !indicator.Sources.Contains(unit.Code))
            rejections.Add(new("unit", "unit-not-expected", unit.Name, indicator.Code));

        if (draft.AsOf.Year != plan.Year) rejections.Add(new("asOf", "as-of-outside-plan-year", draft.AsOf, plan.Year));
        else if (draft.AsOf > context.Today) rejections.Add(new("asOf", "as-of-in-future", draft.AsOf, context.Today));

        if (draft.Note is { } note) CheckNote(note, rejections);
        var figure = indicator is null ? null : FigureOf(plan, indicator, draft, rejections);
        if (rejections.Count > 0 || figure is not { } accepted) return new(null, rejections, []);

        var reading = new Reading(indicator!.Code, unit!.Code, draft.AsOf, context.Revision + 1, accepted, ReadingState.Provisional);
        return new(reading, [], context.Last is { } last ? Odd(indicator, accepted, last) : []);
    }

    private static Figure? FigureOf(Plan plan, Indicator indicator, ReadingDraft draft, List<Rejection> rejections)
    {
        if (indicator.Measure != Measure.Percent)
        {
            if (draft.Numerator is not null) rejections.Add(new("numerator", "not-a-share", indicator.Code));
            if (draft.Denominator is not null) rejections.Add(new("denominator", "not-a-share", indicator.Code));
            return Number("value", draft.Value, indicator.Whole, rejections) is { } single ? new Figure(single, null) : null;
        }

        if (draft.Value is not null) rejections.Add(new("value", "percentage-typed"));
        var registered = plan.RegisteredDenominator(draft.Unit, indicator.Group);
        var numerator = Number("numerator", draft.Numerator, indicator.Whole, rejections);
        var denominator = Number("denominator", draft.Denominator ?? registered, indicator.Whole, rejections);
        if (denominator == 0)
        {
            rejections.Add(new("denominator", "denominator-zero"));
            return null;
        }
        if (denominator is { } given && registered is { } approved && given != approved)
            rejections.Add(new("denominator", "denominator-differs", given, approved));
        if (numerator > denominator)
            rejections.Add(new("numerator", "numerator-over-denominator", numerator.Value, denominator.Value));
        return numerator is { } n && denominator is { } d ? new Figure(n, d) : null;
    }

    private static decimal? Number(string field, decimal? given, bool whole, List<Rejection> rejections)
    {
        var code = given switch
        {
            null => "missing",
            < 0 => "negative",
            > Largest => "too-large",
            { } number when whole && decimal.Truncate(number) != number => "not-whole",
            { } number when decimal.Round(number, Decimals) != number => "too-precise",
            _ => null,
        };
        if (code is null) return given;
        rejections.Add(given is { } value ? new(field, code, value) : new(field, code));
        return null;
    }

    private static void CheckNote(string note, List<Rejection> rejections)
    {
        if (note.Length > LongestNote) rejections.Add(new("note", "too-long", LongestNote));
        if (note.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) rejections.Add(new("note", "control-characters"));
    }

    /// <summary>What looks odd about a figure after the unit's last one; none of it is a reason to refuse it.</summary>
    public static IReadOnlyList<Rejection> Odd(Indicator indicator, Figure now, Figure last)
    {
        var warnings = new List<Rejection>();
        var field = indicator.Measure == Measure.Percent ? "numerator" : "value";
        if (indicator.Measure == Measure.Percent && Math.Abs(now.Value - last.Value) > JumpPoints)
            warnings.Add(new(field, "jump", decimal.Round(last.Value, 1), decimal.Round(now.Value, 1)));
        if (Slips(now.Numerator, last.Numerator)) warnings.Add(new(field, "scale-slip", last.Numerator, now.Numerator));
        if (now.Denominator is { } d && last.Denominator is { } before && Slips(d, before))
            warnings.Add(new("denominator", "scale-slip", before, d));
        return warnings;
    }

    private static bool Slips(decimal now, decimal last) =>
        now > 0 && last > 0 && (now >= last * SlipFactor || last >= now * SlipFactor);
}
