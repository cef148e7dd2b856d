namespace Board.Domain.Plans;

/// <summary>What reading a plan file gave: the plan, or everything that is wrong with the file.</summary>
/// <param name="Plan">Null if there is any fault: never half a plan.</param>
/// <param name="Faults">Every fault, in the file's order.</param>
public sealed record PlanFileReading(Plan? Plan, IReadOnlyList<PlanFault> Faults);

/// <summary>Reads and validates plan files, <c>digital-transformation-plan/1</c>.</summary>
public static class PlanFile
{
    /// <summary>Reads a UTF-8 plan file strictly: an unknown field, a reference to nothing and a duplicate code are faults.</summary>
    public static PlanFileReading Read(ReadOnlyMemory<byte> utf8) => throw new NotSupportedException();
}
