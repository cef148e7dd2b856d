using Board.Web.Access;

namespace Board.Web.Lagging;

/// <summary>Who does what with dunning letters. Decided here and nowhere else.</summary>
internal static class LetterGate
{
    /// <summary>True for those who draft and issue them.</summary>
    public static bool Writes(Permit permit) => permit.KeepsPlans;

    /// <summary>True for those who read some at all: the committee's side, and the units that they are addressed to.</summary>
    public static bool ReadsAny(Permit permit) => permit.Role != Role.Viewer;

    /// <summary>True for those who read one that is addressed to these units.</summary>
    public static bool Reads(Permit permit, IEnumerable<string> units) => permit.Convenes || units.Any(permit.SeesReportsOf);
}
