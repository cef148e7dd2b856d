namespace Board.Domain.Plans;

/// <summary>Reads the indicators of a plan file.</summary>
/// <param name="year">Null where the file's year can't be read; so are the pillars. Then nothing is judged by them.</param>
internal sealed class IndicatorSection(int? year, HashSet<string>? pillars, UnitReferences units)
{
    public IReadOnlyList<Indicator>? Read(JsonPlace? list) => PlanReader.Coded(list, ReadIndicator);

    private Indicator ReadIndicator(string code, JsonFields fields)
    {
        var clause = fields.Required("clause")?.Text() ?? "";
        var pillar = ReadPillar(fields.Required("pillar"));
        var name = fields.Required("name")?.Text() ?? "";
        var measure = fields.Required("measure")?.Word<Measure>();
        var better = fields.Required("better")?.Word<Better>();
        var target = ReadTarget(fields.Required("target"), measure, better);
        var due = ReadDue(fields.Optional("due"));
        var (numerator, denominator) = ReadFraction(fields, measure);
        var group = fields.Optional("group")?.Text();
        var (fromCommunes, sources) = units.Collected(fields.Required("collectedFrom"));
        var leads = units.Several(fields.Required("leads"));
        var baseline = ReadBaseline(fields.Optional("baseline"), measure, due);

        return new Indicator(
            code, clause, pillar, name, measure ?? default, target, due ?? default, numerator, denominator, group,
            fromCommunes, sources, leads, baseline,
            fields.Optional("note")?.Text(),
            fields.Optional("label")?.LocalText(),
            fields.Optional("counted")?.LocalText(),
            fields.Optional("money")?.YesNo() ?? false);
    }

    private string ReadPillar(JsonPlace? place)
    {
        var code = place?.Text();
        if (code is not null && pillars?.Contains(code) == false)
            place?.Fault("unknown-pillar", code);
        return code ?? "";
    }

    private static Target ReadTarget(JsonPlace? place, Measure? measure, Better? better)
    {
        var fields = place?.Fields();
        var floorPlace = fields?.Required("floor");
        var floor = measure == Measure.Percent ? floorPlace?.PositiveNumber(100) : Value(floorPlace, measure);
        var aimPlace = fields?.Optional("aim");
        var aim = Value(aimPlace, measure);
        fields?.RefuseOthers();

        if (better == Better.Higher && aim <= floor)
            aimPlace?.Fault("aim-not-above-floor", aimPlace.Raw, JsonPlace.Format(floor.Value));
        if (better == Better.Lower && aim >= floor)
            aimPlace?.Fault("aim-not-below-ceiling", aimPlace.Raw, JsonPlace.Format(floor.Value));
        return new Target(floor ?? 0, aim, better ?? default);
    }

    private DateOnly? ReadDue(JsonPlace? place)
    {
        if (place is null)
            return year is null ? null : new DateOnly(year.Value, 12, 31);

        var due = place.Date();
        if (due is not null && year is not null && due.Value.Year != year)
            place.Fault("outside-plan-year", JsonPlace.Format(due.Value), JsonPlace.Format(year.Value));
        return due;
    }

    private static (string? Numerator, string? Denominator) ReadFraction(JsonFields fields, Measure? measure)
    {
        if (measure == Measure.Percent)
            return (fields.Required("numerator")?.Text(), fields.Required("denominator")?.Text());

        var denominator = fields.Optional("denominator");
        if (measure is not null)
            denominator?.Fault("denominator-without-percent", JsonPlace.WordOf(measure.Value));
        return (fields.Optional("numerator")?.Text(), denominator?.Text());
    }

    private static Baseline? ReadBaseline(JsonPlace? place, Measure? measure, DateOnly? due)
    {
        if (place?.Fields() is not { } fields)
            return null;

        var datePlace = fields.Required("date");
        var date = datePlace?.Date();
        if (date > due)
            datePlace?.Fault("baseline-after-due", JsonPlace.Format(date.Value), JsonPlace.Format(due.Value));
        var value = Value(fields.Required("value"), measure);
        fields.RefuseOthers();
        return new Baseline(date ?? default, value ?? 0);
    }

    private static decimal? Value(JsonPlace? place, Measure? measure) => measure switch
    {
        Measure.Percent => place?.NumberBetween(0, 100),
        null => place?.Number(),
        _ => place?.NumberBetween(0, PlanReader.LargestNumber),
    };
}
