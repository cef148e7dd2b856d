using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Board.Web.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

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
    public void NoWords_AreLeftOver() => Assert.Empty(Vietnamese.Keys.Except(CodesInSources()).Except(UsedElsewhere).Except(Types.Select(type => $"type.{type}")).Except(Fields.Select(field => $"missing.{field}")));

    [Fact]
    public void BothLanguages_HaveTheSameKeysAndPlaceholders()
    {
        Assert.Equal(Vietnamese.Keys.Order(), English.Keys.Order());
        Assert.All(Vietnamese, text => Assert.Equal(Placeholders(text.Value), Placeholders(English[text.Key])));
        Assert.All(Vietnamese.Concat(English), text => Assert.False(string.IsNullOrWhiteSpace(text.Value)));
        Assert.All(Vietnamese, text => Assert.NotEqual(text.Value, English[text.Key]));
    }

    [Fact]
    public void TheTypesOfAPlanFile_HaveTheirWords()
    {
        Assert.Equal(Types.Order(StringComparer.Ordinal), TypesInSources().Order(StringComparer.Ordinal));
        Assert.Empty(Types.Select(type => $"type.{type}").Except(Vietnamese.Keys));
    }

    [Theory]
    [InlineData("vi", "Cần một đối tượng, nhưng đây là một danh sách.")]
    [InlineData("en", "Expected an object, but this is a list.")]
    public void AWrongType_IsSaidInWords(string language, string expected)
    {
        using var services = new ServiceCollection().AddLogging().AddTexts().BuildServiceProvider();
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new(language);
        try { Assert.Equal(expected, Refusals.Say(services.GetRequiredService<IStringLocalizer<Refusals>>(), "wrong-type", "object", "list")); }
        finally { CultureInfo.CurrentUICulture = before; }
    }

    [Theory]
    [InlineData("vi", "due", "Chưa nhập thời hạn.")]
    [InlineData("en", "due", "Enter the last day.")]
    [InlineData("vi", "readings[2].asOf", "Chưa nhập ngày số liệu.")]
    [InlineData("vi", "another", "Mục này còn trống. Hãy điền.")]
    public void AnEmptyField_IsToldWhatBelongsThere(string language, string field, string expected)
    {
        using var services = new ServiceCollection().AddLogging().AddTexts().BuildServiceProvider();
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new(language);
        try { Assert.Equal(expected, Refusals.Say(services.GetRequiredService<IStringLocalizer<Refusals>>(), new Board.Domain.Readings.Rejection(field, "missing"))); }
        finally { CultureInfo.CurrentUICulture = before; }
    }

    // Fields that are asked for by a name of their own.
    private static readonly string[] Fields = ["text", "unit", "due", "kind", "title", "note", "reason", "dueBefore", "asOf", "indicator", "numerator", "denominator", "value"];

    private static readonly string[] Types = ["object", "list", "text", "number", "yes-no", "null", "text-or-list", "text-or-object", "text-or-number"];

    private static HashSet<string> TypesInSources() => [.. Directory.GetFiles(Path.Combine(Root, "Board.Domain", "Plans"), "*.cs")
        .SelectMany(file => TypeWord().Matches(File.ReadAllText(file))).Select(match => match.Groups["type"].Value)];

    // The hub's words are said by the page's script, those of a number that is none by its form.
    private static readonly string[] UsedElsewhere = ["unknown-language", "not-whole-days"];

    // Too short to be told from other words by their form.
    private static readonly string[] OneWord = ["missing", "negative", "malformed", "refused", "jump", "incomplete"];

    // Policies, headers, ways to sign in, and what was done last on the page of one's own account.
    private static readonly string[] AccountWords = ["has-account", "same-origin", "recovery-code", "second-factor", "second-factor-off"];

    private static readonly string[] NotCodes = ["yes-no", "text-or-list", "text-or-object", "text-or-number", "not-started", "signed-in", "read-board", "days-off", "not-due", .. AccountWords];

    private static HashSet<string> CodesInSources() =>
    [
        .. OneWord,
        .. Sources("Board.Domain", "Readings"), .. Sources("Board.Domain", "Plans"), .. Sources("Board.Domain", "Reports"), .. Sources("Board.Domain", "Meetings"), .. Sources("Board.Web", "Meetings"), .. Sources("Board.Web", "Lagging", "NewLetterPage.razor"), .. Sources("Board.Web", "Lagging", "DunningLetter.cs"), .. Sources("Board.Web", "Reports"), .. Sources("Board.Web", "Administration"),
        .. Sources("Board.Domain", "Reminders", "ReminderLadder.cs"), .. Sources("Board.Web", "Reminders", "PauseReminders.cs"),
        .. Sources("Board.Web", "Shell", "Api.cs"), .. Sources("Board.Web", "Shell", "Security.cs"), .. Sources("Board.Web", "Access"),
        .. Directory.EnumerateFiles(Path.Combine(Root, "Board.Web"), "*Api.cs", SearchOption.AllDirectories).SelectMany(file => CodesIn(File.ReadAllText(file))),
    ];

    private static IEnumerable<string> Sources(params string[] path)
    {
        var place = Path.Combine([Root, .. path]);
        var files = File.Exists(place) ? [place] : Directory.GetFiles(place, "*.cs", SearchOption.AllDirectories);
        return files.SelectMany(file => CodesIn(CodeOf(file)));
    }

    // A page's classes look like codes; what it refuses with stands in its code.
    private static string CodeOf(string file)
    {
        var text = File.ReadAllText(file);
        return file.EndsWith(".razor", StringComparison.Ordinal) ? text[text.IndexOf("@code", StringComparison.Ordinal)..] : text;
    }

    private static IEnumerable<string> CodesIn(string source) => Code().Matches(source).Select(match => match.Groups["code"].Value)
        .Where(code => !code.StartsWith("status-", StringComparison.Ordinal)).Except(NotCodes);

    private static string Placeholders(string text) => string.Join(" ", Placeholder().Matches(text).Select(match => match.Value).Distinct().Order());

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Root, "Board.Web", "Text", file)).Root!
        .Elements("data").ToDictionary(data => (string)data.Attribute("name")!, data => (string)data.Element("value")!);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("\"(?<code>[a-z0-9]+(?:-[a-z0-9]+)+)\"")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?:\bIs\(|WrongType\(|(?:JsonValueKind\.\w+|_) => )""(?<type>[a-z-]+)""")]
    private static partial Regex TypeWord();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();
}
