using System.Text.RegularExpressions;
using Board.Tests.Support;
using Board.Web.Shell;
using MudBlazor;
using MudBlazor.Utilities;

namespace Board.Tests.Shell;

/// <summary>MudBlazor's colours are those of the style sheet, in both themes.</summary>
public sealed partial class WorkThemeTests
{
    private static readonly string Css = File.ReadAllText(Folders.Of("Board.Web", "wwwroot", "css", "app.css"));

    [Fact]
    public void ByDay_ItHasTheColoursOfTheStyleSheet() => Compare(WorkTheme.Light.PaletteLight, Colours(":root {"), "accent");

    [Fact]
    public void ByNight_ItHasTheColoursOfTheStyleSheet() => Compare(WorkTheme.Dark.PaletteDark, Colours(":root[data-theme=\"dark\"] {"), "focus");

    private static void Compare(Palette palette, Dictionary<string, string> colours, string primary)
    {
        (MudColor Theirs, string Ours)[] pairs =
        [
            (palette.Primary, primary), (palette.Background, "ground"), (palette.Surface, "surface"), (palette.BackgroundGray, "raised"),
            (palette.LinesDefault, "line"), (palette.Divider, "line"), (palette.LinesInputs, "expected"), (palette.TextPrimary, "ink"), (palette.TextSecondary, "soft"),
            (palette.ActionDefault, "soft"), (palette.Skeleton, "track"), (palette.Success, "achieved"), (palette.Info, "on-track"),
            (palette.Warning, "slow"), (palette.Error, "lagging"), (palette.Tertiary, "neutral"),
        ];
        Assert.Equal(pairs.Select(pair => (pair.Ours, colours[pair.Ours])), pairs.Select(pair => (pair.Ours, pair.Theirs.ToString(MudColorOutputFormats.Hex))));
    }

    private static Dictionary<string, string> Colours(string selector)
    {
        var from = Css.IndexOf(selector, StringComparison.Ordinal);
        return Variable().Matches(Css[from..Css.IndexOf('}', from)]).ToDictionary(
            match => match.Groups[1].Value, match => "#" + (match.Groups[2].Length == 3 ? string.Concat(match.Groups[2].Value.Select(digit => $"{digit}{digit}")) : match.Groups[2].Value));
    }

    [GeneratedRegex("--([a-z-]+): #([0-9a-f]{3,6});")]
    private static partial Regex Variable();
}
