using Board.Domain.Progress;
using Board.Web.Data;
using Board.Web.Documents;
using Board.Web.Live;
using Board.Web.Shell;
using Board.Web.Text;
using Microsoft.Extensions.Localization;

namespace Board.Web.Indicators;

/// <summary>A plan's figures as workbooks for people: names beside codes, words in the reader's language, exact figures.</summary>
public static class OpenDataBook
{
    /// <summary>How a figure came in.</summary>
    public static string Source(string source, IStringLocalizer<Texts> texts) => source switch
    {
        "api" => texts["Revisions.Source.Api"],
        "report" => texts["Revisions.Source.Report"],
        "demo" => texts["Revisions.Source.Demo"],
        _ => source,
    };

    /// <summary>Every indicator and where it stands.</summary>
    public static XlsxDocument Of(BoardSnapshot board, BoardNotice notice, IStringLocalizer<Texts> texts)
    {
        var table = Table(texts, "Indicators", notice, ("Code", 8), ("Clause", 9), ("Pillar", 30), ("Indicator", 60), ("Floor", 9), ("Aim", 9), ("Value", 12), ("Measured", 14),
            ("Numerator", 12), ("Denominator", 12), ("Low", 12), ("High", 12), ("Reported", 11), ("Expected", 11), ("Status", 22), ("GapPoints", 12), ("GapCount", 12),
            ("RequiredPace", 14), ("AsOf", 12), ("Provisional", 11), ("Leads", 40));
        foreach (var progress in board.Indicators)
        {
            var indicator = progress.Indicator;
            table.Add(
                indicator.Code, indicator.Clause, Say.In(board.Plan.Pillars.First(pillar => pillar.Code == indicator.Pillar) is var pillar ? pillar.Label : null, pillar.Name), indicator.Name,
                indicator.Target.Floor, indicator.Target.Aim, progress.Value, Say.Unit(indicator).Trim(), progress.Numerator, progress.Denominator, progress.Low, progress.High,
                progress.Coverage.Reported, progress.Coverage.Expected, texts[StatusStyle.Of(progress).WordKey].Value, progress.GapPoints, progress.GapCount, progress.RequiredPace,
                progress.AsOf, progress.Provisional, Say.Units(board.Plan, indicator.Leads), Said(notice));
        }
        return table;
    }

    /// <summary>Every revision of the readings given.</summary>
    /// <param name="named">Whether it says who recorded each, and what they noted.</param>
    public static async Task<XlsxDocument> OfAsync(
        BoardSnapshot board, IAsyncEnumerable<ReadingRow> rows, bool named, BoardNotice notice, IStringLocalizer<Texts> texts, CancellationToken cancel)
    {
        (string, double)[] people = named ? [("By", 24), ("Note", 50)] : [];
        var table = Table(texts, "Readings", notice, [("Number", 8), ("Code", 8), ("Indicator", 50), ("Unit", 28), ("AsOf", 12), ("Revision", 7), ("Numerator", 12), ("Denominator", 12),
            ("Value", 12), ("Measured", 14), ("State", 13), ("Counts", 11), ("At", 20), ("Source", 24), .. people]);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            var indicator = board.Find(row.Indicator)?.Progress.Indicator;
            object?[] said = named ? [row.By, row.Note] : [];
            table.Add([
                row.Id, row.Indicator, indicator is null ? null : Say.Label(indicator), board.Plan.UnitName(row.Unit), row.AsOf, row.Revision, row.Numerator, row.Denominator,
                row.Figure.Value, indicator is null ? null : Say.Unit(indicator).Trim(), texts[$"State.{row.State}"].Value, row.Current, board.Calendar.Clock.LocalTime(new(row.At)),
                Source(row.Source, texts), .. said, Said(notice)]);
        }
        return table;
    }

    // What every answer must say of the figures has a column of its own, so that it stays with each line wherever that is copied to.
    private static XlsxDocument Table(IStringLocalizer<Texts> texts, string sheet, BoardNotice notice, params IEnumerable<(string Key, double Width)> columns) =>
        new(texts[$"OpenData.{sheet}"], [.. columns.Concat(notice.Text is null ? [] : [("Notice", 30.0)]).Select(column => new XlsxDocument.Column(texts[$"OpenData.{column.Key}"], column.Width))]);

    private static string? Said(BoardNotice notice) => notice.Text is { } text ? Say.In(text) : null;
}
