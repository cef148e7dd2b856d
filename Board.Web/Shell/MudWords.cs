using Board.Web.Text;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Board.Web.Shell;

/// <summary>MudBlazor's own words in the reader's language.</summary>
public sealed class MudWords(IStringLocalizer<MudTexts> words) : MudLocalizer
{
    /// <inheritdoc/>
    public override LocalizedString this[string key] => words[key];

    /// <inheritdoc/>
    public override LocalizedString this[string key, params object[] arguments] => words[key, arguments];
}
