using Board.Web.Live;

namespace Board.Tests.Live;

public sealed class LivePartsTests
{
    [Fact]
    public void WhatLooksTheSame_SendsNothing() => Assert.Equal("", Page("good", "<b>1</b>", "a", "b").Since(Page("good", "<b>1</b>", "a", "b")).Value);

    [Fact]
    public void APartThatChanged_IsSentAlone() =>
        Assert.Equal("<live-parts><template data-for=\"value\"><b data-part=\"value\">2</b></template></live-parts>",
            Page("good", "<b>2</b>", "a", "b").Since(Page("good", "<b>1</b>", "a", "b")).Value);

    [Fact]
    public void ARowThatChanged_IsSentAlone() =>
        Assert.Equal("<live-parts><template data-for=\"rows-1\"><tr data-part=\"rows-1\" class=\"x\"><td>c</td></tr></template></live-parts>",
            Page("good", "<b>1</b>", "a", "c").Since(Page("good", "<b>1</b>", "a", "b")).Value);

    [Theory]
    [InlineData("a")]
    [InlineData("a", "b", "c")]
    [InlineData]
    public void WhereRowsComeOrGo_TheListIsSentWhole(params string[] rows)
    {
        var now = Page("good", "<b>1</b>", rows);
        Assert.Equal($"<live-parts><template data-for=\"rows\">{now["rows"]}</template></live-parts>", now.Since(Page("good", "<b>1</b>", "a", "b")).Value);
    }

    [Fact]
    public void TheLookAroundAll_IsSentAsAClass() =>
        Assert.Equal("<live-parts><template data-for=\"around\" data-look=\"page &quot;late&quot;\"></template></live-parts>",
            Page("page \"late\"", "<b>1</b>").Since(Page("good", "<b>1</b>")).Value);

    [Fact]
    public void WhoseStateIsNotKnown_IsSentAll()
    {
        var now = Page("good", "<b>1</b>", "a");
        Assert.Equal($"<live-parts><template data-for=\"around\" data-look=\"good\"></template><template data-for=\"value\">{now["value"]}</template><template data-for=\"rows\">{now["rows"]}</template></live-parts>",
            now.Since(null).Value);
    }

    [Fact]
    public void AllCircuits_ShareOnePiece()
    {
        var (before, now) = (Page("good", "<b>1</b>"), Page("good", "<b>2</b>"));
        Assert.Same(now.Since(before).Value, now.Since(before).Value);
        Assert.Same(now.Since(null).Value, now.Since(null).Value);
    }

    private static LiveParts Page(string look, string value, params string[] rows) =>
        new(look, [LivePart.Element("value", value), LivePart.List("rows", "tbody", rows.Select(row => $"<tr class=\"x\"><td>{row}</td></tr>"))]);
}
