using System.Globalization;
using Board.Web.Access;
using Board.Web.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Board.Tests.Access;

/// <summary>What a person reads of an audit entry.</summary>
public sealed class AuditFactsTests
{
    [Theory]
    [InlineData("vi-VN", """{"from":null,"to":{"numerator":8108,"denominator":9874,"value":82.114644520964148268178955924},"version":434,"source":"api"}""", "từ –|thành 8.108/9.874 → 82,1|nguồn api")]
    [InlineData("en", """{"from":null,"to":{"numerator":8108,"denominator":9874,"value":82.114644520964148268178955924},"version":434,"source":"api"}""", "from –|to 8,108/9,874 → 82.1|source api")]
    [InlineData("vi-VN", """{"reason":"Kiểm tra lại","dueBefore":"2023-12-01","figures":1,"version":428}""", "lý do Kiểm tra lại|hạn mới, trước ngày 01/12/2023|số liệu 1")]
    [InlineData("vi-VN", """{"from":{"role":"viewer","unit":null},"to":{"role":"reporter","unit":"dak-ru"}}""", "từ vai trò: viewer, đơn vị: –|thành vai trò: reporter, đơn vị: dak-ru")]
    [InlineData("vi-VN", """{"on":true,"unheardOf":[1,"x"],"none":[]}""", "bật có|unheardOf 1; x|none –")]
    [InlineData("vi-VN", """[{"duty":"2023-Q4","attempts":2}]""", " việc: 2023-Q4, số lần gửi: 2")]
    [InlineData("vi-VN", "{}", "")]
    public void Fields_AreNamed_AndFiguresAreAsTheBoardShowsThem(string language, string detail, string said)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var (before, formats) = (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture);
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
            var facts = new AuditFacts(services.GetRequiredService<IStringLocalizer<Texts>>());
            Assert.Equal(said, string.Join('|', facts.Of(detail).Select(fact => $"{fact.Name} {fact.Text}")));
        }
        finally
        {
            (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (before, formats);
        }
    }
}
