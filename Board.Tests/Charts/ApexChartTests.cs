using System.Text.Json.Nodes;
using Board.Web.Charts;
using Board.Web.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace Board.Tests.Charts;

public sealed class ApexChartTests : BunitContext
{
    public ApexChartTests() => Services.AddTexts();

    [Fact]
    public void DrawnAgainWithTheSameWords_CostsNoDrawingAndNoCall()
    {
        var module = JSInterop.SetupModule(_ => true);
        module.SetupModule(call => call.Identifier == "create");
        var page = Render<Page>(parameters => parameters.Add(p => p.Figures, "first"));
        var chart = page.FindComponent<ApexChart>();
        page.Render(parameters => parameters.Add(p => p.Figures, "second"));
        Assert.Equal(("second", 1), (page.Find("b").TextContent, chart.RenderCount));
        Assert.Single(module.Invocations);
        Assert.Equal("what it shows", chart.Find("[role=img]").GetAttribute("aria-label"));
    }

    [Fact]
    public void Data_CannotEndItsElement()
    {
        var data = ChartData.Of(new RankingFrame(1, "'></data><b>1 & \"2\"", "%"), new RankingSeries([]));
        var element = Assert.Single(Render(builder => builder.AddContent(0, data.Frame)).Nodes.OfType<AngleSharp.Dom.IElement>());
        Assert.Equal("'></data><b>1 & \"2\"", (string?)JsonNode.Parse(element.GetAttribute("value")!)!["name"]);
    }

    [Fact]
    public async Task APageThatWasLeft_IsNoFault()
    {
        var module = JSInterop.SetupModule(_ => true);
        var chart = module.SetupModule(call => call.Identifier == "create");
        chart.SetupVoid("destroy").SetException(new JSDisconnectedException("gone"));
        var drawn = Render<ApexChart>(parameters => parameters.Add(c => c.Label, "what it shows"));
        await drawn.Instance.DisposeAsync();
        Assert.Single(chart.Invocations);
        await drawn.Instance.DisposeAsync();
        Assert.Single(chart.Invocations);
    }

    private sealed class Page : ComponentBase
    {
        [Parameter] public required string Figures { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.AddMarkupContent(0, $"<b>{Figures}</b>");
            builder.OpenComponent<ApexChart>(1);
            builder.AddComponentParameter(2, nameof(ApexChart.Label), "what it shows");
            builder.CloseComponent();
        }
    }
}
