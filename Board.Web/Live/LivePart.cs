using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Board.Web.Live;

/// <summary>One element of a page that changes with the figures.</summary>
/// <param name="Name">Its <c>data-part</c>, by which the page's script finds it.</param>
/// <param name="Html">The whole element.</param>
/// <param name="Rows">Its children, each a part by itself, named after it and its place; empty where it is only ever exchanged whole.</param>
public sealed record LivePart(string Name, string Html, ImmutableArray<string> Rows)
{
    /// <summary>An element that is drawn already.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="html">One element.</param>
    public static LivePart Element(string name, string html) => new(name, Named(name, html), []);

    /// <summary>Whatever was drawn, in an element that takes no part in the layout.</summary>
    public static LivePart Group(string name, string html) => new(name, $"<div class=\"part\" data-part=\"{name}\">{html}</div>", []);

    /// <summary>An element whose children are exchanged one by one, for as long as there are as many.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tag">What it is, as <c>tbody</c>.</param>
    /// <param name="rows">One element each.</param>
    public static LivePart List(string name, string tag, IEnumerable<string> rows)
    {
        ImmutableArray<string> named = [.. rows.Select((row, place) => Named(Row(name, place), row))];
        return new(name, $"<{tag} data-part=\"{name}\">{string.Concat(named)}</{tag}>", named);
    }

    /// <summary>The name of a child.</summary>
    public static string Row(string name, int place) => string.Create(CultureInfo.InvariantCulture, $"{name}-{place}");

    private static string Named(string name, string element) =>
        element.Insert(element.AsSpan().IndexOfAny(' ', '>'), $" data-part=\"{WebUtility.HtmlEncode(name)}\"");
}
