namespace Board.Domain.Plans;

/// <summary>Reads the unit codes that the rest of a plan file names. "communes" stands for every commune-level unit.</summary>
/// <param name="units">Null where the file's units can't be read: then no reference is judged.</param>
internal sealed class UnitReferences(IReadOnlyList<ReportingUnit>? units)
{
    public const string Communes = "communes";

    private readonly Dictionary<string, ReportingUnit>? byCode =
        units?.DistinctBy(unit => unit.Code).ToDictionary(unit => unit.Code);

    private readonly string[] communes = CommunesOf(units, mustReport: false);
    private readonly string[] reportingCommunes = CommunesOf(units, mustReport: true);

    /// <summary>One unit.</summary>
    public ReportingUnit? One(JsonPlace? place)
    {
        if (place?.Text() is not { } code || byCode is null)
            return null;

        if (byCode.TryGetValue(code, out var unit))
            return unit;

        place.Fault("unknown-unit", code);
        return null;
    }

    /// <summary>Those who lead or take part: a list in which "communes" may stand.</summary>
    public IReadOnlyList<string> Several(JsonPlace? place)
    {
        HashSet<string> codes = [];
        var communesNamed = false;
        foreach (var item in place?.Items() ?? [])
        {
            if (!item.Says(Communes))
                Add(codes, item, One(item) is { } unit ? [unit.Code] : []);
            else if (communesNamed)
                item.Fault("duplicate-reference", Communes);
            else
                Add(codes, item, NotNone(item, communes));
            communesNamed |= item.Says(Communes);
        }

        return [.. codes];
    }

    /// <summary>Those who report an indicator: "communes", or a list of units that report.</summary>
    public (bool FromCommunes, IReadOnlyList<string> Sources) Collected(JsonPlace? place)
    {
        if (place is null)
            return (false, []);

        if (place.Says(Communes))
            return (true, NotNone(place, reportingCommunes));

        if (!place.IsText)
            return (false, SourceList(place));

        place.Fault("unknown-word", place.Raw, Communes);
        return (false, []);
    }

    private IReadOnlyList<string> SourceList(JsonPlace place)
    {
        if (!place.IsList)
        {
            place.WrongType("text-or-list");
            return [];
        }

        HashSet<string> codes = [];
        if (place.IsEmptyList)
            place.Fault("empty-list");

        foreach (var item in place.Items() ?? [])
        {
            // In a list the communes would be sources like any other, and the indicator not one of the communes.
            if (item.Says(Communes))
                item.Fault("communes-in-list");
            else if (One(item) is { } unit && Add(codes, item, [unit.Code]) && !unit.Reports)
                item.Fault("source-never-reports", unit.Code);
        }

        return [.. codes];
    }

    private static bool Add(HashSet<string> codes, JsonPlace item, string[] named)
    {
        var twice = named.FirstOrDefault(codes.Contains);
        if (twice is not null)
            item.Fault("duplicate-reference", twice);
        codes.UnionWith(named);
        return twice is null;
    }

    private string[] NotNone(JsonPlace place, string[] found)
    {
        if (byCode is not null && found.Length == 0)
            place.Fault("no-communes");
        return found;
    }

    private static string[] CommunesOf(IReadOnlyList<ReportingUnit>? units, bool mustReport) =>
        [.. (units ?? []).DistinctBy(unit => unit.Code).Where(unit => unit.Kind == UnitKind.Commune && (unit.Reports || !mustReport)).Select(unit => unit.Code)];
}
