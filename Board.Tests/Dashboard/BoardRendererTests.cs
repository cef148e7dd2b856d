using Board.Domain.Readings;
using Board.Tests.Charts;
using Board.Web.Dashboard;
using Board.Web.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Board.Tests.Dashboard;

public sealed class BoardRendererTests
{
    private static readonly BoardPageContext Context = new("epoch-1", new("số liệu minh họa", "illustrative figures"), path => "/" + path);
    private readonly BoardRenderer renderer = new(
        new(new ServiceCollection().AddLogging().AddTexts().BuildServiceProvider(), LoggerFactory.Create(_ => { })), new FakeTimeProvider(new(2023, 11, 24, 1, 6, 0, default)));

    [Fact]
    public async Task Page_CarriesTheHooksOfTheContract()
    {
        var html = await PageAsync("vi-VN");
        Assert.StartsWith("<!DOCTYPE html>", html);
        Assert.Contains("<html lang=\"vi\">", html);
        Assert.Contains("data-plan=\"test-2023\" data-version=\"5\" data-epoch=\"epoch-1\"", html);
        Assert.Contains("data-live=\"stale\"", html);
        Assert.Contains("số liệu minh họa", html);
        Assert.Contains("lúc 08:06", html);
        Assert.All(["head", "deadlines", "tallies", "ticker", "gauge-1a"], part => Assert.Contains($"data-fragment=\"{part}\"", html));
    }

    [Theory]
    [InlineData("vi-VN", "78,0", "Tính đến")]
    [InlineData("en-GB", "78.0", "As of")]
    public async Task Page_SpeaksTheReadersLanguage(string culture, string number, string word)
    {
        var html = await PageAsync(culture);
        Assert.Contains(number, html);
        Assert.Contains(word, html);
        Assert.Contains("08:05 24/11/2023", html);
    }

    [Fact]
    public async Task Page_KeepsToTheStrictContentPolicy()
    {
        var pages = new[] { await PageAsync("vi-VN"), await renderer.NoticeAsync(NoticeKind.NotPublic, Sample.Culture("vi-VN"), Context.Asset) };
        Assert.All(pages, html =>
        {
            Assert.DoesNotMatch("<[^>]*\\sstyle\\s*=", html);
            Assert.DoesNotMatch("<[^>]*\\son[a-z]+\\s*=", html);
            Assert.DoesNotContain("<style", html);
            Assert.DoesNotMatch("<script(?![^>]*\\ssrc=)", html);
            Assert.DoesNotMatch("(src|href)=\"(https?:)?//", html);
        });
    }

    [Fact]
    public async Task Page_EncodesHostileText_AndNeverUndoesIt()
    {
        const string hostile = "<img src=x onerror=alert(1)> &#x1EC7;&lt;b&gt;";
        var plan = Sample.Plan(Sample.Smartphones with { Name = hostile, Label = new(hostile, hostile) }) with { Title = hostile };
        var html = await renderer.PageAsync(Sample.Snapshot(plan, 5, Reading(78)), Sample.Culture("vi-VN"), Context);
        Assert.DoesNotContain("<img", html);
        Assert.DoesNotContain("<b>&", html);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt; &amp;#x1EC7;&amp;lt;b&amp;gt;", html);
    }

    [Fact]
    public async Task Fragments_AreWhatChangedSince_EachOneElement()
    {
        var snapshot = Sample.Snapshot(Sample.Plan(Sample.Smartphones), 5, Reading(78));
        var parts = await renderer.FragmentsAsync(snapshot, Sample.Culture("vi-VN"), 4, Context);
        Assert.Equal(["head", "deadlines", "tallies", "gauge-1a", "ticker"], parts.Select(part => part.Target));
        Assert.All(parts, part => Assert.Matches($"^<[a-z]+ [^>]*data-fragment=\"{part.Target}\"", part.Html));
        Assert.Empty(await renderer.FragmentsAsync(snapshot, Sample.Culture("vi-VN"), 5, Context));
    }

    [Fact]
    public async Task Fragment_IsTheSameAsInThePage()
    {
        var snapshot = Sample.Snapshot(Sample.Plan(Sample.Smartphones), 5, Reading(78));
        var gauge = (await renderer.FragmentsAsync(snapshot, Sample.Culture("en-GB"), 0, Context)).Single(part => part.Target == "gauge-1a");
        Assert.Contains(gauge.Html, await renderer.PageAsync(snapshot, Sample.Culture("en-GB"), Context));
    }

    [Theory]
    [InlineData(NoticeKind.NoPlan, "plan import FILE")]
    [InlineData(NoticeKind.NotPublic, "Board:PublicBoard")]
    [InlineData(NoticeKind.NotFound, "href=\"/\"")]
    public async Task Notice_SaysWhatToDoNext(NoticeKind kind, string next)
    {
        var html = await renderer.NoticeAsync(kind, Sample.Culture("vi-VN"), Context.Asset, Context.Notice);
        Assert.Contains(next, html);
        Assert.DoesNotContain($"{kind}.Title", html);
        Assert.Contains("số liệu minh họa", html);
    }

    private static Reading Reading(decimal numerator) => new("1a", "dak-ru", new(2023, 10, 31), 1, new(numerator, 100), ReadingState.Accepted);

    private Task<string> PageAsync(string culture) =>
        renderer.PageAsync(Sample.Snapshot(Sample.Plan(Sample.Smartphones), 5, Reading(78)), Sample.Culture(culture), Context);
}
