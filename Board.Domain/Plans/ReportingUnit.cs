namespace Board.Domain.Plans;

/// <summary>What sort of body a unit is.</summary>
public enum UnitKind
{
    /// <summary>A department of the district's committee (phòng).</summary>
    Department,

    /// <summary>Another agency of the district: police, hospital, centre.</summary>
    Agency,

    /// <summary>A commune or town (xã, thị trấn).</summary>
    Commune,

    /// <summary>A body outside the district's administration; it takes part and owes no report.</summary>
    Partner,
}

/// <summary>A department, agency, commune or town that reports (đơn vị).</summary>
/// <param name="Code">Unique in the plan.</param>
/// <param name="Name">Official name.</param>
/// <param name="Standing">True for the one standing office.</param>
/// <param name="Reports">False where the unit owes nothing.</param>
/// <param name="Label">A short name for narrow places; the official name where there is none.</param>
public sealed record ReportingUnit(string Code, string Name, UnitKind Kind, bool Standing, bool Reports, LocalText? Label);
