using System.Text.Json.Nodes;
using Board.Web.Charts;
using Board.Web.Text;
using Bunit;

namespace Board.Tests.Charts;

public sealed class ApexChartTests : BunitContext
{
    public ApexChartTests() => Services.AddTexts();

    [Fact]
    public void ItSaysWhatItShows_AndItsButtonsWaitForTheDrawing()
    {
        var chart = Render<ApexChart>(parameters => parameters.Add(c => c.Label, "what it shows").Add(c => c.Zooms, true));
        Assert.Equal("what it shows", chart.Find("apex-chart [role=img]").GetAttribute("aria-label"));
        Assert.True(chart.Find(".chart-tools").HasAttribute("hidden"));
        Assert.Equal(["in", "out", "all"], chart.FindAll("button").Select(button => button.GetAttribute("data-zoom")));
        Assert.All(chart.FindAll("button"), button => Assert.NotEmpty(button.TextContent));
    }

    [Fact]
    public void Data_CannotEndItsElement()
    {
        var data = ChartData.Of(new RankingFrame(1, "'></data><b>1 & \"2\"", "%"), new RankingSeries([]));
        var element = Assert.Single(Render(builder => builder.AddContent(0, data.Frame)).Nodes.OfType<AngleSharp.Dom.IElement>());
        Assert.Equal("'></data><b>1 & \"2\"", (string?)JsonNode.Parse(element.GetAttribute("value")!)!["name"]);
    }
}
