namespace Board.Domain.Plans;

/// <summary>Reads the units of a plan file, exactly one of which is the standing office.</summary>
internal static class UnitSection
{
    /// <summary>Null where there is no list of units.</summary>
    public static IReadOnlyList<ReportingUnit>? Read(JsonPlace? list)
    {
        string? standing = null;
        var judged = true;

        var units = PlanReader.Coded(list, (code, fields) =>
        {
            if (code == UnitReferences.Communes)
                fields.Required("code")?.Fault("reserved-code", code);

            var name = fields.Required("name")?.Text() ?? "";
            var kind = fields.Required("kind")?.Word<UnitKind>();
            var standingPlace = fields.Optional("standing");
            var isStanding = standingPlace?.YesNo();
            var reports = Reports(fields.Optional("reports"), kind);

            judged &= standingPlace is null || isStanding is not null;
            if (isStanding == true && standing is not null)
                standingPlace?.Fault("second-standing-unit", code, standing);
            if (isStanding == true && !reports)
                standingPlace?.Fault("standing-never-reports", code);
            if (isStanding == true)
                standing ??= code;

            // Only a remark to whoever edits the file.
            fields.Optional("note")?.Text();
            return new ReportingUnit(code, name, kind ?? default, isStanding ?? false, reports, fields.Optional("label")?.LocalText());
        });

        if (units is not null && standing is null && judged)
            list?.Fault("no-standing-unit");
        return units;
    }

    // A partner stands outside the district's administration and owes no report.
    private static bool Reports(JsonPlace? place, UnitKind? kind)
    {
        var reports = place?.YesNo();
        if (kind == UnitKind.Partner && reports == true)
            place?.Fault("partner-reports");
        return reports ?? kind != UnitKind.Partner;
    }
}
