using Board.Domain.Plans;
using Board.Domain.Progress;

namespace Board.Domain.Meetings;

/// <summary>
/// What was on the board when a meeting was closed, and what had been decided by then. It is stored as its own content and never computed
/// again, so it carries every name that it shows: plan and units may be called otherwise later.
/// </summary>
/// <param name="Version">The board version that was frozen.</param>
/// <param name="AsOf">When that version was committed.</param>
/// <param name="Since">The comparison with the meeting before it; null for the plan's first.</param>
public sealed record MeetingRecord(
    string PlanId, string PlanTitle, string Locality, string Parent, long Version, DateTimeOffset AsOf, DateOnly Day,
    IReadOnlyList<RecordedIndicator> Indicators, IReadOnlyList<RecordedDirective> Directives, RecordedComparison? Since)
{
    /// <summary>Freezes a board and its directives.</summary>
    public static MeetingRecord Of(BoardSnapshot board, IEnumerable<Directive> directives, RecordedComparison? since) => new(
        board.Plan.Id, board.Plan.Title, board.Plan.Locality.Name, board.Plan.Locality.Parent, board.Version, board.At, board.Today,
        [.. board.Indicators.Select(progress => RecordedIndicator.Of(board.Plan, progress))],
        [.. directives.Select(directive => RecordedDirective.Of(board.Plan, directive, board.Today))], since);

    /// <summary>How many indicators had each status, those with none left out.</summary>
    public IReadOnlyList<(ProgressStatus Status, int Count)> Tally() =>
        [.. Indicators.GroupBy(one => one.Status).Select(group => (group.Key, group.Count()))];
}

/// <summary>An indicator as the board showed it. Values are exact.</summary>
/// <param name="Owner">The official names of its leads; empty where it had none.</param>
/// <param name="Missing">The names of the units that had not reported.</param>
public sealed record RecordedIndicator(
    string Code, string Clause, string PillarCode, string Pillar, string Name, LocalText? Label, Measure Measure, decimal Floor, decimal? Aim, Better Better, LocalText? Counted,
    bool FromCommunes, decimal? Value, decimal? Numerator, decimal? Denominator, decimal? Low, decimal? High, int Reported, int Expected, IReadOnlyList<string> Missing,
    ProgressStatus Status, ProgressResult Result, bool Deteriorating, bool FellBack, decimal? GapPoints, decimal? GapCount, DateOnly? AsOf, bool Provisional,
    IReadOnlyList<string> Owner)
{
    /// <summary>Freezes one.</summary>
    public static RecordedIndicator Of(Plan plan, IndicatorProgress progress)
    {
        var indicator = progress.Indicator;
        IReadOnlyList<string> Names(IEnumerable<string> codes) => [.. codes.Select(code => plan.FindUnit(code)?.Name ?? code)];
        return new(
            indicator.Code, indicator.Clause, indicator.Pillar, plan.Pillars.First(pillar => pillar.Code == indicator.Pillar).Name, indicator.Name, indicator.Label,
            indicator.Measure, indicator.Target.Floor, indicator.Target.Aim, indicator.Target.Better, indicator.Counted, indicator.FromCommunes,
            progress.Value, progress.Numerator, progress.Denominator, progress.Low, progress.High, progress.Coverage.Reported, progress.Coverage.Expected,
            Names(progress.Coverage.Missing), progress.Status, progress.Result, progress.Deteriorating, progress.FellBack, progress.GapPoints, progress.GapCount,
            progress.AsOf, progress.Provisional, Names(indicator.Leads));
    }

    /// <summary>The indicator as it was, as far as words for its figures need it.</summary>
    public Indicator ToIndicator() => new(
        Code, Clause, PillarCode, Name, Measure, new(Floor, Aim, Better), default, null, null, null, FromCommunes, [], [], null, null, Label, Counted, Money: false);
}

/// <summary>A directive as it stood.</summary>
public sealed record RecordedDirective(
    int Number, string Text, string? Indicator, string UnitCode, string Unit, DateOnly Due, long? Meeting, DateTimeOffset At, DirectiveState State, bool Overdue, string? Note)
{
    /// <summary>Freezes one.</summary>
    public static RecordedDirective Of(Plan plan, Directive directive, DateOnly today) => new(
        directive.Number, directive.Text, directive.Indicator, directive.Unit, plan.FindUnit(directive.Unit)?.Name ?? directive.Unit, directive.Due, directive.Meeting,
        directive.At, directive.State, directive.IsOverdue(today), directive.Entries.LastOrDefault()?.Note);
}
