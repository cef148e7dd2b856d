using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;

namespace Board.Web.Live;

/// <summary>
/// Everything of a page that changes with the figures, at one state and in one language: immutable, drawn once for everybody who has the page open.
/// A circuit then draws one piece, the parts that its page does not show yet, which all circuits share; the page's script puts each in its place.
/// </summary>
/// <param name="look">The class of the element around all, whose <c>data-part</c> is <see cref="Around"/>.</param>
/// <param name="parts">The same names in the same order for every state of a page.</param>
public sealed class LiveParts(string look, ImmutableArray<LivePart> parts)
{
    /// <summary>The name of the element around all parts.</summary>
    public const string Around = "around";

    private readonly ConditionalWeakTable<LiveParts, string> _since = [];
    private readonly Lazy<string> _whole = new(() => Write(look, parts.Select(part => (part.Name, part.Html))));

    /// <summary>The class of the element around all.</summary>
    public string Look => look;

    /// <summary>A part as it stands in the page.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public MarkupString this[string name] => new(parts.First(part => part.Name == name).Html);

    /// <summary>What brings a page from an earlier state to this one, in a form that the page's script understands; empty where they look the same.</summary>
    /// <param name="earlier">What the page shows; null where that is not known.</param>
    public MarkupString Since(LiveParts? earlier) => new(earlier is null ? _whole.Value : _since.GetValue(earlier, Compare));

    private string Compare(LiveParts earlier)
    {
        var changed = parts.Zip(earlier.All).SelectMany(pair => Changed(pair.First, pair.Second)).ToList();
        return changed.Count == 0 && look == earlier.Look ? "" : Write(look == earlier.Look ? null : look, changed);
    }

    private ImmutableArray<LivePart> All => parts;

    private static IEnumerable<(string Name, string Html)> Changed(LivePart now, LivePart before)
    {
        if (now.Html == before.Html) return [];
        // Rows that come or go move the others.
        return now.Rows.Length != before.Rows.Length || now.Rows.IsEmpty
            ? [(now.Name, now.Html)]
            : now.Rows.Index().Where(row => row.Item != before.Rows[row.Index]).Select(row => (LivePart.Row(now.Name, row.Index), row.Item));
    }

    // Each in a template of its own: what is a row of a table stands nowhere else.
    private static string Write(string? look, IEnumerable<(string Name, string Html)> changed) =>
        $"<live-parts>{(look is null ? "" : $"<template data-for=\"{Around}\" data-look=\"{WebUtility.HtmlEncode(look)}\"></template>")}"
        + $"{string.Concat(changed.Select(part => $"<template data-for=\"{part.Name}\">{part.Html}</template>"))}</live-parts>";
}
