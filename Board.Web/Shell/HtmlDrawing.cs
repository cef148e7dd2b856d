using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Board.Web.Shell;

/// <summary>Draws components as HTML outside any request or circuit.</summary>
public sealed partial class HtmlDrawing(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>Draws what the work asks for, one component after the other, in a language.</summary>
    public async Task<T> DrawAsync<T>(CultureInfo culture, Func<Func<Type, Dictionary<string, object?>, Task<string>>, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            // Flows with this call only; the caller's culture stays as it is.
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            return await work(async (component, parameters) =>
                Readable((await renderer.RenderComponentAsync(component, ParameterView.FromDictionary(parameters))).ToHtmlString()));
        });
    }

    // The renderer writes every accented letter as a reference of eight bytes; in UTF-8 two or three do. What is markup stays encoded.
    private static string Readable(string html) => Reference().Replace(html.Trim(), match =>
        ((char)int.Parse(match.ValueSpan[3..^1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("&#x(?:[C-F][0-9A-F]|A[1-9A-F]|B[0-9A-F]|[1-9A-C][0-9A-F]{2}|1[0-9A-F]{3}|20[13-9A-F][0-9A-F]|2[1-9A-F][0-9A-F]{2});")]
    private static partial Regex Reference();
}
