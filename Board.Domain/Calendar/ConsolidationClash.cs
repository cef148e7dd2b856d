using Board.Domain.Plans;

namespace Board.Domain.Calendar;

/// <summary>
/// A warning: the standing office must consolidate before a day that leaves it none after the units' own last day.
/// In the 2023 plan the units' annual reports (V.3.c) and the office's fourth quarter (V.2.d) are both due before 10 December.
/// </summary>
/// <param name="Units">The rule of the reports that are to be consolidated.</param>
/// <param name="UnitPeriod">Their period, which ends within the consolidation's own.</param>
/// <param name="UnitsDueBefore">The day before which they are due.</param>
/// <param name="Consolidation">What the standing office owes, due before that same day or an earlier one.</param>
public sealed record ConsolidationClash(ReportingRule Units, Period UnitPeriod, DateOnly UnitsDueBefore, Deadline Consolidation)
{
    /// <summary>Days by which the consolidation is due before the reports that it is made from; 0 on the same day.</summary>
    public int DaysShort => UnitsDueBefore.DayNumber - Consolidation.DueBefore.DayNumber;
}
