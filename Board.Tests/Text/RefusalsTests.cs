using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Board.Tests.Text;

/// <summary>Whatever can be refused has its words, in both languages.</summary>
public sealed partial class RefusalsTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", ".."));
    private static readonly Dictionary<string, string> Vietnamese = Read("Refusals.resx");
    private static readonly Dictionary<string, string> English = Read("Refusals.en.resx");

    [Fact]
    public void EveryCode_HasItsWords()
    {
        var used = CodesInSources();
        // A scan that finds nothing would prove nothing.
        Assert.Superset(new HashSet<string> { "numerator-over-denominator", "too-precise", "duplicate-code", "not-json", "needs-confirmation", "not-known", "missing-field" }, used);
        Assert.Empty(used.Except(Vietnamese.Keys));
        Assert.Empty(used.Except(English.Keys));
    }

    [Fact]
    public void NoWords_AreLeftOver() => Assert.Empty(Vietnamese.Keys.Except(CodesInSources()).Except(UsedElsewhere));

    [Fact]
    public void BothLanguages_HaveTheSameKeysAndPlaceholders()
    {
        Assert.Equal(Vietnamese.Keys.Order(), English.Keys.Order());
        Assert.All(Vietnamese, text => Assert.Equal(Placeholders(text.Value), Placeholders(English[text.Key])));
        Assert.All(Vietnamese.Concat(English), text => Assert.False(string.IsNullOrWhiteSpace(text.Value)));
        Assert.All(Vietnamese, text => Assert.NotEqual(text.Value, English[text.Key]));
    }

    // The hub's words are said by the page's script.
    private static readonly string[] UsedElsewhere = ["unknown-language"];

    // Too short to be told from other words by their form.
    private static readonly string[] OneWord = ["missing", "negative", "malformed", "refused", "jump"];

    private static readonly string[] NotCodes = ["yes-no", "text-or-list", "text-or-object", "text-or-number", "not-started", "signed-in", "read-board"];

    private static HashSet<string> CodesInSources() =>
    [
        .. OneWord,
        .. Sources("Board.Domain", "Readings"), .. Sources("Board.Domain", "Plans"),
        .. Sources("Board.Web", "Shell", "Api.cs"), .. Sources("Board.Web", "Shell", "Security.cs"), .. Sources("Board.Web", "Access"),
        .. Directory.EnumerateFiles(Path.Combine(Root, "Board.Web"), "*Api.cs", SearchOption.AllDirectories).SelectMany(file => CodesIn(File.ReadAllText(file))),
    ];

    private static IEnumerable<string> Sources(params string[] path)
    {
        var place = Path.Combine([Root, .. path]);
        var files = File.Exists(place) ? [place] : Directory.GetFiles(place, "*.cs", SearchOption.AllDirectories);
        return files.SelectMany(file => CodesIn(File.ReadAllText(file)));
    }

    private static IEnumerable<string> CodesIn(string source) => Code().Matches(source).Select(match => match.Groups["code"].Value).Except(NotCodes);

    private static string Placeholders(string text) => string.Join(" ", Placeholder().Matches(text).Select(match => match.Value).Distinct().Order());

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Root, "Board.Web", "Text", file)).Root!
        .Elements("data").ToDictionary(data => (string)data.Attribute("name")!, data => (string)data.Element("value")!);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("\"(?<code>[a-z0-9]+(?:-[a-z0-9]+)+)\"")]
    private static partial Regex Code();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();
}
