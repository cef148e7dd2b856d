using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Board.Tests.Support;
using Board.Web.Shell;

namespace Board.Tests.Architecture;

/// <summary>Rule 6: whatever is said is said in both languages, with the same gaps to fill.</summary>
public sealed partial class TextTests
{
    [Theory]
    [InlineData("Texts")]
    [InlineData("Refusals")]
    [InlineData("MudTexts")]
    public void Texts_AreThereInBothLanguages(string name) => Assert.Empty(Apart(Resource($"{name}.resx"), Resource($"{name}.en.resx")));

    [Fact]
    public void Apart_FindsWhatIsMissing_AndGapsThatDiffer() => Assert.Equal(
        ["A is missing in English", "B is missing in Vietnamese", "C has other gaps", "D is empty"],
        Apart(new() { ["A"] = "a", ["C"] = "{0} {1}", ["D"] = "d", ["E"] = "{0:N} {{x}}" }, new() { ["B"] = "b", ["C"] = "{0}", ["D"] = " ", ["E"] = "{0}" }));

    [Fact]
    public void Read_FindsAKeyGivenTwice() =>
        Assert.Throws<ArgumentException>(() => Read("<root><data name='A'><value>1</value></data><data name='A'><value>2</value></data></root>"));

    [Fact]
    public void UsedKeys_Exist() => Assert.Empty(Unknown(Source.Of("Board.Web", ".razor", ".cs"), Resource("Texts.resx").Keys));

    [Theory]
    [InlineData("@T[\"Gone\"]", "Gone")]
    [InlineData("texts[\"Gone\", 1]", "Gone")]
    [InlineData("@T[more ? \"Known\" : \"Gone\", 1]", "Gone")]
    [InlineData("@T[$\"Gone.{state}\"]", "Gone.*")]
    [InlineData("<Title Text=\"@T[\"Gone\"]\" />", "Gone")]
    public void Unknown_FindsAKey_HoweverItIsChosen(string text, string key) =>
        Assert.Equal([$"Bad.razor: {key}"], Unknown([new("Bad.razor", text)], ["Known", "Known.Too"]));

    [Fact]
    public void Unknown_LeavesKnownKeysAlone() =>
        Assert.Empty(Unknown([new("Good.razor", "@T[\"Known\"] @T[$\"Known.{which}\"] @T[style.Key] _file[\"Other\"]")], ["Known", "Known.Too"]));

    [Fact]
    public void ChosenKeys_Exist()
    {
        var texts = Resource("Texts.resx").Keys;
        var styles = Enum.GetValues<Board.Domain.Progress.ProgressStatus>().Select(StatusStyle.Of);
        Assert.DoesNotContain(styles.SelectMany(style => new[] { style.WordKey, style.MeaningKey }), key => !texts.Contains(key));
        Assert.DoesNotContain(Enum.GetNames<Board.Web.Access.AccountFault>(), fault => !texts.Contains($"Account.Fault.{fault}"));
        Assert.DoesNotContain(Enum.GetNames<Board.Web.Access.Role>(), role => !texts.Contains($"Role.{role}"));
        Assert.DoesNotContain(Board.Web.Reminders.ReminderStyle.InOrder, state => !texts.Contains(Board.Web.Reminders.ReminderStyle.Of(state).WordKey));
        Assert.DoesNotContain(Enum.GetNames<Board.Web.Data.ReminderChannel>(), channel => !texts.Contains($"Reminders.Channel.{channel}"));
        Assert.DoesNotContain(Board.Domain.Reminders.ReminderStage.Usual, stage => !texts.Contains($"Ledger.Stage.{stage.Code}"));
        Assert.DoesNotContain(Enum.GetNames<Board.Domain.Readings.ReadingState>(), state => !texts.Contains($"State.{state}"));
    }

    [Fact]
    public void EveryStateOfADirective_IsNamed()
    {
        var texts = Resource("Texts.resx").Keys;
        Assert.DoesNotContain(Board.Web.Shell.DirectiveStyle.InOrder, style => !texts.Contains(style.WordKey));
        Assert.DoesNotContain(Enum.GetNames<Board.Domain.Meetings.DirectiveState>(), state => !texts.Contains($"Meetings.Step.{state}"));
        Assert.DoesNotContain(Enum.GetNames<Board.Domain.Meetings.MeetingKind>(), kind => !texts.Contains($"Meetings.Kind.{kind}"));
        Assert.DoesNotContain(Enum.GetNames<Board.Domain.Meetings.IndicatorMove>(), move => !texts.Contains($"Meetings.Move.{move}"));
    }

    [Fact]
    public void EveryWordOfMudBlazor_IsOurs() => Assert.Empty(Strange(MudBlazorsOwn(), Resource("MudTexts.resx")));

    [Fact]
    public void Strange_FindsAWordThatWasAdded_OneThatIsGone_AndGapsThatDiffer() => Assert.Equal(
        ["B has no words", "C is no word of MudBlazor's", "D has other gaps"],
        Strange(new() { ["A"] = "{0}", ["B"] = "b", ["D"] = "{0} {1}" }, new() { ["A"] = "a {0}", ["C"] = "c", ["D"] = "{1}" }));

    [Fact]
    public void EveryRole_AndEveryArea_IsNamed()
    {
        var texts = Resource("Texts.resx").Keys;
        Assert.DoesNotContain(Enum.GetNames<Board.Web.Access.Role>(), role => !texts.Contains($"Role.{role}"));
        Assert.DoesNotContain(Area.All.SelectMany(area => area.Parts.Prepend(area)), area => !texts.Contains(area.TitleKey));
    }

