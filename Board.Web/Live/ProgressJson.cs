using System.Globalization;
using System.Text.Json;
using Board.Domain.Plans;
using Board.Domain.Progress;

namespace Board.Web.Live;

/// <summary>The JSON form of an indicator's progress, the same in the API and on the hub.</summary>
public record ProgressJson(
    string Code, string Clause, string Pillar, string Name, string Measure, TargetJson Target, decimal? Value, string? Display,
    decimal? Numerator, decimal? Denominator, decimal? Low, decimal? High, CoverageJson Coverage, string Status, string Result, string Evidence,
    decimal? Pace, decimal? Expected, decimal? ExpectedToday, bool Deteriorating, bool FellBack, GapJson? Gap, decimal? RequiredPace,
    DateOnly? AsOf, bool Provisional, bool Orphan, IReadOnlyList<string> Leads, SeriesValue? Previous, long Version)
{
    /// <summary>What is sent of a record.</summary>
    public static ProgressJson Of(IndicatorProgress progress)
    {
        var indicator = progress.Indicator;
        return new(
            indicator.Code, indicator.Clause, indicator.Pillar, indicator.Name, Word(indicator.Measure),
            new(indicator.Target.Floor, indicator.Target.Aim, Word(indicator.Target.Better)),
            progress.Value, progress.Value is { } value ? Shown(indicator, value) : null,
            progress.Numerator, progress.Denominator, progress.Low, progress.High,
            new(progress.Coverage.Reported, progress.Coverage.Expected, progress.Coverage.Missing),
            Word(progress.Status), Word(progress.Result), Word(progress.Evidence),
            progress.Pace, progress.Expected, progress.ExpectedToday, progress.Deteriorating, progress.FellBack,
            progress is { GapPoints: { } points, GapCount: { } count } ? new(points, count) : null,
            progress.RequiredPace, progress.AsOf, progress.Provisional, indicator.Orphan, indicator.Leads, progress.Previous, progress.Version);
    }

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    // The API speaks one language, whoever asks: a figure must not depend on a header.
    private static string Shown(Indicator indicator, decimal value)
    {
        var shown = ShownValue.Round(value, indicator.Target);
        return indicator.Measure == Domain.Plans.Measure.Percent ? shown.ToString("#,##0.0", Vietnamese) + " %" : shown.ToString("#,##0.#", Vietnamese);
    }

    /// <summary>An enum's word in kebab-case: <c>on-track</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

/// <summary>A target in JSON.</summary>
public sealed record TargetJson(decimal Floor, decimal? Aim, string Better);

/// <summary>A coverage in JSON.</summary>
public sealed record CoverageJson(int Reported, int Expected, IReadOnlyList<string> Missing);

/// <summary>A gap in JSON: in the value's own unit, and in what is counted.</summary>
public sealed record GapJson(decimal Points, decimal Count);

/// <summary>A plan's whole board in JSON.</summary>
public sealed record BoardJson(
    string PlanId, long Version, DateTimeOffset AsOf, IReadOnlyDictionary<string, int> Tallies, IReadOnlyList<ProgressJson> Indicators, LocalText? Notice)
{
    /// <summary>What is sent of a snapshot.</summary>
    public static BoardJson Of(BoardSnapshot board, LocalText? notice) =>
        new(board.Plan.Id, board.Version, board.Calendar.Clock.LocalTime(board.At), TalliesOf(board), [.. board.Indicators.Select(ProgressJson.Of)], notice);

    internal static Dictionary<string, int> TalliesOf(BoardSnapshot board) =>
        board.Tallies.ToDictionary(tally => ProgressJson.Word(tally.Key), tally => tally.Value);
}

/// <summary>What changed on a board, as machine clients get it.</summary>
public sealed record BoardChanged(
    long Version, DateTimeOffset AsOf, IReadOnlyDictionary<string, int> Tallies, IReadOnlyList<ProgressJson> Changed, LocalText? Notice)
{
    /// <summary>The records that changed after a version.</summary>
    public static BoardChanged Of(BoardSnapshot board, long since, LocalText? notice) =>
        new(board.Version, board.Calendar.Clock.LocalTime(board.At), BoardJson.TalliesOf(board), [.. board.ChangedSince(since).Select(ProgressJson.Of)], notice);
}
