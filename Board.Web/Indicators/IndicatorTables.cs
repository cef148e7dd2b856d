using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Web.Charts;
using Board.Web.Documents;
using Board.Web.Live;
using Board.Web.Text;
using Microsoft.Extensions.Localization;

namespace Board.Web.Indicators;

/// <summary>
/// What an indicator's page shows, as tables for spreadsheets: the same snapshot, order, rounding and words, in the current language. Numbers stay numbers.
/// </summary>
public sealed class IndicatorTables(IStringLocalizer<Texts> texts, BoardNotice notice)
{
    /// <summary>The facts, as on the page.</summary>
    public Table Facts(BoardSnapshot board, IndicatorDetail detail)
    {
        var (plan, progress) = (board.Plan, detail.Progress);
        var indicator = progress.Indicator;
        var facts = new GaugeFacts(plan, progress, texts);
        (string Key, object? Value)[] rows =
        [
            ("Sheet.Plan", $"{plan.Title} ({plan.Locality.Name}, {plan.Year})"), ("OpenData.Code", indicator.Code), ("OpenData.Indicator", indicator.Name), ("OpenData.Clause", indicator.Clause),
            ("Indicator.Target", texts["Indicator.TargetDue", Say.Target(indicator), Say.Date(indicator.Due)].Value), ("OpenData.Status", facts.Status),
            ("Indicator.Value", progress.Value is { } value ? Say.Value(indicator, value) : null), ("Indicator.AsOf", progress.AsOf), ("Indicator.Gap", facts.GapInFull),
            ("OpenData.Numerator", progress.Numerator), ("OpenData.Denominator", progress.Denominator), ("Indicator.Coverage", facts.Coverage),
            ("Sheet.Missing", progress.Coverage.Complete ? null : Say.Units(plan, progress.Coverage.Missing)), ("Indicator.Leads", facts.OwnerInFull),
            ("Sheet.At", board.Calendar.Clock.LocalTime(board.At)),
        ];
        return Table("Facts", [(Of("Sheet.What"), 28), (Of("Sheet.Fact"), 70)], rows.Where(row => row.Value is not null).Select(row => (object?[])[texts[row.Key].Value, row.Value]));
    }

    /// <summary>The way to the target, the oldest first: figures, the path that was expected, the target, where the trend leads, meetings.</summary>
    public Table Trajectory(IndicatorDetail detail, IReadOnlyList<MeetingMark> meetings)
    {
        var indicator = detail.Progress.Indicator;
        var path = Domain.Progress.Trajectory.Of(indicator, detail.Series);
        var rows = new List<(DateOnly Day, object?[] Cells)>();
        void Add(DateOnly day, string kind, SeriesPoint? point = null, decimal? value = null, Forecast? forecast = null, string? note = null) => rows.Add((day,
        [
            day, texts[$"Sheet.Kind.{kind}"].Value, Shown(indicator, point?.Figure.Value ?? value), Shown(indicator, point?.Figure.Low), Shown(indicator, point?.Figure.High),
            point?.Figure.Coverage.Reported, point?.Figure.Coverage.Expected, Shown(indicator, path?.Expected(day)), indicator.Target.Floor, indicator.Target.Aim,
            Shown(indicator, forecast?.Value), Shown(indicator, Least(forecast)), Shown(indicator, Most(forecast)), note,
        ]));

        if (indicator.Baseline is { } baseline) Add(baseline.Date, "Baseline", value: baseline.Value);
        foreach (var point in detail.Series.Points) Add(point.AsOf, "Figure", point);
        foreach (var meeting in meetings) Add(meeting.Date, "Meeting", note: meeting.Title);
        Add(indicator.Due, "Due", forecast: detail.Series.Points is [.., var newest] && newest.AsOf < indicator.Due ? detail.Forecast : null);
        return Table(
            "Trajectory",
            [
                (Of("Sheet.Day"), 12), (Of("Sheet.Kind"), 18), (Of("OpenData.Value", indicator), 12), (Of("OpenData.Low", indicator), 12), (Of("OpenData.High", indicator), 12), (Of("OpenData.Reported"), 12),
                (Of("OpenData.Expected"), 12), (Of("Chart.Path", indicator), 16), (Of("OpenData.Floor", indicator), 12), (Of("OpenData.Aim", indicator), 12), (Of("Chart.Forecast", indicator), 12),
                (Of("Sheet.ForecastLow"), 12), (Of("Sheet.ForecastHigh"), 12), (Of("OpenData.Note"), 50),
            ],
            rows.OrderBy(row => row.Day).Select(row => row.Cells));
    }

