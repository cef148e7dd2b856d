using Board.Web.Charts;
using Board.Web.Text;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace Board.Tests.Charts;

public sealed class ApexChartTests : BunitContext
{
    private static readonly ChartData First = new("{}", "[1]");

    public ApexChartTests() => Services.AddTexts();

    [Fact]
    public void Figures_TravelAsAttributes_AndTheScriptIsCalledOnce()
    {
        var module = JSInterop.SetupModule(_ => true);
        module.SetupModule(call => call.Identifier == "create");
        var chart = Draw(First);
        Assert.Equal(("{}", "[1]"), (Place(chart).GetAttribute("data-frame"), Place(chart).GetAttribute("data-series")));
        chart.Render(parameters => parameters.Add(c => c.Data, First with { Series = "[2]" }).Add(c => c.Label, "what it shows"));
        Assert.Equal("[2]", Place(chart).GetAttribute("data-series"));
        Assert.Equal(2, chart.RenderCount);
        Assert.Single(module.Invocations);
        Assert.Equal("what it shows", chart.Find("[role=img]").GetAttribute("aria-label"));
    }

    [Fact]
    public void TheSameData_IsNotDrawnAgain()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var chart = Draw(First);
        chart.Render(parameters => parameters.Add(c => c.Data, First).Add(c => c.Label, "what it shows"));
        Assert.Equal(1, chart.RenderCount);
    }

    [Fact]
    public async Task APageThatWasLeft_IsNoFault()
    {
        var module = JSInterop.SetupModule(_ => true);
        var chart = module.SetupModule(call => call.Identifier == "create");
        chart.SetupVoid("destroy").SetException(new JSDisconnectedException("gone"));
        var drawn = Draw(First);
        await drawn.Instance.DisposeAsync();
        Assert.Single(chart.Invocations);
        await drawn.Instance.DisposeAsync();
        Assert.Single(chart.Invocations);
    }

    private IRenderedComponent<ApexChart> Draw(ChartData data) => Render<ApexChart>(parameters => parameters.Add(c => c.Data, data).Add(c => c.Label, "what it shows"));

    private static AngleSharp.Dom.IElement Place(IRenderedComponent<ApexChart> chart) => chart.Find(".chart");
}
