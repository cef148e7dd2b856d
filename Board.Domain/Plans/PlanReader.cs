namespace Board.Domain.Plans;

/// <summary>
/// Reads the sections of a plan file in the order in which they refer to each other. Where a value is at fault the plan gets
/// a stand-in, which nobody sees: a plan with a fault is never handed out.
/// </summary>
internal static class PlanReader
{
    public const decimal LargestNumber = 1_000_000_000_000_000;
    private const string Schema = "digital-transformation-plan/1";

    /// <summary>The plan; null where the file is no object.</summary>
    public static Plan? Read(JsonPlace file)
    {
        if (file.Fields() is not { } fields)
            return null;

        var schema = fields.Required("schema");
        if (schema?.Text() is { } found && found != Schema)
            schema.Fault("wrong-schema", found, Schema);

        var id = fields.Required("id")?.Id();
        var year = Year(fields);
        var title = fields.Required("title")?.Text();
        var locality = ReadLocality(fields.Required("locality"));
        var timeZone = ReadTimeZone(fields.Required("timeZone"));
        var effectiveFrom = ReadEffectiveDate(fields.Required("effectiveFrom"));
        var legalBasis = Each(fields.Optional("legalBasis"), ReadLegalBasis);
        var holidays = Each(fields.Optional("holidays"), ReadHoliday);
        var workingSaturdays = ReadWorkingSaturdays(fields.Optional("workingSaturdays"));

        var units = UnitSection.Read(fields.Required("units"));
        var pillars = Coded(fields.Required("pillars"), ReadPillar);
        var references = new UnitReferences(units);
        var indicators = new IndicatorSection(year, pillars?.Select(pillar => pillar.Code).ToHashSet(), references).Read(fields.Required("indicators"));
        var assignments = new AssignmentSection(indicators, references).Read(fields.Required("assignments"));
        var reporting = new ReportingSection(year).Read(fields.Required("reporting"));
        var denominators = new DenominatorSection(indicators, references).Read(fields.Optional("denominators"));
        fields.RefuseOthers();

        return new Plan(
            id ?? "", year ?? 2000, title ?? "", locality, timeZone, effectiveFrom, legalBasis, holidays, workingSaturdays,
            units ?? [], pillars ?? [], indicators ?? [], assignments, reporting, denominators);
    }

    public static int? Year(JsonFields fields) => fields.Required("year")?.WholeNumber(2000, 2100);

    /// <summary>A list of objects.</summary>
    public static IReadOnlyList<T> Each<T>(JsonPlace? list, Func<JsonFields, T> read)
    {
        List<T> all = [];
        foreach (var item in list?.Items() ?? [])
        {
            if (item.Fields() is not { } fields)
                continue;

            all.Add(read(fields));
            fields.RefuseOthers();
        }

        return all;
    }

    /// <summary>A list of objects with a code of their own; null where there is no such list, so that nothing can refer to it.</summary>
    public static IReadOnlyList<T>? Coded<T>(JsonPlace? list, Func<string, JsonFields, T> read)
    {
        if (list is not { IsList: true })
        {
            list?.WrongType("list");
            return null;
        }

        HashSet<string> codes = [];
        return Each(list, fields =>
        {
            var place = fields.Required("code");
            var code = place?.Code();
            if (code is not null && !codes.Add(code))
                place?.Fault("duplicate-code", code);
            return read(code ?? "", fields);
        });
    }

    private static Pillar ReadPillar(string code, JsonFields fields) =>
        new(code, fields.Required("name")?.Text() ?? "", fields.Optional("label")?.LocalText());

    private static Locality ReadLocality(JsonPlace? place)
    {
        var fields = place?.Fields();
        var locality = new Locality(fields?.Required("name")?.Text() ?? "", fields?.Required("parent")?.Text() ?? "");
        fields?.RefuseOthers();
        return locality;
    }

    private static EffectiveDate ReadEffectiveDate(JsonPlace? place)
    {
        var fields = place?.Fields();
        var date = new EffectiveDate(fields?.Required("date")?.Date() ?? default, fields?.Optional("assumed")?.YesNo() ?? false);
        fields?.RefuseOthers();
        return date;
    }

    private static TimeZoneInfo ReadTimeZone(JsonPlace? place)
    {
        if (place?.Text() is not { } name)
            return TimeZoneInfo.Utc;

        // Only names as IANA writes them: the system would look up others as file names or Windows zones.
        var looksLikeZone = name.Length <= 64 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+');
        if (looksLikeZone && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return zone;

        place.Fault("unknown-time-zone", name);
        return TimeZoneInfo.Utc;
    }

    private static LegalBasis ReadLegalBasis(JsonFields fields) => new(
        fields.Required("number")?.Text() ?? "",
        fields.Required("date")?.Date() ?? default,
        fields.Required("issuer")?.Text() ?? "",
        fields.Required("about")?.Text() ?? "");

    private static Holiday ReadHoliday(JsonFields fields)
    {
        var from = fields.Required("from")?.Date();
        var last = fields.Required("to");
        var to = last?.Date();
        if (from > to)
            last?.Fault("from-after-to", JsonPlace.Format(from.Value), JsonPlace.Format(to.Value));
        return new Holiday(from ?? default, to ?? default, fields.Required("name")?.Text() ?? "");
    }

    private static DateOnly[] ReadWorkingSaturdays(JsonPlace? list)
    {
        HashSet<DateOnly> days = [];
        foreach (var item in list?.Items() ?? [])
        {
            if (item.Date() is not { } day)
                continue;

            if (day.DayOfWeek != DayOfWeek.Saturday)
                item.Fault("not-saturday", JsonPlace.Format(day));
            if (!days.Add(day))
                item.Fault("duplicate-date", JsonPlace.Format(day));
        }

        return [.. days];
    }
}
