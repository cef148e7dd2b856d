using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;

namespace Board.Web.Shell;

/// <summary>
/// Drawings of things that never change, each made once for all circuits that show it, and kept as long as the thing itself.
/// A circuit then compares a few pieces of text and sends those that differ, instead of drawing and comparing every cell of a table.
/// </summary>
public sealed class DrawnOnce(HtmlDrawing drawing)
{
    private const string Seam = "<!--|-->";

    private readonly ConditionalWeakTable<object, ConcurrentDictionary<(Type, CultureInfo), Lazy<ImmutableArray<MarkupString>>>> _drawings = [];

    /// <summary>What a component writes where its drawing may be cut. Text of users can't hold it: it is encoded.</summary>
    public static MarkupString Cut { get; } = new(Seam);

    /// <summary>What was drawn, cut where the component says.</summary>
    public static string[] Pieces(string html) => html.Split(Seam, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The HTML of a component that shows an immutable thing, in the current language, in the pieces that the component cuts it into.</summary>
    /// <param name="thing">What it shows; the same object means the same drawing.</param>
    /// <param name="parameters">The component's parameters, made of the thing and of <paramref name="more"/>; asked for only where there is no drawing yet.</param>
    public ImmutableArray<MarkupString> Find<TThing, TMore>(
        TThing thing, Type component, TMore more, Func<TThing, TMore, Dictionary<string, object?>> parameters) where TThing : class
    {
        var drawings = _drawings.GetOrCreateValue(thing);
        var key = (component, CultureInfo.CurrentUICulture);
        // Looked for first: every circuit asks again for each figure, and mostly finds what another one had drawn.
        return (drawings.TryGetValue(key, out var drawn) ? drawn : Add(drawings, key, thing, more, parameters)).Value;
    }

    private Lazy<ImmutableArray<MarkupString>> Add<TThing, TMore>(
        ConcurrentDictionary<(Type, CultureInfo), Lazy<ImmutableArray<MarkupString>>> drawings, (Type Component, CultureInfo Culture) key,
        TThing thing, TMore more, Func<TThing, TMore, Dictionary<string, object?>> parameters) =>
        drawings.GetOrAdd(key, new Lazy<ImmutableArray<MarkupString>>(() => Draw(key.Culture, key.Component, parameters(thing, more))));

    // What is drawn here waits for nothing, so the task is done when it is answered.
    private ImmutableArray<MarkupString> Draw(CultureInfo culture, Type component, Dictionary<string, object?> parameters) =>
        [.. Pieces(drawing.DrawAsync(culture, draw => draw(component, parameters)).GetAwaiter().GetResult()).Select(piece => new MarkupString(piece))];
}
