using System.Globalization;
using Board.Web.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Board.Tests.Text;

/// <summary>English tells one from several; Vietnamese does not.</summary>
public sealed class CountedTextsTests
{
    [Theory]
    [InlineData("en", 1, "1 day late")]
    [InlineData("en", 2, "2 days late")]
    [InlineData("en", 0, "0 days late")]
    [InlineData("vi", 1, "chậm 1 ngày")]
    public void ANumber_ChoosesItsWord(string language, int days, string expected) => Assert.Equal(expected, Say(language, "Matrix.DaysLate", days));

    [Fact]
    public void ANumberThatIsWrittenAlready_ChoosesToo_AndSoDoesTheSecondOfTwo()
    {
        Assert.Equal("1 person", Say("en", "Lagging.People", "1"));
        Assert.Equal("1.234 people", Say("en", "Lagging.People", "1.234"));
        Assert.Equal("0/1 unit", Say("en", "Coverage.Units", 0, 1));
        Assert.Equal("1/2 units", Say("en", "Coverage.Units", 1, 2));
    }

    private static string Say(string language, string key, params object[] arguments)
    {
        using var services = new ServiceCollection().AddLogging().AddTexts().BuildServiceProvider();
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try { return services.GetRequiredService<IStringLocalizer<Texts>>()[key, arguments]; }
        finally { (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before; }
    }
}
