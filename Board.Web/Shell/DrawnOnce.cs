using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Board.Web.Shell;

/// <summary>
/// Drawings of things that never change, each made once for all circuits that show it, and kept as long as the thing itself.
/// A circuit then compares and sends a text, instead of drawing and comparing every cell of a table.
/// </summary>
public sealed class DrawnOnce(HtmlDrawing drawing)
{
    private readonly ConditionalWeakTable<object, ConcurrentDictionary<(Type, string), Lazy<string>>> _drawings = [];

    /// <summary>The HTML of a component that shows an immutable thing, in the current language.</summary>
    /// <param name="thing">What it shows; the same object means the same drawing.</param>
    public string Find(object thing, Type component, Func<Dictionary<string, object?>> parameters)
    {
        var culture = CultureInfo.CurrentUICulture;
        return _drawings.GetOrCreateValue(thing).GetOrAdd((component, culture.Name), _ => new(() => Draw(culture, component, parameters))).Value;
    }

    // What is drawn here waits for nothing, so the task is done when it is answered.
    private string Draw(CultureInfo culture, Type component, Func<Dictionary<string, object?>> parameters) =>
        drawing.DrawAsync(culture, draw => draw(component, parameters())).GetAwaiter().GetResult();
}
