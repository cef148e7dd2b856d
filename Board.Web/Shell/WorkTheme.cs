using MudBlazor;
using MudBlazor.Utilities;

namespace Board.Web.Shell;

/// <summary>MudBlazor in the product's look: the colours are those of <c>app.css</c>, by day and by night, which a test compares.</summary>
public static class WorkTheme
{
    /// <summary>By day, and whatever doesn't differ by night.</summary>
    public static MudTheme Light { get; } = Of(":root", new PaletteLight(), night: false);

    /// <summary>By night: as chosen, else as the device says; <c>theme.js</c> keeps the attribute up to date.</summary>
    public static MudTheme Dark { get; } = Of(":root[data-shade=\"dark\"]", new PaletteDark(), night: true);

    private static MudTheme Of(string scope, Palette palette, bool night)
    {
        Paint(palette, night);
        string[] family = ["Be Vietnam Pro", "Segoe UI", "Roboto", "Noto Sans", "Arial", "sans-serif"];
        return new()
        {
            PaletteLight = palette as PaletteLight ?? new(),
            PaletteDark = palette as PaletteDark ?? new(),
            PseudoCss = new() { Scope = scope },
            LayoutProperties = new() { DefaultBorderRadius = ".5rem" },
            Typography = new()
            {
                Default = new DefaultTypography { FontFamily = family, FontSize = "1rem", LineHeight = "1.4", LetterSpacing = "normal" },
                H1 = new H1Typography { FontSize = "1.5rem", FontWeight = "700", LineHeight = "1.3", LetterSpacing = "normal" },
                H2 = new H2Typography { FontSize = "1.25rem", FontWeight = "700", LineHeight = "1.3", LetterSpacing = "normal" },
                H3 = new H3Typography { FontSize = "1.1rem", FontWeight = "600", LineHeight = "1.35", LetterSpacing = "normal" },
                H4 = new H4Typography { FontSize = "1.05rem", FontWeight = "600", LineHeight = "1.35", LetterSpacing = "normal" },
                H5 = new H5Typography { FontSize = "1rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
                H6 = new H6Typography { FontSize = "1.1rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
                Body1 = new Body1Typography { FontSize = "1rem", LineHeight = "1.5", LetterSpacing = "normal" },
                Body2 = new Body2Typography { FontSize = ".9rem", LineHeight = "1.4", LetterSpacing = "normal" },
                Subtitle1 = new Subtitle1Typography { FontSize = "1rem", LineHeight = "1.4", LetterSpacing = "normal" },
                Subtitle2 = new Subtitle2Typography { FontSize = ".9rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
                Button = new ButtonTypography { FontSize = ".95rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "normal", TextTransform = "none" },
                Caption = new CaptionTypography { FontSize = ".85rem", LineHeight = "1.4", LetterSpacing = "normal" },
            },
        };
    }

    // Each line: the variable of app.css by day, by night.
    private static void Paint(Palette palette, bool night)
    {
        MudColor Shade(string day, string dark) => new(night ? dark : day);
        var ground = Shade("#eef1f5", "#0e131a");
        var surface = Shade("#ffffff", "#171d26");
        var raised = Shade("#f7f9fb", "#1d2530");
        var line = Shade("#d9dfe7", "#2b3542");
        var lineStrong = Shade("#b6c0cc", "#465465");
        var ink = Shade("#14202e", "#edf2f8");
        var soft = Shade("#4c5a6b", "#a5b2c2");
        var track = Shade("#e3e8ee", "#2b3542");
        var edge = Shade("#5d6b7c", "#b6c2d0");
        // By night the accent is too dark for words on the ground; the colour of the focus is not.
        var primary = Shade("#12355b", "#8fb4ff");
        var onStatus = Shade("#ffffff", "#0e131a");

        (palette.Primary, palette.PrimaryContrastText) = (primary, onStatus);
        (palette.Secondary, palette.SecondaryContrastText) = (edge, onStatus);
        (palette.Tertiary, palette.TertiaryContrastText) = (Shade("#566375", "#a5b2c2"), onStatus);
        (palette.Info, palette.InfoContrastText) = (Shade("#1a4fa8", "#8aa8f0"), onStatus);
        (palette.Success, palette.SuccessContrastText) = (Shade("#0a7861", "#3be1b1"), onStatus);
        (palette.Warning, palette.WarningContrastText) = (Shade("#925e0a", "#f7bc4c"), onStatus);
        (palette.Error, palette.ErrorContrastText) = (Shade("#a80f2e", "#ff5f6c"), onStatus);
        (palette.Dark, palette.DarkContrastText) = (ink, surface);
        (palette.TextPrimary, palette.TextSecondary, palette.TextDisabled) = (ink, soft, edge);
        (palette.ActionDefault, palette.ActionDisabled, palette.ActionDisabledBackground) = (soft, edge, track);
        (palette.Background, palette.BackgroundGray, palette.Surface) = (ground, raised, surface);
        (palette.DrawerBackground, palette.DrawerText, palette.DrawerIcon) = (surface, ink, soft);
        (palette.AppbarBackground, palette.AppbarText) = (surface, ink);
        (palette.LinesDefault, palette.LinesInputs, palette.TableLines) = (line, edge, line);
        (palette.TableStriped, palette.TableHover) = (raised, raised);
        (palette.Divider, palette.DividerLight, palette.Skeleton) = (line, line, track);
        (palette.GrayDefault, palette.GrayLight, palette.GrayLighter) = (edge.Value, lineStrong.Value, line.Value);
        (palette.GrayDark, palette.GrayDarker) = (soft.Value, ink.Value);
    }
}
