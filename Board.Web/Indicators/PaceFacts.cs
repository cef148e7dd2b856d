using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Web.Text;
using Microsoft.Extensions.Localization;

namespace Board.Web.Indicators;

/// <summary>What an indicator needs a month against what comes, and what to say of it in the current language.</summary>
public sealed class PaceFacts(IndicatorDetail detail, IStringLocalizer<Texts> texts)
{
    /// <summary>What is needed a month; null where nothing is, or where it is too late.</summary>
    public decimal? Required { get; } = detail.Progress is { RequiredPace: { } needed, GapPoints: > 0 } ? needed : null;

    /// <summary>What comes a month; null where it can't be told.</summary>
    public decimal? Achieved { get; } = detail.Forecast?.AchievedPace;

    /// <summary>True where what comes leads to the target.</summary>
    public bool Towards => detail.Progress.Indicator.Target.Better == Better.Higher ? Achieved > 0 : Achieved < 0;

    /// <summary>Whether that is enough.</summary>
    public string Verdict => (Required, Achieved) switch
    {
        _ when detail.Progress.Value is null => texts["Pace.NoData"],
        (null, _) when detail.Progress.GapPoints is > 0 => texts["Pace.TooLate"],
        (null, _) => texts["Pace.Met"],
        (_, null) => texts["Pace.OneDate"],
        (_, { } does) when !Towards => does == 0 ? texts["Pace.Stands"] : texts["Pace.Away"],
        ({ } must, { } does) when Math.Abs(does) >= Math.Abs(must) => texts["Pace.Enough"],
        ({ } must, { } does) => texts["Pace.Short", Say.OneDecimal(ShownValue.Round(100 * does / must))],
    };
}
