using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Web.Shell;
using Board.Web.Text;
using Microsoft.Extensions.Localization;

namespace Board.Web.Charts;

/// <summary>What a gauge says in words, in the reader's language.</summary>
public sealed class GaugeFacts(Plan plan, IndicatorProgress progress, IStringLocalizer<Texts> texts)
{
    private Indicator Indicator => progress.Indicator;

    /// <summary>The value without its unit; a dash without data.</summary>
    public string Value => progress.Value is { } value ? Say.Bare(Indicator, value) : "–";

    /// <summary>The status in a word.</summary>
    public string Status => texts[StatusStyle.Of(progress).WordKey];

    /// <summary>What is missing to the target, or by how much it is passed, counted in people, households, files …; null without data.</summary>
    public string? Gap => (progress.GapCount, progress.Status) switch
    {
        (null, _) => null,
        (_, ProgressStatus.Achieved) => Surplus is 0 ? texts["Gap.Exactly"].Value : Counted(Lower ? "Gap.Under" : "Gap.Over", Surplus),
        // The value itself would do, but those who are silent could still undo it.
        (0, _) => Await,
        ({ } gap, _) => Counted(Lower ? "Gap.TooMany" : "Gap.Left", gap),
    };

    /// <summary>Whose report is waited for where there is no figure at all; else null.</summary>
    public string? Awaited => progress.Status == ProgressStatus.NoData ? Await : null;

    /// <summary>The difference to the period before, with its arrow; null where there is no such period.</summary>
    public string? Change => Difference is not { } difference ? null
        : IsNone(difference) ? texts["Change.None"].Value
        : $"{(difference > 0 ? "▲" : "▼")}{Say.Space}{Say.Difference(difference)}{PointUnit}";

    /// <summary>The figure that the change is measured against.</summary>
    public string? ChangeSince => progress.Previous is { } before
        ? texts["Change.Since", Say.Date(before.AsOf), Say.Value(Indicator, before.Value)].Value
        : null;

    /// <summary>The class of the change: does it help, harm or neither.</summary>
    public string ChangeClass => Difference is not { } difference || IsNone(difference) ? "change same"
        : difference > 0 ^ Lower ? "change better" : "change worse";

    /// <summary>How many of those expected have reported.</summary>
    public string Coverage =>
        texts[Indicator.FromCommunes ? "Coverage.Communes" : "Coverage.Units", progress.Coverage.Reported, progress.Coverage.Expected];

    /// <summary>The day of the figure, without the year.</summary>
    public string AsOf => progress.AsOf is { } day ? Say.Day(day) : texts["AsOf.None"];

    /// <summary>What makes it a date with the year; narrow cards leave it out.</summary>
    public string? AsOfYear => progress.AsOf is { } day ? Say.Date(day)[Say.Day(day).Length..] : null;

    /// <summary>Who answers for it.</summary>
    public string Owner => Indicator.Orphan ? texts["Owner.None"] : Say.Units(plan, Indicator.Leads);

    /// <summary>The gap with its distance in points where a share is meant.</summary>
    public string? GapInFull => Gap is { } gap && Indicator.Measure == Measure.Percent && progress.GapPoints is > 0 and { } points ? texts["Indicator.GapPoints", gap, Say.Difference(points)] : Gap;

    /// <summary>Who answers for it, by official names.</summary>
    public string OwnerInFull =>
        Indicator.Orphan ? texts["Owner.NoneInFull"] : Say.UnitsInFull(plan, Indicator.Leads);

    /// <summary>Who has to report it, by official names.</summary>
    public string Reporters => Indicator.FromCommunes
        ? texts["Indicator.AllCommunes", Indicator.Sources.Count]
        : Say.UnitsInFull(plan, Indicator.Sources);

    /// <summary>What must not be overlooked, each a word and its explanation.</summary>
    public IEnumerable<(string Word, string Meaning)> Flags
    {
        get
        {
            if (progress.FellBack) yield return (texts["Flag.FellBack"], texts["Meaning.FellBack"]);
            if (progress.Deteriorating) yield return (texts["Flag.Deteriorating"], texts["Meaning.Deteriorating"]);
        }
    }

    /// <summary>All of it in one sentence, for those who hear the page.</summary>
    public string Sentence => string.Join(", ", new[]
    {
        progress.Value is { } value ? Say.Value(Indicator, value) : null,
        texts["Spoken.Target", Say.Target(Indicator)],
        Status,
        progress.AsOf is { } day ? texts["Spoken.AsOf", Say.Date(day)].Value : null,
        progress.Provisional ? texts["Flag.Provisional"].Value : null,
    }.OfType<string>());

    private bool Lower => Indicator.Target.Better == Better.Lower;

    private decimal? Difference => progress is { Value: { } value, Previous: { } before } ? value - before.Value : null;

    private string PointUnit => Indicator.Measure == Measure.Percent ? Say.Space + texts["Points"] : Say.Noun(Indicator);

    private decimal Surplus
    {
        get
        {
            var numerator = progress.Numerator ?? 0;
            var wanted = progress.Denominator is { } whole ? Indicator.Target.Floor * whole / 100m : Indicator.Target.Floor;
            return Math.Max(0, Lower ? decimal.Floor(wanted) - numerator : numerator - decimal.Ceiling(wanted));
        }
    }

    // One can be named; more would not fit on a card.
    private string Await => progress.Coverage.Missing is [var one]
        ? texts["Gap.AwaitOne", Say.Units(plan, [one])]
        : texts[Indicator.FromCommunes ? "Gap.AwaitCommunes" : "Gap.AwaitUnits", progress.Coverage.Missing.Count];

    // What would show as 0,0 has not changed for those who read it.
    private static bool IsNone(decimal difference) => ShownValue.Round(Math.Abs(difference)) == 0;

    private string Counted(string key, decimal count) => texts[key, Say.Count(Indicator, count)].Value;
}