    [Fact]
    public void EveryRefusal_HasItsWords()
    {
        var codes = RejectionCodes([.. Source.Of("Board.Domain/Readings", ".cs"), .. Source.Of("Board.Domain/Reports", ".cs"), .. Source.Of("Board.Domain/Reminders", ".cs"), .. Source.Of("Board.Domain/Meetings", ".cs")]).ToList();
        Assert.Contains("numerator-over-denominator", codes);
        Assert.Contains("scale-slip", codes);
        Assert.Contains("too-precise", codes);
        Assert.Contains("unit-not-leading", codes);
        Assert.Contains("numerator-over-register", codes);
        Assert.DoesNotContain(codes, code => !Resource("Refusals.resx").ContainsKey(code));
    }

    [Fact]
    public void EveryProblem_HasItsWords() => Assert.DoesNotContain(
        ProblemCodes(Source.Of("Board.Web", ".cs")), code => !Resource("Refusals.resx").ContainsKey(code));

    [Fact]
    public void Codes_AreFound_InTheirTwoForms()
    {
        Assert.Equal(["planted-code", "other-code"], RejectionCodes([new("Bad.cs", "rejections.Add(new(\"note\", \"planted-code\", 1));\n null => \"other-code\",")]));
        Assert.Equal(["planted-code"], ProblemCodes([new("Bad.cs", "return Problems.Of(StatusCodes.Status404NotFound, \"planted-code\");")]));
    }

    private static IEnumerable<string> Apart(Dictionary<string, string> vietnamese, Dictionary<string, string> english) =>
    [
        .. vietnamese.Keys.Except(english.Keys).Select(key => $"{key} is missing in English"),
        .. english.Keys.Except(vietnamese.Keys).Select(key => $"{key} is missing in Vietnamese"),
        .. vietnamese.Keys.Intersect(english.Keys).Where(key => !Gaps(vietnamese[key]).SetEquals(Gaps(english[key]))).Select(key => $"{key} has other gaps"),
        .. vietnamese.Concat(english).Where(entry => string.IsNullOrWhiteSpace(entry.Value)).Select(entry => $"{entry.Key} is empty").Distinct(),
    ];

    private static IEnumerable<string> Strange(Dictionary<string, string> theirs, Dictionary<string, string> ours) =>
    [
        .. theirs.Keys.Except(ours.Keys).Select(key => $"{key} has no words"),
        .. ours.Keys.Except(theirs.Keys).Select(key => $"{key} is no word of MudBlazor's"),
        .. theirs.Keys.Intersect(ours.Keys).Where(key => !Gaps(theirs[key]).SetEquals(Gaps(ours[key]))).Select(key => $"{key} has other gaps"),
    ];

    private static Dictionary<string, string> MudBlazorsOwn() =>
        new ResourceManager("MudBlazor.Resources.LanguageResource", typeof(MudBlazor.MudTheme).Assembly)
            .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(word => (string)word.Key, word => (string)word.Value!);

    private static HashSet<string> Gaps(string text) => [.. Gap().Matches(text.Replace("{{", "", StringComparison.Ordinal)).Select(match => match.Groups[1].Value)];

    private static IEnumerable<string> Unknown(IEnumerable<Source> sources, ICollection<string> known) =>
        from source in sources
        from used in Used().Matches(source.Text)
        from key in Chosen().Matches(used.Groups[1].Value)
        let whole = key.Groups[1].Value.Length == 0
        let name = whole ? key.Groups[2].Value : key.Groups[2].Value.Split('{')[0]
        // A key with a gap at its end must have some that it can become; one that begins with the gap is for ChosenKeys_Exist.
        where whole ? !known.Contains(name) : !known.Any(one => one.StartsWith(name, StringComparison.Ordinal))
        select $"{source.Path}: {name}{(whole ? "" : "*")}";

    private static IEnumerable<string> RejectionCodes(IEnumerable<Source> sources) =>
        sources.SelectMany(source => Refused().Matches(source.Text).Select(match => match.Groups[1].Value)).Distinct();

    private static IEnumerable<string> ProblemCodes(IEnumerable<Source> sources) =>
        sources.SelectMany(source => Problem().Matches(source.Text).Select(match => match.Groups[1].Value)).Distinct();

    private static Dictionary<string, string> Resource(string name) => Read(File.ReadAllText(Folders.Of("Board.Web", "Text", name)));

    private static Dictionary<string, string> Read(string resx) =>
        XDocument.Parse(resx).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Gap();

    /// <summary>What stands between the brackets up to the first argument.</summary>
    [GeneratedRegex(@"(?<![\w.])(?:T|texts)\[([^\],]*)")]
    private static partial Regex Used();

    [GeneratedRegex(@"(\$?)""([^""]*)""")]
    private static partial Regex Chosen();

    [GeneratedRegex(@"(?:(?:new|Rejection)\((?:\$?""[^""]*""|[\w.()]+), |=> )""([a-z]+(?:-[a-z]+)+|missing|negative|jump)""")]
    private static partial Regex Refused();

    [GeneratedRegex(@"Problems\.(?:Of(?:Warnings)?|With)\([^""()]*""([a-z-]+)""")]
    private static partial Regex Problem();
}