    /// <summary>What is needed a month against what comes, and where that leads.</summary>
    public Table Pace(IndicatorDetail detail)
    {
        var pace = new PaceFacts(detail, texts);
        var indicator = detail.Progress.Indicator;
        var perMonth = texts["Pace.Month", indicator.Measure == Measure.Percent ? texts["Points"].Value : Say.Noun(indicator).Trim()].Value.Trim();
        var rows = new List<object?[]>();
        if (pace.Required is { } required) rows.Add([texts["Pace.Required"].Value, ShownValue.Round(required), null, null, perMonth]);
        if (pace.Achieved is { } achieved) rows.Add([texts["Pace.Achieved"].Value, ShownValue.Round(achieved), null, null, perMonth]);
        if (detail.Forecast is { Value: not null } forecast)
            rows.Add([texts["Indicator.Forecast", Say.Date(forecast.Due)].Value, Shown(indicator, forecast.Value), Shown(indicator, Least(forecast)), Shown(indicator, Most(forecast)), Say.Unit(indicator).Trim()]);
        rows.Add([pace.Verdict, null, null, null, null]);
        return Table("Pace", [(Of("Sheet.What"), 44), (Of("OpenData.Value"), 12), (Of("Sheet.From"), 12), (Of("Sheet.To"), 12), (Of("OpenData.Measured"), 18)], rows);
    }

    /// <summary>The units, who holds the largest part of the gap first.</summary>
    /// <param name="unit">The one to list, in its place among all; null for all.</param>
    public Table Units(Plan plan, IndicatorDetail detail, string? unit = null)
    {
        var indicator = detail.Progress.Indicator;
        var percent = indicator.Measure == Measure.Percent;
        (string, double)[] shares = [(Of("Units.GapShare", "%"), 14), (Of("Sheet.Lacks", Say.Noun(indicator).Trim()), 16), (Of("Units.Numerator"), 12), (Of("Units.Denominator"), 12)];
        return Table(
            "Units",
            [(Of("Sheet.Place"), 8), (Of("Units.Unit"), 30), (Of("Indicator.Value", indicator), 14), .. percent ? shares : [], (Of("Indicator.AsOf"), 12), (Of("Units.State"), 16)],
            UnitRanking.Of(detail).Index().Where(one => unit is null || one.Item.Unit == unit).Select(one => Row(one.Index + 1, one.Item)));

        object?[] Row(int place, UnitStanding one)
        {
            object?[] held = percent ? [one.Gap is null ? null : ShownValue.Round((one.GapShare ?? 0) * 100), one.Gap, one.Figure?.Numerator, one.Figure?.Denominator] : [];
            return
            [
                place, plan.UnitName(one.Unit), Shown(indicator, one.Figure?.Value), .. held, one.Reading?.AsOf,
                one.Reading is { } reading ? texts[$"State.{reading.State}"].Value : texts["Units.Missing"].Value,
            ];
        }
    }

    /// <summary>Units by periods; where a unit was silent, that is said.</summary>
    /// <param name="unit">The one to list; null for all.</param>
    public Table Periods(Plan plan, IndicatorDetail detail, string? unit = null)
    {
        var indicator = detail.Progress.Indicator;
        return Table(
            "Periods",
            [(Of("Units.Unit"), 30), .. detail.Periods.Select(period => (In(NameOf(period), Say.Unit(indicator).Trim()), 14.0))],
            detail.Year.Where(year => unit is null || year.Unit == unit).Select(year => (object?[])
            [
                plan.UnitName(year.Unit),
                .. year.Periods.Select(standing => standing?.Figure is { } figure ? (object?)Shown(indicator, figure.Value) : texts["Heat.Silent"].Value),
            ]));
    }

