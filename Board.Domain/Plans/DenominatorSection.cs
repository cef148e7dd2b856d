namespace Board.Domain.Plans;

/// <summary>Reads the register of denominators of a plan file.</summary>
/// <param name="indicators">Null where the file's indicators can't be read: then no group is judged.</param>
internal sealed class DenominatorSection(IReadOnlyList<Indicator>? indicators, UnitReferences units)
{
    private readonly HashSet<string?>? groups = indicators?.Select(indicator => indicator.Group).ToHashSet();
    private readonly HashSet<(string, string, int)> registered = [];

    public IReadOnlyList<RegisteredDenominator> Read(JsonPlace? list) => PlanReader.Each(list, ReadDenominator);

    private RegisteredDenominator ReadDenominator(JsonFields fields)
    {
        var unitPlace = fields.Required("unit");
        var unit = units.One(unitPlace)?.Code;
        var groupPlace = fields.Required("group");
        var group = groupPlace?.Text();
        var year = PlanReader.Year(fields);
        var value = fields.Required("value")?.PositiveNumber(PlanReader.LargestNumber);

        if (group is not null && groups?.Contains(group) == false)
            groupPlace?.Fault("unknown-group", group);
        if (unit is not null && group is not null && year is not null && !registered.Add((unit, group, year.Value)))
            unitPlace?.Fault("duplicate-denominator", unit, group, JsonPlace.Format(year.Value));

        return new RegisteredDenominator(unit ?? "", group ?? "", year ?? 0, value ?? 0);
    }
}
