namespace Board.Domain.Progress;

/// <summary>
/// The figures on which a dunning letter (công văn đôn đốc) rests, as they stood when it was issued. Stored as its own content and never computed again,
/// so it carries every name that it shows.
/// </summary>
/// <param name="Office">Official name of the standing office, to which units answer.</param>
/// <param name="Version">The board version of the figures.</param>
/// <param name="AsOf">When that version was committed.</param>
/// <param name="Units">Whom it is addressed to, in the plan's order.</param>
public sealed record LetterFacts(string PlanTitle, string Locality, string Parent, string Office, long Version, DateTimeOffset AsOf, IReadOnlyList<LetterUnit> Units)
{
    /// <summary>What holds of some units now; units of which nothing is to be asked are left out.</summary>
    public static LetterFacts Of(Shortfall shortfall, IReadOnlyCollection<string> units)
    {
        var (board, plan) = (shortfall.Board, shortfall.Board.Plan);
        return new(
            plan.Title, plan.Locality.Name, plan.Locality.Parent, plan.StandingOffice.Name, board.Version, board.At,
            [
                .. from unit in plan.Units
                   where units.Contains(unit.Code)
                   let holder = shortfall.Find(unit.Code)
                   where holder is not null
                   select LetterUnit.Of(holder),
            ]);
    }
}

/// <summary>What is asked of one unit.</summary>
public sealed record LetterUnit(string Code, string Name, IReadOnlyList<LetterGap> Gaps, IReadOnlyList<LetterMissing> Missing, IReadOnlyList<LetterReport> Overdue)
{
    /// <summary>Freezes what a unit holds back.</summary>
    public static LetterUnit Of(GapHolder holder) => new(
        holder.Unit.Code, Addressed(holder.Unit),
        [
            .. holder.Held.Select(gap => new LetterGap(
                gap.Indicator.Code, gap.Indicator.Clause, gap.Indicator.Label?.Vi ?? gap.Indicator.Name, gap.Figure.Value, gap.Figure.Numerator, gap.Figure.Denominator,
                gap.Indicator.Target.Floor, gap.Indicator.Target.Better == Plans.Better.Lower, gap.Indicator.Counted?.Vi, gap.AsOf, gap.Count, gap.Share)),
        ],
        [.. holder.Missing.Select(indicator => new LetterMissing(indicator.Code, indicator.Clause, indicator.Label?.Vi ?? indicator.Name))],
        [.. holder.Overdue.Select(duty => new LetterReport(duty.Period.ToString(), duty.DueBefore))]);

    // A commune is a place; who is written to is its People's Committee.
    private static string Addressed(Plans.ReportingUnit unit) => unit.Kind == Plans.UnitKind.Commune && unit.Name.Length > 0 ? $"UBND {char.ToLowerInvariant(unit.Name[0])}{unit.Name[1..]}" : unit.Name;
}

/// <summary>A gap of which a unit has a part. Values are exact.</summary>
/// <param name="Ceiling">True where the target is not to be exceeded.</param>
/// <param name="Counted">The noun of what is missing, in Vietnamese.</param>
public sealed record LetterGap(
    string Code, string Clause, string Name, decimal Value, decimal Numerator, decimal? Denominator, decimal Floor, bool Ceiling, string? Counted, DateOnly AsOf, decimal Count, decimal Share);

/// <summary>An indicator for which a unit has no figure.</summary>
public sealed record LetterMissing(string Code, string Clause, string Name);

/// <summary>A report whose day has passed.</summary>
/// <param name="Period">As <c>2023-Q3</c>.</param>
/// <param name="DueBefore">The first day that was late.</param>
public sealed record LetterReport(string Period, DateOnly DueBefore);
