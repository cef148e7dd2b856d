using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Board.Tests.Text;

public sealed partial class TextsTests
{
    [Fact]
    public void EveryKey_ExistsInBothLanguages_WithTheSamePlaces()
    {
        var (vietnamese, english) = (Read("Texts.resx"), Read("Texts.en.resx"));
        Assert.NotEmpty(vietnamese);
        Assert.Equal(vietnamese.Keys.Order(), english.Keys.Order());
        Assert.All(vietnamese, text => Assert.Equal(Places(text.Value), Places(english[text.Key])));
        Assert.All(vietnamese.Values.Concat(english.Values), text => Assert.NotEmpty(text.Trim()));
    }

    // What is noted in the audit is told there in words.
    [Fact]
    public void WhateverIsAudited_HasItsWords()
    {
        var texts = Read("Texts.resx");
        var actions = Sources().SelectMany(source => Audited().Matches(source)).SelectMany(call => Action().Matches(call.Value)).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Contains("reading.return", actions);
        Assert.All(actions, action => Assert.Contains("Audit.Did." + action, texts.Keys));
        Assert.All(actions, action => Assert.Contains("Audit.Kind." + action.Split('.')[0], texts.Keys));
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order();

    private static Dictionary<string, string> Read(string file, [CallerFilePath] string here = "") =>
        XDocument.Load(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Board.Web", "Text", file))
            .Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    private static IEnumerable<string> Sources([CallerFilePath] string here = "") =>
        Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Board.Web"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText);

    // A call up to where its detail begins.
    [GeneratedRegex(@"\.Audit\(.*?(?:\bnew\s*\{|;)", RegexOptions.Singleline)]
    private static partial Regex Audited();

    [GeneratedRegex("\"([a-z]+\\.[a-z-]+)\"")]
    private static partial Regex Action();
}
