namespace Board.Domain.Plans;

/// <summary>Reads the assignments of a plan file.</summary>
/// <param name="indicators">Null where the file's indicators can't be read: then no reference to them is judged.</param>
internal sealed class AssignmentSection(IReadOnlyList<Indicator>? indicators, UnitReferences units)
{
    private readonly HashSet<string>? known = indicators?.Select(indicator => indicator.Code).ToHashSet();

    public IReadOnlyList<Assignment> Read(JsonPlace? list) => PlanReader.Coded(list, ReadAssignment) ?? [];

    private Assignment ReadAssignment(string code, JsonFields fields) => new(
        code,
        fields.Required("clause")?.Text() ?? "",
        fields.Required("title")?.Text() ?? "",
        fields.Required("summary")?.Text() ?? "",
        ReadLeads(fields.Required("leads")),
        fields.Required("leadForm")?.Text() ?? "",
        units.Several(fields.Optional("partners")),
        fields.Optional("partnersText")?.Text(),
        ReadDue(fields.Required("due")),
        ReadIndicators(fields.Required("indicators")));

    private IReadOnlyList<string> ReadLeads(JsonPlace? place)
    {
        if (place is { IsEmptyList: true })
            place.Fault("empty-list");
        return units.Several(place);
    }

    private static AssignmentDue ReadDue(JsonPlace? place)
    {
        if (place?.Fields() is not { } fields)
            return new AssignmentDue(default, null);

        var kind = fields.Required("kind")?.Word<DueKind>();
        var month = OnlyFor(DueKind.Month, "month")?.LastDayOfMonth();
        var date = OnlyFor(DueKind.Date, "date")?.Date();
        fields.RefuseOthers();
        return new AssignmentDue(kind ?? default, month ?? date);

        JsonPlace? OnlyFor(DueKind owner, string name)
        {
            if (kind == owner)
                return fields.Required(name);

            var field = fields.Optional(name);
            if (kind is not null)
                field?.Fault("field-of-other-kind", name, JsonPlace.WordOf(kind.Value));
            return field;
        }
    }

    private string[] ReadIndicators(JsonPlace? list)
    {
        HashSet<string> codes = [];
        foreach (var item in list?.Items() ?? [])
        {
            if (item.Text() is not { } code)
                continue;

            if (known?.Contains(code) == false)
                item.Fault("unknown-indicator", code);
            else if (!codes.Add(code))
                item.Fault("duplicate-reference", code);
        }

        return [.. codes];
    }
}
