using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Text;
using Microsoft.Extensions.Localization;

namespace Board.Web.Reports;

/// <summary>What is said beside the fields of an open report: of those that were left, and of all once somebody wants to hand it in.</summary>
public sealed class FieldRemarks(TypedReport typed, IStringLocalizer<Refusals> words)
{
    private readonly HashSet<ReportField> _left = [];
    private bool _all;

    /// <summary>Something said beside a field.</summary>
    public sealed record Remark(bool IsError, string Text);

    /// <summary>These were left: what is wrong with them is said from now on.</summary>
    public void Leave(IEnumerable<ReportField> fields) => _left.UnionWith(fields);

    /// <summary>From now on, what is wrong with any field is said.</summary>
    public void SayAll() => _all = true;

    /// <summary>A refusal or warning in words.</summary>
    public string Said(Rejection rejection) => Refusals.Say(words, rejection.Code, [.. rejection.Arguments]);

    /// <summary>What is to be said beside a field.</summary>
    /// <param name="view">The report as it was read last; judges the figures.</param>
    public IEnumerable<Remark> Of(ReportField field, ReportView view)
    {
        foreach (var fault in typed.RefusalsOf(field)) yield return Error(fault);
        if (!_all && !_left.Contains(field)) yield break;
        foreach (var remark in field.List switch
        {
            ReportField.UnchangedList => OfUnchanged(field),
            ReportField.ProgressList => OfProgress(field),
            ReportField.ReadingList => OfReading(field, view),
            _ => [],
        }) yield return remark;
    }

    private IEnumerable<Remark> OfUnchanged(ReportField field)
    {
        if (typed.TextOf(field).Length > 0 && EntryOf(field.Code) is { IsGiven: true }) yield return Error(new("", "figure-and-unchanged", field.Code));
    }

    private IEnumerable<Remark> OfProgress(ReportField field)
    {
        if (typed.Content.Progress.FirstOrDefault(one => one.Assignment == field.Code) is not { } progress) return [];
        var faults = new List<Rejection>();
        if (progress.TypedPercent is { } percent) faults.Add(new("percent", "not-a-number", percent));
        AssignmentRules.Accept(progress.Status, progress.Percent, progress.Note, faults);
        return faults.Where(fault => fault.Field == field.Part).Select(Error);
    }

    private IEnumerable<Remark> OfReading(ReportField field, ReportView view)
    {
        if (EntryOf(field.Code) is not { } entry) yield break;
        var text = typed.TextOf(field);
        if (text.Length > 0 && field.Part is "numerator" or "denominator" or "value" && !VietnameseNumber.TryParse(text, out _))
        {
            if (text.Trim().Length > 0) yield return Error(new("", "not-a-number", text));
            yield break;
        }
        if (field.Part == "asOf" && entry.AsOf is null)
        {
            if (entry.Typed?.AsOf is { } day) yield return Error(new("", "not-a-day", day));
            else if (entry.IsGiven) yield return Error(new("", "missing"));
        }
        if (view.Judge(entry) is not { } verdict) yield break;
        foreach (var fault in verdict.Rejections.Where(fault => fault.Field == field.Part)) yield return Error(fault);
        foreach (var warning in verdict.Warnings.Where(warning => warning.Field == field.Part)) yield return new(false, Said(warning));
    }

    private ReportReading? EntryOf(string code) => typed.Content.Readings.FirstOrDefault(entry => entry.Indicator == code);

    private Remark Error(Rejection fault) => new(true, Said(fault));
}