    /// <summary>Every recorded figure, the newest first; who recorded and judged it only for those who may know.</summary>
    /// <param name="named">Whether the reader is known.</param>
    public Table Revisions(FindRevisions.Found found, bool named)
    {
        var (plan, clock, indicator) = (found.Calendar.Plan, found.Calendar.Clock, found.Indicator);
        (string, double)[] people = named ? [(Of("OpenData.By"), 24), (Of("Sheet.JudgedBy"), 24), (Of("Sheet.JudgedAt"), 20), (Of("Sheet.Reason"), 40), (Of("Sheet.Report"), 16), (Of("Sheet.Files"), 40), (Of("OpenData.Note"), 50)] : [];
        return Table(
            "Revisions",
            [
                (Of("Units.Unit"), 30), (Of("Indicator.AsOf"), 12), (Of("Revisions.Number"), 8), (Of("Sheet.NumeratorBefore"), 12), (Of("Sheet.DenominatorBefore"), 12), (Of("Revisions.From", indicator), 14),
                (Of("Units.Numerator"), 12), (Of("Units.Denominator"), 12), (Of("Revisions.To", indicator), 14), (Of("Units.State"), 16), (Of("OpenData.Counts"), 14), (Of("OpenData.At"), 20), (Of("OpenData.Source"), 24), .. people,
            ],
            found.Revisions.Select(one =>
            {
                object?[] known = named
                    ? [one.By, one.Verdict?.By, one.Verdict is { } verdict ? clock.LocalTime(verdict.At) : null, one.Verdict?.Reason, one.Report?.Period, one.Report is { Files: { Count: > 0 } files } ? string.Join("; ", files.Select(file => file.Name)) : null, one.Note]
                    : [];
                return (object?[])
                [
                    plan.UnitName(one.Unit), one.AsOf, one.Number, one.From?.Numerator, one.From?.Denominator, Shown(indicator, one.From?.Value), one.Figure.Numerator,
                    one.Figure.Denominator, Shown(indicator, one.Figure.Value), texts[$"State.{one.State}"].Value, texts[one.Counts ? "Sheet.Yes" : "Revisions.Replaced"].Value,
                    clock.LocalTime(one.At), OpenDataBook.Source(one.Source, texts), .. known,
                ];
            }));
    }

    /// <summary>The name of a period over its column.</summary>
    private string NameOf(Period period) => period.Kind == PeriodKind.Year ? $"{period.Year}" : texts[$"Heat.{period.Kind}", period.Number];

    // As on the page: one decimal, on its side of the target.
    private static decimal? Shown(Indicator indicator, decimal? value) => value is { } known ? ShownValue.Round(known, indicator.Target) : null;

    private static decimal? Least(Forecast? forecast) => forecast is { Low: { } low, High: { } high } ? Math.Min(low, high) : null;

    private static decimal? Most(Forecast? forecast) => forecast is { Low: { } low, High: { } high } ? Math.Max(low, high) : null;

    private string Of(string key, Indicator indicator) => Of(key, Say.Unit(indicator).Trim());

    private string Of(string key, string unit = "") => In(texts[key], unit);

    private static string In(string name, string unit) => unit.Length == 0 ? name : $"{name} ({unit})";

    // What every answer must say of the figures has a column of its own, so that it stays with each line wherever that is copied to.
    private Table Table(string name, IEnumerable<(string Name, double Width)> columns, IEnumerable<object?[]> rows) => notice.Text is { } said
        ? new(texts[$"Sheet.{name}"], Columns(columns.Append((Of("OpenData.Notice"), 30))), [.. rows.Select(row => (object?[])[.. row, Say.In(said)])])
        : new(texts[$"Sheet.{name}"], Columns(columns), [.. rows]);

    private static IReadOnlyList<XlsxDocument.Column> Columns(IEnumerable<(string Name, double Width)> columns) => [.. columns.Select(column => new XlsxDocument.Column(column.Name, column.Width))];
}
