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

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order();

    private static Dictionary<string, string> Read(string file, [CallerFilePath] string here = "") =>
        XDocument.Load(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Board.Web", "Text", file))
            .Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
