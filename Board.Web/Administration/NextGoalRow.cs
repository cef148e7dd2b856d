using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Web.Text;

namespace Board.Web.Administration;

/// <summary>An indicator of next year's plan as it is typed.</summary>
public sealed class NextGoalRow(Indicator indicator, NextYear.Goal offered)
{
    private string _name = offered.Name;
    private bool _named;

    /// <summary>The indicator of this year.</summary>
    public Indicator Indicator { get; } = indicator;

    /// <summary>Where it stands now, to start from; null without figures.</summary>
    public Baseline? Standing { get; } = offered.Baseline;

    /// <summary>False: next year's plan goes without it.</summary>
    public bool Keeps { get; set; } = true;

    /// <summary>The threshold as typed.</summary>
    public string Floor { get; set; } = VietnameseNumber.Write(offered.Floor);

    /// <summary>The far end of a range as typed; empty for one value.</summary>
    public string Aim { get; set; } = offered.Aim is { } aim ? VietnameseNumber.Write(aim) : "";

    /// <summary>The name: it follows the threshold until somebody types another.</summary>
    public string Name
    {
        get => _named || Threshold is not { } floor ? _name : TargetWording.Reword(Indicator.Name, Indicator.Target, floor, Far);
        set => (_name, _named) = (value, true);
    }

    /// <summary>True while its name is open to be typed.</summary>
    public bool Opened { get; set; }

    /// <summary>The threshold; null where what is typed is no number.</summary>
    public decimal? Threshold => VietnameseNumber.TryParse(Floor, out var floor) ? floor : null;

    /// <summary>True where the far end of the range is no number, though something is typed.</summary>
    public bool FarIsFaulty => !string.IsNullOrWhiteSpace(Aim) && Far is null;

    /// <summary>True where it is not as in this year's plan.</summary>
    public bool Differs => Threshold != Indicator.Target.Floor || Far != Indicator.Target.Aim || Name != Indicator.Name;

    /// <summary>True where the name still words the old threshold.</summary>
    public bool Belied => Threshold is { } floor && TargetWording.Belies(Name, Indicator.Target, floor);

    /// <summary>What is typed; null where it can't be a goal.</summary>
    public NextYear.Goal? Make(bool fromStanding) =>
        Threshold is { } floor && !FarIsFaulty ? new(Say.OneLine(Name).Trim(), floor, Far, fromStanding ? Standing : null) : null;

    private decimal? Far => VietnameseNumber.TryParse(Aim, out var aim) ? aim : null;
}
